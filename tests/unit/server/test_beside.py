from indexer.rows import item_key
from server.beside import tell_beside
from server.rulings import Ruling
from tests.served import found_in, passage

MOTION = "RESOLVED that the felling of limes be agreed."
OF_MATTER = frozenset({item_key(passage(MOTION).item)})
RULING = Ruling("resolved", "Resolved on 8 May 2024", (), (), OF_MATTER)
TEXTS = ("The contractor asks £12,400 for the felling of limes.", "The felling of limes is wanted by the railway.")
FELLED = "The felling of limes begins on 3 June 2024."


def beside(asked, *texts, ruling=RULING, room=60, told=(MOTION,)):
    return [each.quote.text for each in tell_beside(found_in(asked, MOTION, *texts), ruling, room, told)]


def test_the_figure_or_date_asked_for_beside_the_outcome_is_told():
    assert beside("was the felling of limes agreed, and for how much", *TEXTS, FELLED) == [TEXTS[0]]
    assert FELLED in beside("was the felling of limes agreed, and when does it begin", *TEXTS, FELLED)
    assert beside("was the felling of limes agreed", *TEXTS, FELLED) == []


def test_a_sum_of_a_table_has_no_sign_and_a_year_is_no_sum():
    row = "Fee for the felling of limes 484.80 498.37"
    heading = "Fees for the felling of limes £ 2024-25"
    assert beside("was the felling of limes agreed, and to what fee", heading, row) == [row]


def test_nothing_is_told_of_another_matter_nor_over_the_room_nor_twice():
    asked = "was the felling of limes agreed, and for how much"
    assert beside(asked, *TEXTS, ruling=Ruling("resolved", "Resolved", ())) == []
    assert beside(asked, *TEXTS, room=5) == []
    assert beside("was it agreed and until when", FELLED, told=("Agreed until 3 June 2024.",)) == []

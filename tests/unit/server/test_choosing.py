from hypothesis import given
from hypothesis import strategies as st

from server.choosing import choose
from server.quoting import Quote
from server.weighing import Weighed
from tests.served import passage


def weighed(*chances, text="limes{0} lean{0} over{0} walls{0}", id="p0"):
    made = passage("x", id=id)
    return [
        Weighed(made, at, Quote(at, at + 1, text.format(f"n{id}{at}")), chance) for at, chance in enumerate(chances)
    ]


def places(chosen):
    return [(each.passage.id, each.at) for each in chosen]


def test_the_likeliest_are_taken_and_told_in_the_order_of_their_passage():
    assert places(choose([weighed(0.2, 0.9, 0.5)], 8)) == [("p0", 1), ("p0", 2)]


def test_the_passage_with_the_likeliest_sentence_comes_first():
    assert places(choose([weighed(0.5), weighed(0.9, id="p1")], 100)) == [("p1", 0), ("p0", 0)]


def test_a_neighbour_is_taken_sooner_than_one_a_little_likelier_elsewhere():
    found = choose([weighed(0.9, 0.45), weighed(0.5, id="p1")], 8)
    assert places(found) == [("p0", 0), ("p0", 1)]
    assert places(choose([weighed(0.9, 0.3), weighed(0.5, id="p1")], 8)) == [("p0", 0), ("p1", 0)]


def test_what_is_far_less_likely_or_was_told_is_left_out():
    assert places(choose([weighed(0.9, 0.01)], 100)) == [("p0", 0)]
    assert places(choose([weighed(0.9, 0.8)], 100, told=["limesnp00 leannp00 overnp00 wallsnp00"])) == [("p0", 1)]


def test_nothing_is_said_twice():
    again = [Weighed(passage("x", id="p1"), 0, Quote(0, 1, "Limesnp00 leannp00 overnp00 wallsnp00."), 0.5)]
    assert places(choose([weighed(0.9), again], 100)) == [("p0", 0)]


def test_a_numbered_heading_is_left_out_but_for_the_items_of_an_agenda():
    quote = Quote(0, 1, "3. Route to market")
    for part, count in (("report", 0), ("agenda", 1)):
        assert len(choose([[Weighed(passage("x", part=part), 0, quote, 0.9)]], 100)) == count


@given(st.lists(st.lists(st.floats(0, 1), max_size=6), max_size=4), st.integers(0, 60))
def test_the_room_is_kept_whatever_there_is(chances, room):
    chosen = choose([weighed(*some, id=f"p{at}") for at, some in enumerate(chances)], room)
    assert sum(each.quote.words for each in chosen) <= room
    assert len(set(places(chosen))) == len(chosen)


def test_a_speaker_s_point_in_the_minutes_is_told_to_its_end():
    text = (
        "(a) A Member asked why gritting took so long. The officer said that lorries were old. Spares come by sea. "
        "(b) Verges were cut twice."
    )
    starts = [0, text.index("The officer"), text.index("Spares"), text.index("(b)")]
    quotes = [Quote(a, b, text[a:b].strip()) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    chances = (0.3, 0.4, 0.01, 0.2)

    def said(part):
        made = passage(text, part=part)
        ways = [Weighed(made, at, q, c) for at, (q, c) in enumerate(zip(quotes, chances, strict=True))]
        return [each.at for each in choose([ways], 21)]

    assert said("minutes") == [0, 1, 2]
    assert said("report") == [0, 1, 3]

import pytest

from server.fitness import fits, is_bare
from tests.served import question


@pytest.mark.parametrize(
    ("asked", "holds", "lacks"),
    [
        ("phone number of the clerk", "Ring 01632 960123 now", "Ring the clerk now"),
        ("e-mail of the clerk", "Write to jo@council.example now", "Write to the clerk"),
        ("whose idea is it", "It was by Jo Sample", "it was by them"),
        ("who chaired", "Cllr Bell", "the chair"),
        ("when does it end", "It ends on 3 June 2024", "It ends soon"),
        ("when does it end", "It ends in June", "It ends soon"),
        ("how long does it take", "It takes six months", "It takes ages"),
        ("when does it open", "It opens on Sundays", "It opens soon"),
        ("when does it open", "It opens at 10 am", "It opens soon"),
        ("when does it meet", "It meets quarterly", "It meets soon"),
        ("when was it built", "It was built in 1897", "It was built by them"),
        ("how much is it", "It is £3,100", "It is dear"),
        ("how much is spent on limes", "It is $3,100 of the budget", "It is for 3,100 limes"),
        ("what time does it end", "It ends at 6:55 p.m.", "It ends on 3 June 2024"),
        ("what percentage", "It is 22.4%", "It is dear"),
        ("how much is spent on limes", "It is £3,100 of the budget", "It is for 3,100 limes"),
        ("what proportion of limes lean", "It is 22.4%", "It is 224 limes"),
        ("how many lanes", "There are three lanes", "There are lanes"),
        ("was it agreed", "RESOLVED that it be so", "It was talked about"),
        ("why were the limes felled", "They were felled because of the railway", "They were felled in June"),
        ("what is meant by pollarding", "By pollarding we mean cutting the crown", "Pollarding costs much"),
    ],
)
def test_a_sentence_that_holds_the_kind_of_thing_asked_for(asked, holds, lacks):
    assert fits(question(asked), holds)
    assert not fits(question(asked), lacks)
    assert not fits(question("limes"), holds)


def test_figures_without_words_are_bare():
    assert is_bare("30% 30% 26.3% Target 22.4%")
    assert not is_bare("30% of the limes lean")

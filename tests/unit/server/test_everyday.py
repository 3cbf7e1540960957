from server.everyday import in_papers_words
from server.query import understand


def test_an_everyday_word_is_looked_for_in_the_words_of_papers():
    assert in_papers_words("Potholes") == ("highway", "mainten")
    assert in_papers_words("highways") == ()


def test_a_question_in_everyday_words_finds_those_of_the_papers():
    (word,) = understand("pensioners", lambda word: None).terms.words
    assert word.term == "pension"
    assert set(word.also) == {"older", "peopl"}


def test_a_verb_and_the_noun_made_of_it_meet_either_way():
    assert in_papers_words("decide") == ("decis",)
    assert in_papers_words("decision") == ("decid",)
    assert in_papers_words("closed") == in_papers_words("close") == ("closur",)


def test_a_question_is_not_searched_by_the_shortened_words_of_asking():
    terms = [word.term for word in understand("why hasn't the library re-opened?", lambda word: None).terms.words]
    assert "hasnt" not in terms
    assert "librari" in terms

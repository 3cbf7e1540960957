from server.everyday import in_papers_words
from server.query import understand


def test_an_everyday_word_is_looked_for_in_the_words_of_papers():
    assert in_papers_words("Potholes") == ("highway", "mainten")
    assert in_papers_words("highways") == ()


def test_a_question_in_everyday_words_finds_those_of_the_papers():
    (word,) = understand("pensioners", lambda word: None).terms.words
    assert word.term == "pension"
    assert set(word.also) == {"older", "peopl"}

import pytest

from server.votes import asks_who_voted, tells_of_votes


@pytest.mark.parametrize(
    "text",
    [
        "who voted against the parking charges", "which members voted for it", "how many councillors voted to close the baths",
        "votes for and against the pool", "how did each councillor vote on the pool", "who was against the pool",
        "how many abstentions were there",
    ],
)  # fmt: skip
def test_who_voted_is_asked(text):
    assert asks_who_voted(text)


@pytest.mark.parametrize(
    "text",
    [
        "did the committee vote for the pool",
        "was there a vote on the pool",
        "how did the committee vote on the pool",
        "who won the vote",
    ],
)
def test_what_a_vote_came_to_is_no_question_of_who_voted(text):
    assert not asks_who_voted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The motion was carried by 7 votes to 3.",
        "Five voted for and two against.",
        "Cllr Bell voted against.",
        "A recorded vote was taken.",
        "For: 9",
    ],
)
def test_a_text_that_counts_or_names_votes(text):
    assert tells_of_votes(text)


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the report be noted.",
        "The Chair put the motion to the vote.",
        "Against this, costs rose.",
        "3.1 against a target of 4",
        "85 against 90",
        "£12 against a budget of 14",
    ],
)
def test_a_text_that_does_not(text):
    assert not tells_of_votes(text)

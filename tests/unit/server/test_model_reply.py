import json

import pytest

from server.model_reply import Pick, picks_of

PICKED = {"token": "p-1", "quote": "The limes were felled.", "say": " They  went. "}
PICK = Pick("p-1", "The limes were felled.", "They went.")
REPLY = json.dumps({"sentences": [PICKED]})


@pytest.mark.parametrize(
    "reply",
    [
        REPLY,
        f"```json\n{REPLY}\n```",
        f"<think>The question {{is}} about limes.</think>\n{REPLY}\nI hope this helps.",
        f'{{"plan": 1}} {REPLY}',
        json.dumps(
            {"sentences": [None, {}, {"token": "p-1"}, {"token": 3, "quote": "x"}, {**PICKED, "quote": ""}, PICKED]}
        ),
    ],
)
def test_the_sentences_are_read_out_of_what_is_round_them(reply):
    assert picks_of(reply) == (PICK,)


def test_a_line_of_its_own_is_not_needed():
    held = {"sentences": [{"token": "p-1", "quote": "x", "say": 7}, {"token": "p-1", "quote": "x"}]}
    assert picks_of(json.dumps(held)) == (Pick("p-1", "x", ""),) * 2


def test_no_sentences_are_no_malformed_reply():
    assert picks_of('{"sentences": []}') == ()


@pytest.mark.parametrize(
    "reply", ["", "The limes were felled.", "{", "{}", '{"sentences": "all"}', "[1]", "{" * 5000, '{"a":' * 5000]
)
def test_anything_else_is_malformed(reply):
    assert picks_of(reply) is None


def test_a_long_reply_is_cut():
    assert len(picks_of(json.dumps({"sentences": [PICKED] * 100}))) == 8

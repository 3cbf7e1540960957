import json

import pytest

from server.chat import LARGEST_REPLY, Chat, ChatFailed, Message
from tests.fake_chat import KEY, MODEL, completion, fake_chat

ASKED = (Message("system", "Be brief."), Message("user", '{"question": "Why?", "passages": []}'))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def ask(say, **options):
    with fake_chat(say) as fake:
        return Chat(fake.url, MODEL, **options).reply(ASKED), fake


def failure(say, **options):
    with pytest.raises(ChatFailed) as failed:
        ask(say, **options)
    return failed.value.reason


def test_a_reply_comes_over_the_protocol():
    reply, fake = ask(lambda told: f"Because {told['question']}", key=KEY)
    assert reply == "Because Why?"
    (request,) = fake.requests
    assert request["messages"] == [{"role": each.role, "content": each.content} for each in ASKED]
    assert (request["model"], request["temperature"], request["stream"]) == (MODEL, 0, False)
    assert fake.headers[0]["authorization"] == f"Bearer {KEY}"


def test_no_key_is_sent_where_there_is_none():
    _, fake = ask(lambda told: "Well.")
    assert "authorization" not in fake.headers[0]


def test_a_reply_that_does_not_come_in_time():
    assert failure(lambda told: None, timeout=0.2) == "timeout"


def test_nobody_there():
    with fake_chat() as fake:
        gone = fake.url
    with pytest.raises(ChatFailed) as failed:
        Chat(gone, MODEL).reply(ASKED)
    assert failed.value.reason == "unreachable"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503, 302])
def test_a_status_that_is_no_success_is_a_refusal(status):
    assert failure(lambda told: (status, completion("Well."))) == "refused"


@pytest.mark.parametrize(
    "message", [{"content": None}, {"content": ""}, {"content": "  "}, {"content": "No.", "refusal": "I may not."}]
)
def test_a_reply_without_words_is_a_refusal(message):
    assert failure(lambda told: (200, json.dumps({"choices": [{"message": message}]}).encode())) == "refused"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"3", b"{}", b'{"choices": []}', b'{"choices": [{}]}', b'{"choices": [{"message": "x"}]}', b"\xff",
     b"[" * 100_000, completion("x" * LARGEST_REPLY)],
)  # fmt: skip
def test_what_is_not_the_protocol_is_malformed(body):
    assert failure(lambda told: (200, body)) == "malformed"


def test_a_reply_that_comes_in_drops_has_to_end_in_time():
    assert failure(lambda told: "Well.", clock=iter((0.0, 21.0)).__next__) == "timeout"

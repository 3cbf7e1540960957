import datetime as dt
import threading
from dataclasses import replace

import pytest

from indexer.index import open_index
from server.answer import ExtractiveAnswerer
from server.cache import LONGEST_QUESTION, Asked, Cache
from server.results import Filters, SearchRequest
from server.service import Service
from tests.fakes import HashEmbedder, make_paper, write_index
from tests.served import VILLAGE, asked

QUESTION = Asked("g1", "public", "answer", SearchRequest("were the limes felled"))
OTHERS = [
    replace(QUESTION, generation="g2"),
    replace(QUESTION, role="restricted"),
    replace(QUESTION, kind="search"),
    replace(QUESTION, request=replace(QUESTION.request, filters=Filters(as_of=dt.date(2024, 1, 1)))),
    replace(QUESTION, request=SearchRequest("were the oaks felled")),
    replace(QUESTION, request=replace(QUESTION.request, limit=20)),
    replace(QUESTION, request=replace(QUESTION.request, offset=10)),
    replace(QUESTION, request=replace(QUESTION.request, sort="newest")),
    replace(QUESTION, request=replace(QUESTION.request, filters=Filters(year=2024))),
]


class Made:
    """Makes a new thing each time, and counts."""

    def __init__(self):
        self.count = 0

    def __call__(self):
        self.count += 1
        return f"made {self.count}"


def test_the_same_question_is_answered_once():
    made, told = Made(), []
    cache = Cache(8, lambda kind, hit: told.append((kind, hit)))
    assert [cache.remembered(QUESTION, made) for _ in range(3)] == ["made 1"] * 3
    assert told == [("answer", False), ("answer", True), ("answer", True)]


@pytest.mark.parametrize("other", OTHERS)
def test_what_differs_in_anything_is_another_question(other):
    cache = Cache(8)
    cache.remembered(QUESTION, lambda: "one")
    assert cache.remembered(other, lambda: "other") == "other"
    assert cache.remembered(QUESTION, lambda: "new") == "one"


def test_the_longest_unused_is_forgotten_first():
    cache = Cache(2)
    first, second, third = OTHERS[:3]
    for question in (first, second, first, third):
        cache.remembered(question, lambda: "old")
    assert len(cache) == 2
    assert [cache.remembered(question, lambda: "new") for question in (first, third, second)] == ["old", "old", "new"]


def test_nothing_is_kept_of_what_does_not_last_of_long_questions_or_with_no_room():
    made = Made()
    for cache, question, lasting in (
        (Cache(8), QUESTION, False),
        (Cache(0), QUESTION, True),
        (Cache(8), replace(QUESTION, request=SearchRequest("x" * (LONGEST_QUESTION + 1))), True),
    ):
        for _ in range(2):
            cache.remembered(question, made, lambda value, lasting=lasting: lasting)
        assert len(cache) == 0
    assert made.count == 6


def test_what_fails_is_not_kept():
    cache = Cache(8)
    with pytest.raises(ZeroDivisionError):
        cache.remembered(QUESTION, lambda: 1 // 0)
    assert cache.remembered(QUESTION, lambda: "well") == "well"


def test_many_threads_share_it():
    cache = Cache(3)
    wrong = []
    start = threading.Barrier(8)

    def ask():
        start.wait(timeout=10)
        for at in range(2000):
            question = OTHERS[at % len(OTHERS)]
            if cache.remembered(question, lambda question=question: question) != question:
                wrong.append(question)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not wrong
    assert len(cache) == 3


@pytest.fixture
def remembering(tmp_path):
    """A service with a memory, and what the memory was asked."""
    told = []
    write_index(tmp_path, VILLAGE)
    cache = Cache(8, lambda kind, hit: told.append((kind, hit)))
    service = Service(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder(), cache=cache)
    return service, told


def test_a_service_gives_what_it_gave_before(remembering):
    service, told = remembering
    service.warm_up()
    assert told == []
    limes = asked("were the limes felled")
    assert service.ask(limes) is service.ask(limes)
    assert service.search(limes) is service.search(limes)
    assert service.ask(asked("were the limes felled", as_of=dt.date(2020, 1, 1))).status == "filtered_out"
    assert told == [("answer", False), ("answer", True), ("search", False), ("search", True), ("answer", False)]


def test_a_question_with_a_reading_left_unread_is_another_question(remembering):
    service, told = remembering
    question = asked("were the limes felled -oak")
    unread = replace(question, ignored=("excluded:oak",))
    assert [each.heeded for each in service.ask(question).found.readings] == [True]
    assert [each.heeded for each in service.ask(unread).found.readings] == [False]
    assert [hit for _, hit in told] == [False, False]


def test_generations_never_share_an_answer(tmp_path):
    cache = Cache(64)
    for _ in range(2):
        for text in ("In 2023 the limes were felled.", "In 2024 the limes were felled."):
            write_index(tmp_path, [make_paper("limes.txt", [text])])
            service = Service(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder(), cache=cache)
            (result,) = service.search(asked("limes felled")).results
            assert (result.text, service.ask(asked("limes felled")).sentences[0].text) == (text, text)


def test_roles_never_share_an_answer(tmp_path):
    told = []
    cache = Cache(64, lambda kind, hit: told.append(hit))
    write_index(tmp_path, VILLAGE)
    for role in ("public", "restricted"):
        service = Service(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder(), cache=cache, role=role)
        service.search(asked("limes felled"))
        service.ask(asked("limes felled"))
    assert told == [False] * 4


def test_an_answer_that_does_not_last_is_made_anew(tmp_path):
    class Passing(ExtractiveAnswerer):
        def answer(self, query, found):
            return replace(super().answer(query, found), lasting=False)

    write_index(tmp_path, VILLAGE)
    service = Service(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder(), Passing(), Cache(8))
    first, second = (service.ask(asked("were the limes felled")) for _ in range(2))
    assert (first.status, first.lasting) == ("answered", False)
    assert first == second
    assert first is not second

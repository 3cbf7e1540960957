"""The words of a question: what each is looked for as, slips of the pen mended and short forms written out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from indexer.analysis import Token, analyse, fold, locate
from indexer.filters import Word
from server.abbreviations import Abbreviations, Meaning
from server.everyday import in_papers_words
from server.readings import Readings

_ASKING = frozenset(
    {
        "tell", "me", "show", "find", "give", "list", "know", "want", "need", "say", "said", "says", "told", "think",
        "thinks", "get", "gets", "got", "getting", "many", "much", "did", "do", "does", "done", "any", "anything",
        "something", "someone", "actually", "just", "really", "ever", "yet", "still", "also", "been", "question",
        "answer", "please",
    }
)  # fmt: skip
_ASKING_WEIGHT = 0.35

_SHORTENED = frozenset(
    {
        "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt", "wont", "wouldnt",
        "shouldnt", "couldnt", "cant", "whats", "whos", "wheres", "whens", "hows", "whys", "thats", "theres", "theyre", "weve",
        "wot", "wots", "inside", "roughly", "vs", "versus",
    }
)  # fmt: skip
"""Words of asking that say nothing of the matter: without their apostrophe, and such as hardly a paper writes."""

_OFFICES = frozenset(analyse("member members committee committees portfolio office officer secretary"))

Change = tuple[int, int, str]
"""What stands in place of a stretch of a question: from where, to where, the new words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a question.

    `terms` are those of the question in its order, `words` each once, with what says the same. `slips` are words that no
    paper holds with the papers' words that they may have been meant for. `embedded` is the text that is looked up by meaning.
    """

    terms: tuple[str, ...]
    words: tuple[Word, ...]
    slips: tuple[Change, ...]
    embedded: str


@dataclass(slots=True)
class _Looked:
    """A word of the question and what is known of it."""

    token: Token
    also: list[str] = field(default_factory=list)
    better: str | None = None
    meanings: tuple[Meaning, ...] = ()


def read_words(
    question: str,
    correct: Callable[[str], str | None],
    abbreviations: Abbreviations,
    readings: Readings,
    dated: Collection[str] = (),
) -> Wording:
    """Read the words of a question.

    Args:
        question: The question without what it excludes.
        correct: Gives the word of the papers that a word not found in them may have been meant for, or None.
        abbreviations: What short forms stand for.
        readings: Told of each word that is mended and each short or long form that is known, and says which to heed.
        dated: Words of dates, whose short forms are no reading of their own.
    """
    looked = [_Looked(token) for token in locate(question) if token.word not in _SHORTENED]
    for each in looked:
        typed = question[each.token.start : each.token.end]
        each.meanings = abbreviations.meanings(typed, shouted=question.isupper())
        if not each.meanings:
            each.better = _corrected(each.token, typed, correct, readings)
        elif each.token.word not in dated and not _heeded(typed, each.meanings, readings):
            each.meanings = ()
        each.also = [term for meaning in each.meanings for term in meaning.terms]
        each.also += [*(analyse(each.better) if each.better else ()), *in_papers_words(each.token.word)]
    _add_short_forms(looked, abbreviations, readings)
    slips = tuple((each.token.start, each.token.end, each.better) for each in looked if each.better)
    written = ((each.token.end, each.token.end, f" ({each.meanings[0].long})") for each in looked if each.meanings)
    words: dict[str, Word] = {}
    for each in looked:
        words.setdefault(each.token.term, _weighed(each))
    terms = tuple(each.token.term for each in looked)
    return Wording(terms, tuple(words.values()), slips, mended(question, sorted([*slips, *written])))


def mended(question: str, changes: Sequence[Change]) -> str:
    """A question with some of its stretches changed, which come in order; its white space is folded."""
    for start, end, better in reversed(changes):
        question = question[:start] + better + question[end:]
    return " ".join(question.split())


def find_bodies(terms: Sequence[str], bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that a question names in full, by its terms in their order; of names inside each other the longest.

    A name of one word ("Cabinet") before a word like "member" or "committee" names no body.
    """
    found: list[str] = []
    taken: set[int] = set()
    for body in sorted(bodies, key=lambda name: (-len(analyse(name)), name)):
        name = tuple(analyse(body))
        for at in range(len(terms) - len(name) + 1):
            reach, after = range(at, at + len(name)), terms[at + len(name) :][:1]
            other = len(name) == 1 and not _OFFICES.isdisjoint(after)
            if name and tuple(terms[at : reach.stop]) == name and not taken.intersection(reach) and not other:
                taken.update(reach)
                found.append(body)
    return tuple(dict.fromkeys(found))


def _corrected(token: Token, typed: str, correct: Callable[[str], str | None], readings: Readings) -> str | None:
    """What a word may have been meant for; another form of a word that the papers hold is no slip."""
    better = correct(token.word)
    if not better or analyse(better) == [token.term]:
        return None
    return better if readings.heed("spelling", token.word, f"“{typed}” as “{better}”") else None


def _heeded(typed: str, meanings: Sequence[Meaning], readings: Readings) -> bool:
    short = meanings[0].short if typed.islower() else typed
    return readings.heed("abbreviation", meanings[0].key, f"{short} = {', or '.join(each.long for each in meanings)}")


def _add_short_forms(looked: Sequence[_Looked], abbreviations: Abbreviations, readings: Readings) -> None:
    """Let the words of a long form be met by its short one."""
    typed = {meaning.key for each in looked for meaning in each.meanings}
    for start, end, meaning in abbreviations.written_out([each.token.term for each in looked]):
        if meaning.key in typed or not meaning.terms:
            continue
        if readings.heed("abbreviation", meaning.key, f"{meaning.long} = {meaning.short}"):
            for each in looked[start:end]:
                if each.token.term in meaning.terms:
                    each.also += analyse(meaning.short)


def _weighed(looked: _Looked) -> Word:
    token = looked.token
    weight = _ASKING_WEIGHT if fold(token.word) in _ASKING else 1.0
    phrases = tuple(tuple(analyse(meaning.long)) for meaning in looked.meanings if meaning.terms)
    return Word(
        token.term,
        token.word,
        weight,
        tuple(dict.fromkeys(looked.also)),
        1.0 if looked.better else 0.7,
        tuple(phrase for phrase in phrases if len(phrase) > 1),
    )

from pathlib import Path

import pytest

from indexer.quality import broken_words, health

CORPUS = Path(__file__).parents[3] / "corpus"
PROSE = (
    "The Cabinet agreed the budget for the coming year and asked the Director to report in March on what was spent. "
)
TABLE = "Total CFR 1,268.3 1,304.8 1,289.9\nLoans CFR 1,117.6 (1,106.3) 1,100.6\nNet £2.3m -0.1% 24/00108\n" * 4


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(character) + by) for character in text)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        TABLE,
        "7",
        "ASCH CYPE GET DCED NAC KCC NHS SEND MTFP £000s £000s £000s £000s",
        "Мэр и совет города приняли решение о бюджете на следующий год. " * 3,
        "اجتمع المجلس واتخذ قرارا بشأن الميزانية للسنة القادمة. " * 3,
        "Mae’r Cyngor wedi penderfynu cymeradwyo’r gyllideb ar gyfer y flwyddyn ariannol nesaf. " * 3,
        "1. Introduction ............................... 4\n2. Budget . . . . . . . . . . . . . . . . . . . 12\n" * 3,
        "\uf0b7 one thing to do\n\uf0b7 and another thing\n",
    ],
)
def test_text_figures_and_other_scripts_are_good(text: str) -> None:
    assert health(text) == "good"


def test_every_stretch_of_the_corpus_is_good() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CORPUS.glob("*.txt")]
    stretches = [text[start : start + 1500] for text in texts for start in range(0, len(text), 1500)]
    assert len(stretches) > 100
    assert [stretch for stretch in stretches if health(stretch) != "good"] == []


@pytest.mark.parametrize(
    "text",
    [
        shifted(PROSE, -29),
        shifted(PROSE, -29).replace("\x03", " "),
        " ".join(shifted(word, 3) for word in PROSE.split()),
        shifted(PROSE, 0xF000),
        "\ufffd\ufffd\ufffd the \ufffd\ufffd",
        ":., » .. ?! ;i .,' «: . ,; :. »» ;; ., ?: ,,. ;: !« .;, :'; ab ,. cd",
    ],
)
def test_glyph_numbers_are_soup(text: str) -> None:
    assert health(text) == "soup"


@pytest.mark.parametrize("text", ["", " \n\t", "\xa0", "• – —", "_____"])
def test_nothing_is_empty(text: str) -> None:
    assert health(text) == "empty"


def test_letters_that_stand_alone_are_counted() -> None:
    assert broken_words("Support families and\nc\nommunities so\nc\nhildren thr i ve") == 3
    assert broken_words("R.W. Gough, A1, £m, item (b), it's 5p") == 0

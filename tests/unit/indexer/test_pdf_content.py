import io
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from indexer import pdf_content, pdf_text
from indexer.pdf_content import text_operations
from tests.made_pdfs import pdf


def page(content: bytes) -> PageObject:
    return PdfReader(io.BytesIO(pdf(content))).pages[0]


def extracted(read: PageObject) -> str:
    return pdf_text.extract(read)[0]


def outcome(reader: Callable[[PageObject], str], content: bytes) -> str | type[Exception]:
    try:
        return reader(page(content))
    except Exception as error:
        return type(error)


def test_taking_the_drawing_out_leaves_the_text_as_it_was() -> None:
    content = (
        b"q\n/Artifact <</Attached [/Top]/Type/Pagination/T (a (b) EMC )>> BDC q\r\n44.1 8 163 15 re\r\nW* n\r\nq\r\nQ\r\n"
        b"BT\n/F1 12 Tf\n1 0 0 1 72 700 Tm\n/GS7 gs\n0 g\n0.5 0 0 RG % comment 5\n0 g "
        b"[(1 0 0 rg )-3( f )-900(q Q 5 w \\) n )] TJ\n<48 65 6C 6C 6 f > Tj\nET\nQ EMC Q\n"
        b"0 0 m 9 9 l S\nBT /F1 10 Tf 72 650 Td (\\\\) Tj 0 -14 Td (a 0 0 1 rg b\x92s) Tj (h) ' ET\n"
    )
    expected = page(content).extract_text()
    drawn = page(content)
    before = drawn.get_contents().get_data()  # type: ignore[union-attr]
    assert all(words in expected for words in ("1 0 0 rg", "Hello", "a 0 0 1 rg b’s"))
    assert pdf_text.extract(drawn) == (expected, False)
    assert drawn.get_contents().get_data() == before  # type: ignore[union-attr]


def test_what_places_text_is_told_and_what_draws_is_not() -> None:
    content = b"q 1 0 0 1 9 9.5 cm 0 g 0 0 5 5 re f /Fm0 Do Q BT /F1 12 Tf T* <61>' ET"
    assert text_operations(content) == [
        ([], b"q"),
        ([1.0, 0.0, 0.0, 1.0, 9.0, 9.5], b"cm"),
        (["/Fm0"], b"Do"),
        ([], b"Q"),
        ([], b"BT"),
        (["/F1", 12.0], b"Tf"),
        ([], b"T*"),
        ([b"a"], b"'"),
        ([], b"ET"),
    ]


@pytest.mark.parametrize(
    ("array", "told"),
    [
        (b"[(Com)-3(mit)15(tee) -250 (pa)(per)]", [b"Committee", 12.0, -250.0, b"paper", 0.0]),
        (b"[(a)-15(b)-15(c)]", [b"ab", -15.0, -15.0, b"c", 0.0]),
        (b"[-300(a)-.5<62 6>4.]", [0.0, -300.0, b"a" + b"b`", 3.5]),
        (b"[()-300(a)]", [b"", 0.0, -300.0, b"a", 0.0]),
        (b"[]", [0.0]),
    ],
)
def test_strings_less_than_a_space_apart_are_joined(array: bytes, told: list[bytes | float]) -> None:
    assert text_operations(array + b" TJ") == [([told], b"TJ")]


def test_a_string_is_told_without_its_escapes() -> None:
    assert text_operations(rb"(a\(\)(in)\\\n\7\007\101x)Tj") == [([b"a()(in)\\\n\7\7Ax"], b"Tj")]


@pytest.mark.parametrize(
    "told",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI (a) Tj",
        b"3 (a) Tj",
        rb"(a\8) Tj",
        rb"(a\777) Tj",
        b"(a(b(c))) Tj",
        b"[(a)1-2(b)] TJ",
        b"[(a) Tj] TJ",
        b"[(a) /N] TJ",
        b"/F#31 9 Tf",
        b"(a) Tj Tjx",
        b"0\x000 Td",
        b"(a",
    ],
)
def test_what_is_oddly_written_is_left_to_pypdf(told: bytes) -> None:
    assert text_operations(b"BT " + told) is None
    content = b"BT /F1 12 Tf 72 700 Td (before) Tj " + told + b" ET"
    assert outcome(extracted, content) == outcome(PageObject.extract_text, content)


def test_more_operations_than_a_page_has_are_left_to_pypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_content, "_MOST_OPERATIONS", 4)
    assert text_operations(b"q Q " * 2) is not None
    assert text_operations(b"q Q " * 3) is None


@pytest.mark.parametrize("data", [b"(", b"[(", b"[(a)", b"(a", b"((", b"<<(", b"/N <<", b"1 ", b"\\", b"<4"])
def test_what_never_ends_is_given_up_in_one_go(data: bytes) -> None:
    assert text_operations(data * 100_000) is None


_NUMBERS = st.integers(-400, 60) | st.floats(-30, 30).map(lambda number: float(f"{number:.2f}"))
_STRINGS = st.sampled_from(["(Hello)", "(a)", "<62>", r"(caf\351)", "( )", r"(\(x\))", "()", "(q Q BT)"])
_ARRAYS = st.lists(_STRINGS | _NUMBERS, max_size=8).map(lambda elements: f"[{' '.join(map(str, elements))}] TJ")
_PLACES = st.tuples(st.integers(-40, 500), st.integers(-40, 500), st.sampled_from(["Td", "TD", "0 0 1 9 700 Tm"]))
_OTHERS = [
    "T*", "9 TL", "0.5 Tc", "2 Tw", "/F1 9.5 Tf", "q Q", "q", "Q 0 -14 Td", "ET 1 0 0 1 9 9 cm BT 72 650 Td",
    "1 0 0 rg", "0 0 5 5 re W* n", "/P <</MCID 3 /T (EMC x)>>BDC", "EMC", "[3 2] 0 d", "/GS1 gs", "% a ( remark\n",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        _ARRAYS
        | _STRINGS.map("{} Tj".format)
        | _STRINGS.map("{} '".format)
        | _PLACES.map(lambda place: "{} {} {}".format(*place))
        | st.sampled_from(_OTHERS),
        max_size=30,
    )
)
def test_the_text_is_what_pypdf_reads(operations: Iterable[str]) -> None:
    content = f"BT /F1 12 Tf 72 700 Td {' '.join(operations)} ET".encode()
    assert text_operations(content) is not None
    assert extracted(page(content)) == page(content).extract_text()

import datetime as dt
import os
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.files import Source, sources, walk
from indexer.records import Skipped

PDF = b"%PDF-1.7\n..."


def put(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def reasons(folder: Path) -> dict[str, str]:
    return {skip.name: skip.reason for skip in walk(folder)[1]}


def test_papers_are_listed_by_name_with_digest_size_and_format(tmp_path: Path) -> None:
    put(tmp_path, b_txt=b"words", sub__a_pdf=PDF, A_md=b"# more", c_TXT=b"and more")
    papers, skipped = walk(tmp_path)
    assert [(file.name, file.format, file.size) for file in papers] == [
        ("A.md", "text", 6),
        ("b.txt", "text", 5),
        ("c.TXT", "text", 8),
        ("sub/a.pdf", "pdf", 12),
    ]
    assert papers[1].digest == "3a9a1aa2d0a26b4a3e9b0b5e6a1f0a0d" or len(papers[1].digest) == 64
    assert papers[3].path.read_bytes() == PDF
    assert skipped == ()


def test_content_tells_the_format_before_the_name_does(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"\n\n" + PDF, b_doc=PDF + b"2", c_pdf=b"<html>not found</html>")
    assert [file.format for file in walk(tmp_path)[0]] == ["pdf", "pdf", "pdf"]


def test_readmes_licences_sources_and_hidden_files_pass_in_silence(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"words", README_md=b"1", readme=b"2", LICENSE=b"3", Licence_txt=b"4", sources_csv=b"5")
    put(tmp_path / ".git", config=b"6", b_txt=b"7")
    (tmp_path / ".hidden.txt").write_bytes(b"8")
    papers, skipped = walk(tmp_path)
    assert [file.name for file in papers] == ["a.txt"]
    assert skipped == ()


def test_a_paper_on_licences_is_no_licence(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "licence-fees-2025.txt").write_bytes(b"words")
    assert [file.name for file in walk(tmp_path)[0]] == ["licence-fees-2025.txt"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.docx", "save it as PDF"),
        ("a.HTML", "save it as PDF"),
        ("a.xlsx", "save it as PDF"),
        ("a.zip", "unpack"),
        ("a.jpg", "save it as PDF"),
        ("a.wpd", "save it as PDF"),
        ("noending", "save it as PDF"),
        ("sub/sources.csv", "save it as PDF"),
    ],
)
def test_other_kinds_are_skipped_with_advice(tmp_path: Path, name: str, advice: str) -> None:
    put(tmp_path, z_txt=b"words", sub__y_txt=b"more")
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    assert advice in reasons(tmp_path)[name]


def test_of_equal_files_the_first_by_name_counts(tmp_path: Path) -> None:
    put(tmp_path, b_txt=b"words", a__z_txt=b"words", c_md=b"words")
    papers, skipped = walk(tmp_path)
    assert [file.name for file in papers] == ["a/z.txt"]
    assert skipped == (Skipped("b.txt", "same content as a/z.txt"), Skipped("c.md", "same content as a/z.txt"))


def test_links_folders_and_pipes_are_skipped_not_followed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    put(corpus, a_txt=b"words", sub__b_txt=b"more")
    (tmp_path / "outside.txt").write_bytes(b"secret")
    (corpus / "broken.pdf").symlink_to("nowhere.pdf")
    (corpus / "loop.pdf").symlink_to("loop.pdf")
    (corpus / "out.txt").symlink_to(tmp_path / "outside.txt")
    (corpus / "up").symlink_to(corpus)
    (corpus / "away").symlink_to(tmp_path)
    (corpus / "x.pdf").mkdir()
    os.mkfifo(corpus / "pipe.txt")
    assert reasons(corpus) == {
        "broken.pdf": "a link that leads nowhere",
        "loop.pdf": "a link that leads nowhere",
        "out.txt": "a link that leads out of the folder: copy the file itself here",
        "away": "a link that leads out of the folder: copy the file itself here",
        "up": "a link to a folder",
        "x.pdf": "a folder named like a file",
        "pipe.txt": "no ordinary file",
    }


def test_a_link_within_the_folder_is_the_file_it_leads_to(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert reasons(tmp_path) == {"b.txt": "same content as a.txt"}


def test_a_file_that_cannot_be_opened_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a_txt=b"words", b_txt=b"more")
    real = Path.open

    def refuse(path: Path, *args: str, **options: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path) == {"a.txt": "cannot be opened (Permission denied)"}


def test_empty_files_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"words", b_txt=b"", c_pdf=b"")
    assert reasons(tmp_path) == {"b.txt": "is empty", "c.pdf": "is empty"}


def test_a_name_that_is_not_utf8_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"words")
    (file,) = walk(tmp_path)[0]
    assert file.name == "caf\ufffd.txt"
    assert file.path.read_bytes() == b"words"


def test_a_folder_without_papers_is_an_error_that_says_why(tmp_path: Path) -> None:
    put(tmp_path, README_md=b"1", a_docx=b"2")
    with pytest.raises(CorpusError, match=r"nothing to index \(a\.docx: .*PDF") as caught:
        walk(tmp_path)
    assert caught.value.hint


def test_a_missing_folder_and_a_file_are_errors(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"words")
    with pytest.raises(CorpusError, match="no such folder") as missing:
        walk(tmp_path / "nowhere")
    with pytest.raises(CorpusError, match="is a file") as file:
        walk(tmp_path / "a.txt")
    assert missing.value.hint
    assert file.value.hint


def test_sources_tell_where_papers_came_from(tmp_path: Path) -> None:
    put(tmp_path, a_txt=b"1", sub__b_pdf=b"2")
    (tmp_path / "sources.csv").write_text(
        "file,url,retrieved,licence\na.txt,https://council.example/a?x=1,2025-01-30,OGL v3\nsub/b.pdf,,,\n", "utf-8-sig"
    )
    assert sources(tmp_path) == {
        "a.txt": Source("a.txt", "https://council.example/a?x=1", dt.date(2025, 1, 30), "OGL v3"),
        "sub/b.pdf": Source("sub/b.pdf", None, None, None),
    }


def test_without_a_list_there_are_no_sources(tmp_path: Path) -> None:
    assert sources(tmp_path) == {}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("a.txt,javascript:alert(1),,", "row 3, column url: 'javascript:alert(1)' is no http or https address"),
        ("a.txt,http://[,,", "row 3, column url: 'http://[' is no http or https address"),
        ("a.txt,https://a b,,", "row 3, column url: 'https://a b' is no http or https address"),
        ("a.txt,,30/01/2025,", "row 3, column retrieved: '30/01/2025' is no date such as 2025-01-30"),
        (",https://council.example,,", "row 3, column file: is empty"),
        ("b.txt,,,", "row 3, column file: 'b.txt' stands in an earlier row, which counts"),
        ("c.txt,,,", "row 3, column file: there is no 'c.txt' in the folder"),
    ],
)
def test_a_bad_row_is_named_and_stops_nothing(tmp_path: Path, row: str, complaint: str) -> None:
    put(tmp_path, a_txt=b"1", b_txt=b"2", d_txt=b"3")
    (tmp_path / "sources.csv").write_text(f"file,url,retrieved,licence\nb.txt,,,\n{row}\nd.txt,,,OGL\n", "utf-8")
    complaints: list[str] = []
    found = sources(tmp_path, complaints.append)
    assert complaints == [f"sources.csv: {complaint}"]
    assert found["d.txt"].licence == "OGL"
    assert all(source.url is None and source.retrieved is None for source in found.values())


@pytest.mark.parametrize(
    "data", [b"", b"name,url\na.txt,\n", b"\xff\xfe\x00", b"file\n" + b'"' + b"x" * 200_000, b"file\na\x00b\n"]
)
def test_a_list_that_is_none_is_named(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, a_txt=b"1")
    (tmp_path / "sources.csv").write_bytes(data)
    complaints: list[str] = []
    assert sources(tmp_path, complaints.append) == {}
    assert len(complaints) == 1

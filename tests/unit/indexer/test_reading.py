import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from indexer import reading as reading_module
from indexer.errors import EncryptedPaper, PaperError, SlowPaper, UnreadablePaper
from indexer.pdf import PdfFront, PdfPage, read_pdf
from indexer.pdf_worker import WorkerLost
from indexer.reading import Reader
from indexer.records import Reading, SourceFile
from tests.made_pdfs import lines, pdf, rewritten, source_file

ONE = pdf(lines("RESOLVED that it be noted."))
MANY = pdf(*(lines(f"Page {number}") for number in range(1, 61)))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def test_a_text_and_a_pdf_are_read(reader: Reader, tmp_path: Path) -> None:
    assert reader.read(source_file(tmp_path, "a.txt", b"words")).text == "words"
    assert reader.read(source_file(tmp_path, "a.pdf", ONE)).text == "RESOLVED that it be noted.\n"


def test_page_ranges_come_together_in_order(reader: Reader, tmp_path: Path) -> None:
    file = source_file(tmp_path, "many.pdf", rewritten(MANY, labels="p", outline=[("Last", 59)]))
    assert reader.read(file) == read_pdf(file)
    assert len(reader.read(file).page_starts) == 60


def test_a_paper_that_cannot_be_used_leaves_the_reader_usable(reader: Reader, tmp_path: Path) -> None:
    before = reader.read(source_file(tmp_path, "a.pdf", ONE))
    workers = psutil.Process().children()
    with pytest.raises(EncryptedPaper) as caught:
        reader.read(source_file(tmp_path, "locked.pdf", rewritten(ONE, password=("user", "owner"))))
    assert "locked.pdf" in caught.value.message
    assert caught.value.hint
    assert reader.read(source_file(tmp_path, "a.pdf", ONE)) == before
    assert psutil.Process().children() == workers


def test_nothing_is_written_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Reader() as reader, pytest.raises(UnreadablePaper):
        reader.read(source_file(tmp_path, "cut.pdf", ONE[:200]))
    assert capfd.readouterr() == ("", "")


def test_a_paper_that_takes_longer_than_the_limit_is_slow(tmp_path: Path) -> None:
    with Reader(timeout=0.001) as reader, pytest.raises(SlowPaper, match=r"a\.pdf"):
        reader.read(source_file(tmp_path, "a.pdf", ONE))


def test_a_worker_may_take_no_more_memory_than_the_limit(tmp_path: Path) -> None:
    with Reader(memory=700 * 2**20) as reader:
        reader.read(source_file(tmp_path, "a.pdf", ONE))
        (worker,) = psutil.Process().children()
        assert worker.rlimit(psutil.RLIMIT_AS) == (700 * 2**20, 700 * 2**20)


def test_a_worker_that_died_between_two_papers_is_replaced(tmp_path: Path) -> None:
    file = source_file(tmp_path, "a.pdf", ONE)
    with Reader(workers=1) as reader:
        before = reader.read(file)
        (worker,) = psutil.Process().children()
        worker.kill()
        assert reader.read(file) == before


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with Reader() as reader:
        reader.read(source_file(tmp_path, "a.pdf", MANY))
        workers = psutil.Process().children()
    assert len(workers) == 2
    assert not any(worker.is_running() for worker in workers)


class FakeWorker:
    """Loses itself at the 1-based pages in `deadly`, as a worker that crashes or hangs there would."""

    deadly: frozenset[int] = frozenset()
    hung = False
    total = 5

    def __init__(self, *, timeout: float, memory: int) -> None:
        self.lost = False

    def front(self, _file: SourceFile) -> PdfFront:
        return PdfFront(self.total, (), ())

    def pages(self, _file: SourceFile, first: int, stop: int) -> Iterator[PdfPage]:
        assert not self.lost
        for number in range(first + 1, stop + 1):
            if number in self.deadly:
                self.lost = True
                raise WorkerLost(hung=self.hung)
            yield PdfPage(f"page {number}\n")

    def close(self) -> None:
        self.lost = True


def read_fake(monkeypatch: pytest.MonkeyPatch, folder: Path, **fields: object) -> str:
    worker = type("Worker", (FakeWorker,), fields)
    monkeypatch.setattr(reading_module, "PdfWorker", worker)
    with Reader() as reader:
        reading = reader.read(source_file(folder, "a.pdf", ONE))
    return reading.text + str([(note.page, note.problem) for note in reading.notes])


def test_a_page_that_costs_a_worker_is_noted_and_the_rest_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = read_fake(monkeypatch, tmp_path, deadly=frozenset({2, 5}))
    problem = "stopped the process that read it"
    assert text == f"page 1\n\npage 3\npage 4\n\n{[(2, problem), (5, problem)]}"


@pytest.mark.parametrize(("hung", "error"), [(True, SlowPaper), (False, UnreadablePaper)])
def test_a_file_that_costs_too_many_workers_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hung: bool, error: type[PaperError]
) -> None:
    with pytest.raises(error, match=r"a\.pdf: reading page 4"):
        read_fake(monkeypatch, tmp_path, deadly=frozenset({1, 2, 4}), hung=hung)
    with pytest.raises(error, match=r"a\.pdf: reading page 1"):
        read_fake(monkeypatch, tmp_path, deadly=frozenset({1}), hung=hung, total=1)


def test_it_works_in_a_script_without_a_main_guard(tmp_path: Path) -> None:
    file = source_file(tmp_path, "a.pdf", ONE)
    script = tmp_path / "script.py"
    root = str(Path(reading_module.__file__).parents[1])
    script.write_text(
        f"import sys\nsys.path.insert(0, {root!r})\nfrom pathlib import Path\n"
        "from indexer.reading import Reader\nfrom indexer.records import SourceFile\n"
        f"file = SourceFile(Path({str(file.path)!r}), 'a.pdf', {file.digest!r}, {file.size}, 'pdf')\n"
        "with Reader() as reader:\n    print(reader.read(file).text)\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("RESOLVED")
    assert done.stderr == ""


@pytest.mark.samples
def test_every_odd_file_is_read_or_refused_with_its_reason(reader: Reader) -> None:
    if not (folder := os.environ.get("COMMITTEE_PAPERS_SAMPLES")):
        pytest.skip("COMMITTEE_PAPERS_SAMPLES is not set")
    odd = Path(folder) / "odd"
    if not odd.is_dir():
        pytest.skip(f"{odd} is not there")
    for expected in json.loads((odd / "expected.json").read_text()):
        path = odd / expected["file"]
        file = SourceFile(path, path.name, "0" * 52 + path.name[:12], path.stat().st_size, "pdf")
        outcome = outcome_of(reader, file)
        if isinstance(outcome, PaperError):
            assert expected["fails"], outcome
            assert path.name in outcome.message
            assert outcome.hint
        else:
            assert expected["pages"] in {None, len(outcome.page_starts)}, path.name
            assert outcome.text.strip() or outcome.notes or (expected["chars"] or 0) < 20, path.name


def outcome_of(reader: Reader, file: SourceFile) -> Reading | PaperError:
    try:
        return reader.read(file)
    except PaperError as error:
        return error

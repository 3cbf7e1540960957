"""How fast the greatest sample PDF becomes passages, before any is embedded, and how much memory that takes."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

from indexer.anatomy import source_file
from indexer.reading import Reader
from indexer.understand import Rules, understand


def bench_reading() -> float | None:
    """Print pages a second, by the clock and by the processors' time, and the greatest memory; the former is returned.

    None, and a word about it, where COMMITTEE_PAPERS_SAMPLES names no folder of PDFs.
    """
    folder = os.environ.get("COMMITTEE_PAPERS_SAMPLES")
    pdfs = sorted(Path(folder).glob("*.pdf"), key=lambda path: path.stat().st_size) if folder else []
    if not pdfs:
        print("reading a PDF    not measured: COMMITTEE_PAPERS_SAMPLES names no folder of PDFs")
        return None
    before, started = _processor_seconds(), time.perf_counter()
    with Reader() as reader:
        understood = understand(source_file(pdfs[-1]), reader, Rules(ocr="off"))
    seconds = time.perf_counter() - started
    busy = _processor_seconds() - before
    pages = len(understood.paper.pages)
    memory = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(
        f"reading a PDF    {pages / seconds:.1f} pages/s of {pages} pages, {1000 * busy / pages:.0f} ms of processor a page,"
        f" {memory:.0f} MiB at most in this process and a worker"
    )
    return pages / seconds


def _processor_seconds() -> float:
    """Processor time of this process and of those it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    bench_reading()

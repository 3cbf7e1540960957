"""How well the pages of a text are inferred: each printed stamp is struck out in turn, and its page guessed without it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from indexer.outline import outline
from indexer.pagination import paginate
from indexer.records import SourceFile
from indexer.stamps import find_stamps
from indexer.text import read_text

CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page whose stamp was left out: its file, the number printed on it, and the one guessed."""

    file: str
    printed: int
    guessed: int | None

    @property
    def off(self) -> float:
        """By how many pages the guess is off."""
        return float("inf") if self.guessed is None else abs(self.guessed - self.printed)


def leave_one_out(paths: Iterable[Path]) -> Iterator[LeftOut]:
    """Strike out every stamp of the texts in turn, as if extraction had lost it, and guess the page where it stood."""
    for path in paths:
        data = path.read_bytes()
        reading = read_text(SourceFile(path, path.name, sha256(data).hexdigest(), len(data), "text"))
        for left in (stamp for stamp in find_stamps(reading) if stamp.kind == "page" and stamp.label is not None):
            after = reading.text[left.end :]
            struck = replace(reading, text=reading.text[: left.start] + after.lstrip(" "))
            pages = paginate(struck, outline(struck), find_stamps(struck))
            page = next(page for page in pages if page.start <= left.start < page.end)
            yield LeftOut(path.name, int(left.label or 0), int(page.label) if page.label else None)


def bench_pagination(corpus: Path = CORPUS) -> tuple[float, float]:
    """Print, for each text and for all, how many left-out pages are guessed right and within one; return both shares."""
    started = time.perf_counter()
    found = list(leave_one_out(sorted(corpus.glob("*.txt"))))
    for file in (*sorted({left.file for left in found}), "all texts"):
        some = [left for left in found if file in {left.file, "all texts"}]
        exact, near = sum(left.off == 0 for left in some), sum(left.off <= 1 for left in some)
        print(f"{exact:3} right, {near:3} within one page, of {len(some):3} stamps left out: {file}")
    print(f"{time.perf_counter() - started:.1f} s")
    return sum(left.off == 0 for left in found) / len(found), sum(left.off <= 1 for left in found) / len(found)


if __name__ == "__main__":
    bench_pagination()

"""The programs that read letters off pictures: ocrmypdf, which turns a page upright, and tesseract, which it calls.

Both are optional. They are found on PATH (ocrmypdf also beside this Python), and run as a process group of their own, so
that one that hangs is ended with all that it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from indexer.page_picture import DPI, Picture

PROBE_SECONDS = 30.0
STEP_SECONDS = 0.02
LONGEST_REASON = 160  # characters of what a program says when it fails
ARGUMENTS = ("--quiet", "--jobs", "1", "--output-type", "none", "--rotate-pages", "--rotate-pages-threshold", "5")


class OcrFailed(Exception):
    """A page was not read by OCR; the message says why, as the rest of a note."""


@dataclass(frozen=True, slots=True)
class Engine:
    """ocrmypdf and tesseract as they are installed: `version` names both, and the language they read."""

    program: str
    language: str
    version: str

    @property
    def key(self) -> str:
        """Eight hexadecimal digits that change with what the programs would make of a page."""
        return sha256(f"{self.version} {self.language} {DPI} {ARGUMENTS}".encode()).hexdigest()[:8]

    def read(self, picture: Picture, seconds: float, halt: Event) -> str:
        """The words on a picture, as the programs write them; empty where they see none.

        Args:
            picture: A page.
            seconds: How long it may take.
            halt: Ends the programs when it is set.

        Raises:
            OcrFailed: the programs fail, or take longer.
        """
        with TemporaryDirectory(prefix="committee-papers-") as folder:
            page, words = Path(folder) / "page.pgm", Path(folder) / "words.txt"
            page.write_bytes(picture.pgm)
            options = ["--image-dpi", str(picture.dpi), "--language", self.language, "--sidecar", str(words)]
            limit = ["--tesseract-timeout", str(round(seconds) + 60)]  # so that the limit here is the one that counts
            _run([self.program, *ARGUMENTS, *options, *limit, str(page), "-"], Path(folder), seconds, halt)
            try:
                return words.read_text(encoding="utf-8", errors="replace")
            except FileNotFoundError as error:
                raise OcrFailed("OCR failed: ocrmypdf wrote no text") from error


def find_engine(language: str) -> Engine:
    """The programs as they are installed.

    Args:
        language: Tesseract's name of the language of the papers, or several joined by "+".

    Raises:
        OcrFailed: one of them, or the language, is missing; the message says what to install.
    """
    own = os.path.dirname(sys.executable)
    program = shutil.which("ocrmypdf") or shutil.which("ocrmypdf", path=own)
    tesseract = shutil.which("tesseract")
    if program is None or tesseract is None:
        both = {"ocrmypdf": program, "tesseract-ocr": tesseract}
        raise OcrFailed(f"install {' and '.join(name for name, path in both.items() if path is None)} to have it read")
    known = _answer([tesseract, "--list-langs"]).split()
    missing = [name for name in language.split("+") if name not in known]
    if missing:
        raise OcrFailed(f"install {' and '.join(f'tesseract-ocr-{name}' for name in missing)} to have it read")
    versions = [_answer([path, "--version"]).splitlines()[0] for path in (program, tesseract)]
    return Engine(program, language, f"ocrmypdf {versions[0]}, {versions[1]}")


def _answer(command: Sequence[str]) -> str:
    """What a program says about itself."""
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PROBE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(f"{name} is installed but does not start ({type(error).__name__})") from error
    if not (said := done.stdout.strip() or done.stderr.strip()):
        raise OcrFailed(f"{name} is installed but does not say its version")
    return said


def _run(command: Sequence[str], folder: Path, seconds: float, halt: Event) -> None:
    """Run a program to its end, or end it with all that it started."""
    errors = folder / "errors.txt"
    with errors.open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder)},
            )
        except OSError as error:
            raise OcrFailed(f"OCR failed: ocrmypdf does not start ({error.strerror})") from error
        if not _ended(process, seconds, halt):
            raise OcrFailed(f"OCR took longer than {seconds:.0f} seconds")
    if process.returncode:
        last = errors.read_text(encoding="utf-8", errors="replace").split("\n")
        reason = next((line.strip() for line in reversed(last) if line.strip()), f"exit code {process.returncode}")
        raise OcrFailed(f"OCR failed: {reason[:LONGEST_REASON]}")


def _ended(process: subprocess.Popen[bytes], seconds: float, halt: Event) -> bool:
    """Wait for a program's own end; otherwise end its whole group."""
    until = time.monotonic() + seconds
    try:
        while process.poll() is None and time.monotonic() < until and not halt.is_set():
            halt.wait(STEP_SECONDS)
        return process.poll() is not None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

"""Prints, measured in one run: pages, reading, build against raw encoding, search against embedding, start-up, memory, size."""

from __future__ import annotations

import os
import platform
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from indexer.build import build
from indexer.cli import make_embedder
from indexer.embed import SentenceTransformerEmbedder
from indexer.index import Index, open_index
from indexer.models import find_model, load_model
from indexer.settings import Settings
from tests.bench.bench_pagination import bench_pagination
from tests.bench.bench_reading import bench_reading

ROOT = Path(__file__).parents[2]
RAW_SAMPLE = 400
QUESTIONS = 60
ROUNDS = 5


def main() -> None:
    """Run every measurement and print it."""
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    bench_pagination()
    bench_reading()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        with_index(index, measure_build(index))


def measure_build(index: Path) -> float:
    """Build the index of corpus/ from nothing with a loaded model; the seconds it took, from reading to swapping."""
    settings = Settings(corpus=ROOT / "corpus", index=index)
    started = time.perf_counter()
    embedder = make_embedder(settings)
    embedder.embed_query("load the model")
    loading = time.perf_counter() - started
    started = time.perf_counter()
    report = build(settings, embedder=embedder)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"build            {seconds:.1f} s, after {loading:.1f} s for loading the model, for {report.counts.passages} passages",
        end=" ",
    )
    print(f"of {report.counts.pages} pages, {memory:.0f} MiB at its greatest")
    return seconds


def with_index(folder: Path, build_seconds: float) -> None:
    """What is measured over a finished index."""
    embedder = SentenceTransformerEmbedder(threads=0)
    opened = open_index(folder, embedder=embedder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
    print(f"index size       {size:.1f} MiB with the vector cache")
    raw = measure_raw(opened, embedder)
    rate = opened.manifest.counts.passages / build_seconds
    print(f"build rate       {rate:.1f} passages/s, {rate / raw:.2f} of raw encoding")
    questions = make_questions(opened)
    opened.close()
    measure_server(folder, questions)


def measure_raw(opened: Index, embedder: SentenceTransformerEmbedder) -> float:
    """Passages a second of plain `model.encode` over a sample of the same passages, as they are embedded."""
    rows = range(0, opened.manifest.counts.passages, max(1, opened.manifest.counts.passages // RAW_SAMPLE))
    texts = [passage.embedded for passage in opened.catalogue.passages(list(rows))]
    model = load_model(find_model(embedder.model_id), 0)
    model.encode(texts[:8], show_progress_bar=False)
    started = time.perf_counter()
    model.encode(texts, batch_size=32, show_progress_bar=False)
    rate = len(texts) / (time.perf_counter() - started)
    print(f"raw encoding     {rate:.1f} passages/s ({len(texts)} of the passages)")
    return rate


def make_questions(opened: Index) -> list[str]:
    """Questions out of the titles of the items and headings of the papers."""
    titles = dict.fromkeys(row.item.title for row in opened.catalogue.items() if row.documents)
    return [f"what does the paper say about {title.lower()}" for title in titles if len(title.split()) <= 9][:QUESTIONS]


def measure_server(folder: Path, questions: list[str]) -> None:
    """Start-up, latency of /api/search and /api/ask against embedding the question alone, memory."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "COMMITTEE_PAPERS_RATE_LIMIT": "1000000/minute", "COMMITTEE_PAPERS_CACHE_ENTRIES": "0"}
    command = [sys.executable, "-m", "server.cli", "serve", "--index", str(folder), "--port", str(port)]
    started = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/readyz", server)
        print(f"start-up         {time.perf_counter() - started:.1f} s to the first answer of /readyz")
        embedder = SentenceTransformerEmbedder(threads=1)
        rounds = [one_round(base, embedder, questions) for _ in range(ROUNDS + 1)][1:]
        for name in ("embed", "search", "ask"):
            p50 = statistics.median(statistics.median(each[name]) for each in rounds)
            p95 = statistics.median(sorted(each[name])[int(0.95 * (len(each[name]) - 1))] for each in rounds)
            alone = statistics.median(statistics.median(each["embed"]) for each in rounds)
            print(
                f"{name:16} p50 {1000 * p50:.1f} ms, p95 {1000 * p95:.1f} ms, {p50 / alone:.2f} × embedding, {1 / p50:.0f}/s"
            )
        print(f"server memory    {memory_of(server.pid):.0f} MiB at its greatest")
    finally:
        server.terminate()
        server.wait(timeout=20)


def one_round(base: str, embedder: SentenceTransformerEmbedder, questions: list[str]) -> dict[str, list[float]]:
    """Seconds of each measurement for each question, taken in turn so that the machine's moods hit all alike."""
    taken: dict[str, list[float]] = {"embed": [], "search": [], "ask": []}
    for question in questions:
        query = urllib.parse.urlencode({"q": question})
        for name, run in (
            ("embed", lambda text=question: embedder.embed_query(text)),
            ("search", lambda query=query: fetch(f"{base}/api/search?{query}")),
            ("ask", lambda query=query: fetch(f"{base}/api/ask?{query}")),
        ):
            started = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - started)
    return taken


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as response:
        body: bytes = response.read()
    return body


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Ask until the server answers; an error where it ended or takes longer than two minutes."""
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            fetch(url)
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")


def memory_of(process: int) -> float:
    """The greatest resident memory of a process so far, MiB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()

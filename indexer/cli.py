"""The commands that write and examine an index: index, remove, check, inspect."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

import click
from pydantic import ValidationError
from tqdm import tqdm

from indexer.anatomy import part_lines, ranges, source_file, tree
from indexer.build import build, make_ocr
from indexer.check import UnreadPages, check_index, unread_pages
from indexer.embed import Embedder, SentenceTransformerEmbedder
from indexer.errors import CommitteePapersError
from indexer.folder import LOCK, OCR
from indexer.manifest import Manifest
from indexer.ocr_cache import OcrCache
from indexer.reading import Reader
from indexer.records import Classification
from indexer.released import read_released
from indexer.removal import remove
from indexer.report import BuildReport
from indexer.settings import Settings
from indexer.understand import Rules, understand

FOUND_NOTHING = 1
BAD_USE = 2
BROKEN = 3

P = ParamSpec("P")
T = TypeVar("T")


def friendly(command: Callable[P, T]) -> Callable[P, T]:
    """Turn what can go wrong into one line on standard error and an exit code: 2 for bad use, 3 for broken input or index."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except CommitteePapersError as error:
            hint = f" ({error.hint})" if error.hint else ""
            click.echo(f"error: {error.message}{hint}", err=True)
            sys.exit(BROKEN)
        except (OSError, sqlite3.Error) as error:
            click.echo(f"error: {error} (is there room on the disk, and may the folder be written to?)", err=True)
            sys.exit(BROKEN)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            click.echo(f"error: setting {name}: {first['msg']} (it is {first.get('input')!r})", err=True)
            sys.exit(BAD_USE)

    return guarded


def settings_options(command: Callable[..., T]) -> Callable[..., T]:
    """The options that are settings; what is not given comes from the environment."""
    command = click.option("--model", help="Embedding model [COMMITTEE_PAPERS_MODEL].")(command)
    command = click.option("--index", "index_folder", type=Path, help="Folder of the index [COMMITTEE_PAPERS_INDEX].")(
        command
    )
    return click.option("--corpus", type=Path, help="Folder of the papers [COMMITTEE_PAPERS_CORPUS].")(command)


ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    help="Read pages as pictures: where needed, never, or all of every PDF [COMMITTEE_PAPERS_OCR].",
)
restricted_option = click.option(
    "--restricted",
    is_flag=True,
    help="Use the restricted index: what is withheld from the public, and nothing else [COMMITTEE_PAPERS_RESTRICTED].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")


def settings_from(
    corpus: Path | None, index_folder: Path | None, model: str | None, ocr: str | None = None
) -> Settings:
    """Settings out of the options given and, for the others, the environment."""
    given = {"corpus": corpus, "index": index_folder, "model": model, "ocr": ocr}
    return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def role_of(restricted: bool) -> Classification:
    """For whom the index is that is asked for; the restricted one has to be asked for each time."""
    return "restricted" if restricted else "public"


def make_embedder(settings: Settings) -> Embedder:
    """The model of the settings, in the arithmetic that is fastest here."""
    return SentenceTransformerEmbedder(
        settings.model, batch=settings.embed_batch, threads=settings.threads, dtype="auto"
    )


class Bar:
    """A progress bar on a terminal, nothing elsewhere; one for each stage of a build."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: tqdm[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done."""
        if stage != self._stage:
            self._close()
            self._stage = stage
            self._bar = tqdm(total=total, desc=stage, disable=None, leave=False)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


@click.command("index")
@click.argument("folder", metavar="[CORPUS]", required=False, type=Path)
@click.option("--restore", is_flag=True, help="Take in again what was removed by hand.")
@restricted_option
@ocr_option
@settings_options
@json_option
@friendly
def index_command(
    folder: Path | None,
    restore: bool,
    restricted: bool,
    ocr: str | None,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Bring the index up to date with the folder CORPUS."""
    settings = settings_from(folder or corpus, index_folder, model, ocr)
    with Bar() as bar:
        report = build(
            settings,
            embedder=make_embedder(settings),
            progress=bar.show,
            restore=restore,
            role=role_of(restricted),
        )
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _print_report(report)
    if report.nothing_readable:
        click.echo("error: no file of the corpus could be read; the index is as it was", err=True)
        sys.exit(BROKEN)


@click.command("remove")
@click.argument("document", metavar="DOCUMENT")
@restricted_option
@settings_options
@json_option
@friendly
def remove_command(
    document: str,
    restricted: bool,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Take a document, by id or file name, out of the index and keep it out."""
    settings = settings_from(corpus, index_folder, model)

    def embedder_of(manifest: Manifest) -> Embedder:
        return make_embedder(settings.model_copy(update={"model": manifest.model}))

    role = role_of(restricted)
    removed = remove(settings, document, embedder_of=embedder_of, role=role)
    if as_json:
        click.echo(json.dumps({"removed": removed and {"id": removed.id, "file": removed.file}}, ensure_ascii=False))
    if removed is None:
        click.echo(f"error: {settings.folder_of(role)} holds no document {document!r}", err=True)
        sys.exit(FOUND_NOTHING)
    if not as_json:
        click.echo(f"removed {removed.file} ({removed.id}); `index --restore` takes it in again")


@click.command("check")
@restricted_option
@settings_options
@json_option
@friendly
def check_command(
    restricted: bool, corpus: Path | None, index_folder: Path | None, model: str | None, as_json: bool
) -> None:
    """Check that the index is sound."""
    settings = settings_from(corpus, index_folder, model)
    role = role_of(restricted)
    index, problems = check_index(settings.folder_of(role), role)
    with closing(index):
        manifest, unread = index.manifest, unread_pages(index.catalogue)
    if as_json:
        facts = {"sound": not problems, "problems": problems, "manifest": asdict(manifest)}
        facts["unread"] = [asdict(pages) for pages in unread]
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        click.echo(f"{manifest.generation} of {manifest.built_at}, model {manifest.model}: {_counted(manifest)}")
        for problem in problems:
            click.echo(f"  {problem}")
        for pages in unread:
            click.echo(_unread_line(pages))
        click.echo("sound" if not problems else f"{len(problems)} problems")
    if problems:
        sys.exit(BROKEN)


@click.command("inspect")
@click.argument("file", type=Path)
@ocr_option
@settings_options
@json_option
@friendly
def inspect_command(
    file: Path, ocr: str | None, corpus: Path | None, index_folder: Path | None, model: str | None, as_json: bool
) -> None:
    """Show what FILE is understood as: meeting, items, parts and pages."""
    settings = settings_from(corpus, index_folder, model, ocr)
    kept = OcrCache(settings.index / OCR) if (settings.index / LOCK).exists() else None
    with Bar() as bar:
        by_ocr = make_ocr(settings, kept, bar.show)
        rules = Rules(settings.ocr, read_released(settings.corpus), by_ocr.engine_key)
        with Reader(timeout=settings.read_timeout, ocr=by_ocr) as reader:
            understood = understand(source_file(file), reader, rules)
    paper = understood.paper
    if as_json:
        parts = [asdict(line) for line in part_lines(paper)]
        facts = {"document": asdict(paper.row), "parts": parts, "notes": [asdict(note) for note in paper.notes]}
        facts["withheld"] = [asdict(each) for each in understood.withheld]
        click.echo(json.dumps(facts, ensure_ascii=False, default=str))
    else:
        click.echo("\n".join(tree(understood)))


COMMANDS = (index_command, remove_command, check_command, inspect_command)
"""What the program's command line takes over from here."""


def _print_report(report: BuildReport) -> None:
    for name in ("created", "updated", "deleted"):
        for file in getattr(report, name):
            click.echo(f"{name} {file}")
    for skip in report.skipped:
        click.echo(f"skipped {skip.name}: {skip.reason}")
    for stretch in report.withheld:
        pages = ", ".join(map(str, stretch.pages))
        click.echo(f"withheld of {stretch.file}, pages {pages}: {stretch.reason}")
    names = ("created", "updated", "deleted", "unchanged", "kept", "skipped")
    click.echo(", ".join(f"{len(getattr(report, name))} {name}" for name in names))
    click.echo(f"{report.generation}: {_counted(report)} ({report.seconds:.1f} s)")
    if report.counts.pages_unread:
        click.echo("`check` lists the pages that could not be read")


def _counted(holder: BuildReport | Manifest) -> str:
    """How much there is of what; of OCR only where there is any."""
    counts = holder.counts
    names = ("documents", "pages", "passages", "decisions")
    ocr = ((counts.pages_by_ocr, "pages read by OCR"), (counts.pages_unread, "pages unreadable"))
    told = [f"{getattr(counts, name)} {name}" for name in names]
    return ", ".join(told + [f"{number} {name}" for number, name in ocr if number])


def _unread_line(unread: UnreadPages) -> str:
    word = "page" if len(unread.pages) == 1 else "pages"
    return f"  {unread.file}, {word} {ranges(unread.pages)}: {unread.problem}"

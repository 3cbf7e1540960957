"""The program `committee-papers`: what the indexer offers, and serve, ask, search, decisions and evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from indexer.cli import (
    COMMANDS,
    FOUND_NOTHING,
    friendly,
    json_option,
    make_embedder,
    restricted_option,
    role_of,
    settings_options,
)
from indexer.embed import Embedder
from indexer.errors import BadIndex
from indexer.index import open_index
from indexer.records import Classification
from server import payloads
from server.comparison import Change, compare
from server.csv_text import decisions_csv
from server.errors import BadParameters
from server.evaluation import Report, evaluate
from server.evaluation_report import report_page, shown
from server.model_answer import make_answerer
from server.parameters import DecisionParameters, P, SearchParameters, parse
from server.printing import print_answer, print_decision, print_results
from server.provider import one_thread_each
from server.questions import read_questions
from server.reranker import make_reranker
from server.restricted import LOOPBACK, settings_for
from server.service import Service
from server.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="committee-papers")
def main() -> None:
    """Questions and answers over a council's committee papers."""


for _command in COMMANDS:
    main.add_command(_command)


def _filter_options(command: F) -> F:
    for name, text in (
        ("decision", "Only what bears this decision number."),
        ("outcome", "Only passages with this outcome."),
        ("part", "Only this kind of part: minutes, report, …"),
        ("kind", "Only this kind of paper: pack, minutes, report, plan, other."),
        ("year", "Only meetings of this year."),
        ("to", "Only meetings up to this day."),
        ("from", "Only meetings from this day on."),
        ("body", "Only this committee."),
    ):
        command = click.option(f"--{name}", help=text)(command)
    return command


def _asked(model: type[P], words: tuple[str, ...], chosen: dict[str, str | None]) -> P:
    """What was asked, checked as the web server checks it; a bad value ends the program as bad use."""
    given = {name: value for name, value in chosen.items() if value is not None}
    try:
        return parse(model, {"q": " ".join(words), **given})
    except BadParameters as error:
        raise click.UsageError(error.message) from error


def _settings(**given: Any) -> Settings:
    """Settings out of the options given and, for the others, the environment."""
    return Settings(**{name: value for name, value in given.items() if value is not None})


def _embedder(settings: Settings) -> Embedder:
    """The model for single questions, which are over before threads would have met."""
    one_thread_each()
    return make_embedder(settings.model_copy(update={"threads": settings.threads or 1}))


def _service(
    corpus: Path | None, index_folder: Path | None, model: str | None, role: Classification = "public"
) -> Service:
    settings = settings_for(_settings(corpus=corpus, index=index_folder, model=model), role)
    embedder = _embedder(settings)
    index = open_index(settings.folder_of(role), embedder=embedder, role=role)
    return Service(index, embedder, make_answerer(settings), role=role, reranker=make_reranker(settings))


@main.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--as-of", help="Answer from papers dated up to this day.")
@_filter_options
@restricted_option
@settings_options
@json_option
@friendly
def ask(
    question: tuple[str, ...],
    as_of: str | None,
    restricted: bool,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Answer QUESTION with quoted sentences and their places."""
    asked = _asked(SearchParameters, question, {**chosen, "as_of": as_of})
    answer = _service(corpus, index_folder, model, role_of(restricted)).ask(asked.request())
    if as_json:
        click.echo(payloads.answer(answer).model_dump_json(by_alias=True))
    else:
        print_answer(answer)
    if answer.status != "answered":
        sys.exit(FOUND_NOTHING)


@main.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many passages.")
@_filter_options
@restricted_option
@settings_options
@json_option
@friendly
def search(
    question: tuple[str, ...],
    limit: int,
    restricted: bool,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """List the passages for QUESTION, best first."""
    asked = _asked(SearchParameters, question, {**chosen, "limit": str(limit)})
    found = _service(corpus, index_folder, model, role_of(restricted)).search(asked.request())
    if as_json:
        click.echo(payloads.search(found).model_dump_json(by_alias=True))
    else:
        print_results(found)
    if not found.results:
        sys.exit(FOUND_NOTHING)


@main.command()
@click.argument("text", nargs=-1)
@click.option("--number", "decision", help="Only decisions with this number.")
@click.option("--outcome", help="Only decisions with this outcome.")
@click.option("--body", help="Only decisions of this committee.")
@click.option("--from", "from", help="Only meetings from this day on.")
@click.option("--to", "to", help="Only meetings up to this day.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table, one decision a row.")
@restricted_option
@settings_options
@json_option
@friendly
def decisions(
    text: tuple[str, ...],
    as_csv: bool,
    restricted: bool,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """List the register of decisions, the newest first; TEXT narrows it."""
    asked = _asked(DecisionParameters, text, chosen)
    found = _service(corpus, index_folder, model, role_of(restricted)).decisions(**asked.wanted())
    if as_csv:
        click.echo(decisions_csv(found), nl=False)
    elif as_json:
        bodies = [payloads.decision(view).model_dump(mode="json", by_alias=True) for view in found]
        click.echo(json.dumps({"decisions": bodies}, ensure_ascii=False))
    else:
        for view in found:
            print_decision(view)
    if not found:
        sys.exit(FOUND_NOTHING)


@main.command()
@click.option("--host", help="Address to listen on [COMMITTEE_PAPERS_HOST].")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on [COMMITTEE_PAPERS_PORT].")
@restricted_option
@settings_options
@friendly
def serve(
    host: str | None,
    port: int | None,
    restricted: bool,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
) -> None:
    """Serve the web pages and the JSON API; the restricted index to this machine alone."""
    import uvicorn  # noqa: PLC0415  (the other commands do without it)

    from server.app import create_app, make_provider  # noqa: PLC0415
    from server.telemetry import Metrics  # noqa: PLC0415

    role = role_of(restricted)
    settings = settings_for(_settings(host=host, port=port, corpus=corpus, index=index_folder, model=model), role)
    if restricted and settings.host not in LOOPBACK:
        allowed = ", ".join(sorted(LOOPBACK))
        raise click.UsageError(f"--restricted serves this machine alone: --host has to be one of {allowed}")
    metrics = Metrics()
    provider = make_provider(settings, _embedder(settings), metrics, role)
    try:
        provider()
    except BadIndex as error:
        click.echo(f"warning: {error.message} ({error.hint}); every page says so until there is one", err=True)
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"serving on http://{name}:{settings.port}/", err=True)
    uvicorn.run(
        create_app(settings, provider, metrics, role),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
    )


@main.command("evaluate")
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=_NEW_FILE, help="Write a row a question here, as JSON lines.")
@click.option("--compare", "earlier", type=_OLD_FILE, help="Rows of an earlier run to compare with.")
@click.option("--report", "page", type=_NEW_FILE, help="Write a page here that tells what failed and why, as HTML.")
@settings_options
@json_option
@friendly
def evaluate_command(
    questions: Path,
    out: Path | None,
    earlier: Path | None,
    page: Path | None,
    corpus: Path | None,
    index_folder: Path | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Measure search and answers on QUESTIONS.jsonl."""
    for option, path in (("--out", out), ("--report", page)):
        if path and not path.parent.is_dir():
            raise click.BadParameter(f"there is no folder {path.parent}", param_hint=option)
    asked = read_questions(questions)
    before = Report.read(earlier) if earlier else None
    report = evaluate(_service(corpus, index_folder, model), asked)
    changes = compare(before, report) if before else ()
    if out:
        report.write(out)
    if page:
        page.write_text(report_page(report, changes, f"Evaluation on {questions.name}"), encoding="utf-8")
    if as_json:
        compared = [asdict(change) for change in changes]
        click.echo(json.dumps({**report.measures(), "by_kind": report.by_kind(), "compared": compared}))
    else:
        _print_measures(report, changes)


def _print_measures(report: Report, changes: Sequence[Change]) -> None:
    for name, value in report.measures().items():
        click.echo(f"{name:14} {shown(value)}")
    columns = ("questions", "hit@5", "mrr@10", "right", "outcome", "false_abstain", "abstained")
    click.echo(f"\n{'kind':14}" + "".join(f"{name:>15}" for name in columns))
    for kind, measures in report.by_kind().items():
        click.echo(f"{kind:14}" + "".join(f"{shown(measures[name]):>15}" for name in columns))
    for change in changes:
        click.echo(change)


if __name__ == "__main__":
    main()

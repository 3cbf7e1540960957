"""What the commands print for people."""

from __future__ import annotations

import textwrap

import click

from server.matter_views import DecisionView, OpenedView
from server.results import Answer, SearchOutcome

_WIDTH = 100


def print_decision(view: DecisionView) -> None:
    """A line of the register, with the words that prove it and what it opens."""
    click.echo(f"{view.outcome.upper():12} {view.citation.reference}")
    click.echo(textwrap.indent(textwrap.fill(" ".join(view.proof.split()), _WIDTH), "    "))
    for flag in view.flags:
        click.echo(f"    ! {flag}")
    if view.opened:
        click.echo(textwrap.indent(textwrap.fill(_opened(view.opened), _WIDTH), "    > "))


def _opened(view: OpenedView) -> str:
    """What a bare resolution refers to, in words."""
    if view.citation is None:
        return view.reason or ""
    return f"the report says: {' '.join(view.text.split())} [{view.citation.reference}]"


def print_answer(answer: Answer) -> None:
    """An answer, and the places its sentences stand at."""
    if answer.summary:
        click.echo(answer.summary)
    for sentence in answer.sentences:
        marks = "".join(f" [{at + 1}]" for at in sentence.citations)
        words = f"“{sentence.text}”{marks}" if sentence.quoted else sentence.text
        click.echo(textwrap.fill(words, _WIDTH))
    for at, citation in enumerate(answer.citations, 1):
        click.echo(f"[{at}] {citation.reference}")


def print_results(found: SearchOutcome) -> None:
    """The passages that a search found, each with its place."""
    if found.note:
        click.echo(found.note)
    for result in found.results:
        click.echo(f"{result.rank:3}. {result.citation.reference}")
        click.echo(textwrap.indent(textwrap.fill(" ".join(result.text.split())[:400], _WIDTH), "     "))

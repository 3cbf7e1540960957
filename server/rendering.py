"""A view and its template become a page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from server import words
from server.views import View

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

# Neither HTML nor XML has a place for these; a damaged paper or a question may hold them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def environment() -> Environment:
    """The templates, escaping all that is not mark-up and refusing names they were not given."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["capitalize_first"] = words.capitalized
    return made


ENVIRONMENT = environment()


def render(view: View) -> str:
    """The page that `view` describes."""
    context = {field.name: getattr(view, field.name) for field in fields(view)}
    return _UNPRINTABLE.sub("\ufffd", ENVIRONMENT.get_template(view.template).render(context))


def page(view: View, status: int = 200) -> Response:
    """The page that `view` describes, as a response."""
    return Response(render(view), status, media_type="text/html; charset=utf-8")


def asset(name: str) -> tuple[bytes, str]:
    """The stylesheet or the script and its address, which changes with its content."""
    content = (TEMPLATES / name).read_bytes()
    return content, f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"

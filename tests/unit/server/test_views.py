"""The contract between views and templates: each template uses what its view documents, all of it and nothing else."""

from dataclasses import fields

import pytest
from jinja2 import UndefinedError, meta, nodes

from server import study_pages, views
from server.rendering import ENVIRONMENT, TEMPLATES, render
from server.views import ErrorView, View

VIEWS = sorted(
    {
        v
        for module in (views, study_pages)
        for v in vars(module).values()
        if isinstance(v, type) and issubclass(v, View) and v is not View
    },
    key=str,
)
SHARED = {"base.html", "macros.html"}


def names_in(template):
    """The names a template takes from its context, those of the template it extends among them."""
    tree = ENVIRONMENT.parse((TEMPLATES / template).read_text(encoding="utf-8"))
    found = meta.find_undeclared_variables(tree)
    for parent in tree.find_all(nodes.Extends):
        found |= names_in(parent.template.value)
    return found - {node.target for node in tree.find_all(nodes.Import)}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_template_uses_exactly_its_view(view):
    assert names_in(view.template) == {field.name for field in fields(view)} - (
        {"section"} if view is views.FeedView else set()
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_has_a_word_of_help(view):
    assert all(field.metadata["help"] for field in fields(view))


def test_every_template_has_its_view():
    templates = {path.name for path in TEMPLATES.iterdir() if path.suffix in {".html", ".atom"}}
    assert templates == {view.template for view in VIEWS} | SHARED


def test_no_template_marks_its_own_text_as_safe():
    assert not [path.name for path in TEMPLATES.glob("*.*") if "safe" in path.read_text(encoding="utf-8").split("|")]
    assert not [path.name for path in TEMPLATES.glob("*.html") if "| safe" in path.read_text(encoding="utf-8")]


def test_a_name_that_a_view_does_not_hold_is_an_error():
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string("{{ titel }}").render(title="x")


def test_what_neither_html_nor_xml_can_carry_is_replaced():
    site = views.Site(name="Papers", stylesheet="/s", script="/c", contact="", nav=())
    html = render(
        ErrorView(title="a\x00b\x1f", section="", site=site, status=404, message="\ud800", hint="", request_id="")
    )
    assert "<h1>a\ufffdb\ufffd</h1>" in html
    html.encode("utf-8")


def test_the_stylesheet_stays_readable_by_hand():
    lines = (TEMPLATES / "style.css").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300
    assert not [line for line in lines if "url(" in line or "@import" in line]

import pytest

from server.errors import NotFound
from tests.fakes import make_paper
from tests.served import VILLAGE, asked, serve

ELMS = make_paper(
    "2021-elms.txt",
    ["Six elms in Park Road lean over the railway and have lost large branches in each of the last two winters."],
    title="Elms",
    item="9",
    body="Highways Committee",
)
COPY = make_paper(
    "2020-limes.txt",
    ["Six limes in Station Road lean over the railway and have lost large branches in each of the last four winters."],
    title="An older report",
    item="2",
    body="Culture Board",
)


def test_precedents_are_of_other_matters_and_no_copies(tmp_path):
    service = serve(tmp_path, *VILLAGE, ELMS, COPY)
    leaning = service.search(asked("six limes lean over the railway", decision="24/00012")).results[0].citation
    like = service.like(leaning.id)
    assert like[0].item.title == "Elms"
    assert leaning.item.id not in {each.item.id for each in like}
    assert "An older report" not in {each.item.title for each in like}
    assert len(service.like(leaning.id, 1)) == 1


def test_what_is_not_there_has_nothing_like_it(tmp_path):
    with pytest.raises(NotFound):
        serve(tmp_path, *VILLAGE).like("none")

import csv
import io
import json

import pytest
import structlog
from click.testing import CliRunner
from starlette.testclient import TestClient

from indexer import cli as indexing
from indexer.index import current_generation
from server import cli
from tests.fake_chat import MODEL, fake_chat
from tests.fakes import HashEmbedder, write_index
from tests.served import VILLAGE

TREES = ["was", "the", "felling", "of", "limes", "in", "Station", "Road", "agreed"]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    write_index(folder, VILLAGE)
    return folder


@pytest.fixture(autouse=True)
def hash_embedder(monkeypatch):
    for module in (cli, indexing):
        monkeypatch.setattr(module, "make_embedder", lambda settings: HashEmbedder(model_id=settings.model))
    monkeypatch.setenv("COMMITTEE_PAPERS_MODEL", "hash")
    monkeypatch.setenv("COMMITTEE_PAPERS_OCR", "off")


def run(index, *arguments):
    return CliRunner().invoke(cli.main, [*arguments, "--index", str(index)])


def one_line(result):
    """The line on standard error that says what is wrong."""
    assert "Traceback" not in result.output
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1 or lines[0].startswith("Usage: ")
    return lines[-1]


def test_ask_prints_the_ruling_the_quotes_and_their_places(index):
    result = run(index, "ask", *TREES)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Resolved on 8 May 2024, decision 24/00012"
    assert lines[1].startswith(
        "Minutes of the Planning Committee, 8 May 2024, “Trees in Station Road” (item 5, 24/00012):"
    )
    assert lines[2].startswith("“RESOLVED that the felling of six limes in Station Road")
    assert "[1] Planning Committee, 8 May 2024, item 5 (24/00012), “Trees in Station Road”, para 1.2, p. 2" in lines


def test_ask_as_json(index):
    body = json.loads(run(index, "ask", "--json", *TREES).stdout)
    assert (body["status"], body["outcome"]) == ("answered", "resolved")
    assert body["answer"][0]["citations"] == [0]
    assert body["citations"][0]["meeting"] == {"body": "Planning Committee", "date": "2024-05-08"}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["zzyzx", "quux"], "no_match"),
        (["the", "of"], "bad_question"),
        (["limes", "--body", "Highways Committee", "--part", "minutes"], "filtered_out"),
        (["limes", "--as-of", "2020-01-01"], "filtered_out"),
        (["cost", "of", "the", "railway", "viaduct", "in", "1931"], "no_evidence"),
    ],
)
def test_ask_ends_with_one_where_there_is_no_answer(index, arguments, status):
    result = run(index, "ask", "--json", *arguments)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == status
    plain = run(index, "ask", *arguments)
    assert plain.exit_code == 1
    assert plain.stdout.strip()


def test_search_lists_passages_with_their_places(index):
    result = run(index, "search", "library", "Sundays", "--limit", "1")
    assert result.exit_code == 0
    first, text = result.stdout.splitlines()
    assert first == "  1. Culture Board, 14 September 2022, item 3, “Opening hours of the library”, para 1.1, p. 1"
    assert text.strip().startswith("The library in Market Street")


def test_search_as_json_with_filters(index):
    result = run(
        index, "search", "--json", "committee", "--from", "1 January 2023", "--to", "31/12/2023", "--kind", "pack"
    )
    body = json.loads(result.stdout)
    assert {each["citation"]["document"]["file"] for each in body["results"]} == {"2023-parking.txt"}
    assert body["query"]["filters"] == {"from": "2023-01-01", "to": "2023-12-31", "kind": "pack"}


def test_search_ends_with_one_where_nothing_is_found(index):
    result = run(index, "search", "zzyzx")
    assert result.exit_code == 1
    assert result.stdout == "No passage in the indexed papers matches these words.\n"


def test_decisions_are_listed_the_newest_first(index):
    result = run(index, "decisions")
    heads = [line.split()[0] for line in result.stdout.splitlines() if line[0] != " "]
    assert (result.exit_code, sorted(heads[:2]), heads[2:]) == (0, ["PROPOSED", "RESOLVED"], ["PROPOSED"])


def test_decisions_as_json_narrowed(index):
    (found,) = json.loads(run(index, "decisions", "--json", "--number", "23/0007").stdout)["decisions"]
    assert (found["outcome"], found["number"]) == ("proposed", "23/00007")
    both = json.loads(run(index, "decisions", "--json", "station", "hornbeams").stdout)["decisions"]
    assert {each["outcome"] for each in both} == {"proposed", "resolved"}
    none = run(index, "decisions", "--json", "--outcome", "lost")
    assert (none.exit_code, json.loads(none.stdout)) == (1, {"decisions": []})


def test_decisions_as_a_table_narrowed(index):
    result = run(
        index, "decisions", "--csv", "--body", "Planning Committee", "--from", "1 May 2024", "--to", "2024-05-31"
    )
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert sorted(row["outcome"] for row in rows) == ["proposed", "resolved"]
    assert {row["decision_number"] for row in rows} == {"24/00012"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", "limes", "--year", "soon"], "year"),
        (["ask", "limes", "--as-of", "yesterday"], "as_of"),
        (["ask", "limes", "--from", "2024-02-30"], "from"),
        (["search", "limes", "--kind", "novel"], "kind"),
        (["search", "limes", "--outcome", "won"], "outcome"),
        (["search", "limes", "--from", "2024-01-02", "--to", "2024-01-01"], "from"),
        (["search", "limes", "--limit", "0"], "--limit"),
        (["decisions", "--outcome", "won"], "outcome"),
        (["ask"], "QUESTION"),
        (["evaluate", "nowhere.jsonl"], "nowhere.jsonl"),
        (["evaluate", __file__, "--out", "nowhere/rows.jsonl"], "--out"),
        (["evaluate", __file__, "--report", "nowhere/page.html"], "--report"),
    ],
)
def test_bad_use_ends_with_two_and_names_the_field(index, arguments, named):
    result = run(index, *arguments)
    assert result.exit_code == 2
    assert named in one_line(result)


@pytest.mark.parametrize("arguments", [["ask", "limes"], ["search", "limes"], ["decisions"], ["check"]])
def test_no_index_ends_with_three_and_says_what_to_run(tmp_path, arguments):
    result = run(tmp_path / "none", *arguments)
    assert (result.exit_code, result.stdout) == (3, "")
    line = one_line(result)
    assert line.startswith(f"error: there is no index in {tmp_path / 'none'}")
    assert "committee-papers index" in line


def test_another_model_ends_with_three(index):
    result = run(index, "ask", "limes", "--model", "other")
    assert result.exit_code == 3
    assert "model hash" in one_line(result)


def test_a_damaged_index_ends_with_three_and_names_the_file(tmp_path):
    write_index(tmp_path, VILLAGE[:1])
    damaged = tmp_path / current_generation(tmp_path) / "vectors.faiss"
    damaged.write_bytes(b"\0")
    result = run(tmp_path, "ask", "limes")
    assert result.exit_code == 3
    assert "vectors.faiss" in one_line(result)


def test_index_then_check_then_ask(tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "Planning Committee\n\nWednesday, 8 May 2024\n\n1. Trees\n\n1.1 The limes in Station Road were felled in June.\n"
    (tmp_path / "corpus" / "trees.txt").write_text(text, encoding="utf-8")
    built = run(tmp_path / "index", "index", str(tmp_path / "corpus"), "--json")
    assert (built.exit_code, json.loads(built.stdout)["created"]) == (0, ["trees.txt"])
    checked = run(tmp_path / "index", "check", "--json")
    assert (checked.exit_code, json.loads(checked.stdout)["sound"]) == (0, True)
    assert run(tmp_path / "index", "ask", "when were the limes felled").exit_code == 0


def test_index_of_a_folder_that_is_not_there_ends_with_three(tmp_path):
    result = run(tmp_path / "index", "index", str(tmp_path / "none"))
    assert result.exit_code == 3
    assert str(tmp_path / "none") in one_line(result)


@pytest.fixture
def questions(tmp_path):
    gold = [{"doc": "2022-library.txt", "quote": "The library in Market Street opens on Sundays"}]
    asked = {
        "id": 1,
        "kind": "date",
        "question": "when does the library open on Sundays",
        "gold": gold,
        "must_include": ["10 am"],
    }
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(asked) + "\n", encoding="utf-8")
    return path


def test_evaluate_measures_writes_and_compares(index, questions, tmp_path):
    rows, page = tmp_path / "rows.jsonl", tmp_path / "report.html"
    first = run(index, "evaluate", str(questions), "--out", str(rows))
    assert first.exit_code == 0
    assert "hit@1          1.000" in first.stdout
    assert "abstained      -" in first.stdout
    again = run(index, "evaluate", str(questions), "--compare", str(rows), "--report", str(page))
    assert "hit@5: 1.000 → 1.000, p = 1.000 (exact McNemar); gained none; lost none" in again.stdout
    html = page.read_text(encoding="utf-8")
    assert "Evaluation on questions.jsonl" in html
    assert "hit@5: 1.000 → 1.000" in html


def test_evaluate_as_json(index, questions, tmp_path):
    rows = tmp_path / "rows.jsonl"
    first = run(index, "evaluate", str(questions), "--json", "--out", str(rows))
    measures = json.loads(first.stdout, parse_constant=pytest.fail)
    assert (measures["right"], measures["questions"], measures["abstained"], measures["compared"]) == (1.0, 1, None, [])
    assert measures["by_kind"]["date"]["hit@1"] == 1.0
    again = json.loads(run(index, "evaluate", str(questions), "--json", "--compare", str(rows)).stdout)
    assert [change["measure"] for change in again["compared"]] == ["hit@5", "mrr@10", "right"]


@pytest.mark.parametrize("option", [[], ["--compare"]])
def test_evaluate_names_the_line_that_is_wrong(index, questions, tmp_path, option):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    result = run(index, "evaluate", *([str(questions), *option, str(broken)] if option else [str(broken)]))
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"{broken}, line 1" in one_line(result)


def test_a_language_model_words_answers_where_the_settings_name_one(index, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("COMMITTEE_PAPERS_ANSWER_MODEL", MODEL)
    with fake_chat() as fake:
        monkeypatch.setenv("COMMITTEE_PAPERS_ANSWER_URL", fake.url)
        assert run(index, "ask", *TREES).exit_code == 0
    assert fake.told()["question"] == " ".join(TREES)


def test_half_a_setting_is_named(index, monkeypatch):
    monkeypatch.setenv("COMMITTEE_PAPERS_ANSWER_MODEL", MODEL)
    result = run(index, "ask", *TREES)
    assert result.exit_code == 2
    assert "answer_model" in one_line(result)


BIDS = (
    "Planning Committee\n\nWednesday, 8 May 2024\n\n1. Bids\n\n1.1 The bids for the works in Station Road are in.\n\n"
    "\x0cNOT FOR PUBLICATION\n\nThe winning bid is that of Zanzibar Limited, at a price nobody may know.\n"
)


@pytest.fixture
def both(tmp_path):
    """A public index and the restricted one beside it."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bids.txt").write_text(BIDS, encoding="utf-8")
    for option in ([], ["--restricted"]):
        built = run(tmp_path / "index", "index", str(tmp_path / "corpus"), "--json", *option)
        assert (built.exit_code, json.loads(built.stdout)["created"]) == (0, ["bids.txt"])
    return tmp_path / "index"


def test_what_is_withheld_is_found_with_restricted_alone(both):
    question = ["winning", "bid", "Zanzibar"]
    for command in ("search", "ask"):
        public = run(both, command, *question)
        assert "Zanzibar" not in public.output
        found = run(both, command, "--restricted", *question)
        assert found.exit_code == 0
        assert "Zanzibar Limited" in " ".join(found.stdout.split())
        assert "Restricted: not for publication" in found.stdout
    assert "Station Road" not in run(both, "search", "--restricted", "works", "Station", "Road").stdout
    assert run(both, "check", "--restricted").stdout.endswith("sound\n")
    assert run(both, "decisions", "--restricted").exit_code == 1


@pytest.mark.parametrize(
    "arguments", [["search", "bid"], ["ask", "bid"], ["decisions"], ["check"], ["remove", "bids.txt"]]
)
def test_an_index_for_others_ends_with_three_and_says_what_to_do(both, monkeypatch, arguments):
    beside = both.with_name("index-restricted")
    wrong = run(beside, *arguments)
    assert (wrong.exit_code, wrong.stdout) == (3, "")
    assert "not for publication (name the public index with --index; --restricted" in one_line(wrong)
    monkeypatch.setenv("COMMITTEE_PAPERS_RESTRICTED", str(both))
    wrong = run(both, *arguments, "--restricted")
    assert (wrong.exit_code, wrong.stdout) == (3, "")
    assert "committee-papers index --restricted" in one_line(wrong)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "papers.example", "127.0.0.1.example"])
def test_what_is_restricted_is_served_on_this_machine_alone(both, monkeypatch, host):
    monkeypatch.setattr("uvicorn.run", lambda *args, **kwargs: pytest.fail("served"))
    refused = run(both, "serve", "--restricted", "--host", host)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "localhost" in one_line(refused)
    monkeypatch.setenv("COMMITTEE_PAPERS_HOST", host)
    assert run(both, "serve", "--restricted").exit_code == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_what_is_restricted_is_served_with_its_role(both, monkeypatch, host):
    served = []
    monkeypatch.setattr("uvicorn.run", lambda app, **options: served.append((app, options["host"])))
    told = run(both, "serve", "--restricted", "--host", host, "--port", "8123")
    assert (told.exit_code, one_line(told)) == (0, f"serving on http://{'[::1]' if host == '::1' else host}:8123/")
    ((app, named),) = served
    page = TestClient(app, base_url="http://localhost").get("/search?q=winning+bid", headers={"accept": "text/html"})
    assert (named, page.headers["cache-control"], page.headers["x-robots-tag"]) == (host, "no-store", "noindex")
    assert "Zanzibar" in page.text
    structlog.reset_defaults()


def test_help_names_every_command():
    names = CliRunner().invoke(cli.main, ["-h"]).stdout
    for command in ("ask", "search", "decisions", "serve", "evaluate", "index", "remove", "check", "inspect"):
        assert f"  {command} " in names

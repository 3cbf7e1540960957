from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from indexer.settings import DEFAULT_MODEL, Settings, switch_hub_off


def test_defaults_are_the_folders_beside_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("COMMITTEE_PAPERS_")]:
        monkeypatch.delenv(name)
    settings = Settings()
    assert (settings.corpus, settings.index, settings.model) == (Path("corpus"), Path(".index"), DEFAULT_MODEL)
    assert (settings.ocr, settings.read_timeout) == ("auto", 60.0)


def test_the_restricted_index_lies_beside_the_public_one_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMITTEE_PAPERS_RESTRICTED", raising=False)
    beside = Settings(index=Path("/srv/index"))
    assert (beside.folder_of("public"), beside.folder_of("restricted")) == (
        Path("/srv/index"),
        Path("/srv/index-restricted"),
    )
    monkeypatch.setenv("COMMITTEE_PAPERS_RESTRICTED", "/safe/index")
    assert Settings(index=Path("/srv/index")).folder_of("restricted") == Path("/safe/index")


def test_environment_sets_and_arguments_set_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMITTEE_PAPERS_CORPUS", "/srv/papers")
    monkeypatch.setenv("COMMITTEE_PAPERS_OCR", "off")
    monkeypatch.setenv("COMMITTEE_PAPERS_PORT", "8123")  # the server's
    settings = Settings(corpus=Path("elsewhere"))
    assert (settings.corpus, settings.ocr) == (Path("elsewhere"), "off")


@pytest.mark.parametrize(
    ("name", "value"), [("colour", "red"), ("ocr", "perhaps"), ("read_timeout", 0), ("embed_batch", 0), ("threads", -1)]
)
def test_unknown_and_wrong_values_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_hub_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    switch_hub_off()
    assert os.environ["HF_HUB_OFFLINE"] == "1"

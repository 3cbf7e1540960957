"""The original files are given out only while they are what was indexed."""

import hashlib
import os

import pytest

from server.errors import NotFound
from server.originals import Originals
from server.results import DocumentSummary


def summary(name, content):
    digest = hashlib.sha256(content).hexdigest()[:12]
    return DocumentSummary(digest, "A paper", name, None, "pack", None, None, 1, "text")


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "cabinet").mkdir(parents=True)
    (folder / "cabinet" / "pack.txt").write_bytes(b"public words")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


def test_a_file_in_a_folder_of_the_corpus_is_found(corpus):
    found = Originals(corpus).path(summary("cabinet/pack.txt", b"public words"))
    assert found.read_bytes() == b"public words"


def test_a_file_that_changed_is_not_found_even_when_it_was_a_moment_ago(corpus):
    originals, paper = Originals(corpus), summary("cabinet/pack.txt", b"public words")
    path = originals.path(paper)
    path.write_bytes(b"secret words")
    os.utime(path, ns=(1, 1))
    with pytest.raises(NotFound, match="changed"):
        originals.path(paper)


def test_a_file_is_read_again_only_when_it_changed(corpus, monkeypatch):
    originals, paper = Originals(corpus), summary("cabinet/pack.txt", b"public words")
    originals.path(paper)
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("read again"))
    originals.path(paper)


@pytest.mark.parametrize("name", ["../secret.txt", "gone.txt", "cabinet", "/etc/passwd"])
def test_nothing_outside_the_corpus_is_found(corpus, name):
    with pytest.raises(NotFound):
        Originals(corpus).path(summary(name, b"secret"))


def test_a_link_that_leads_out_of_the_corpus_is_not_followed(corpus):
    (corpus / "link.txt").symlink_to(corpus.parent / "secret.txt")
    with pytest.raises(NotFound):
        Originals(corpus).path(summary("link.txt", b"secret"))

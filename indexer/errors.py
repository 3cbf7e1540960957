"""What can go wrong between a file and a served index.

CommitteePapersError            every error of this project; carries `hint`, what to do about it
├── PaperError                  one file cannot be used; the build goes on without it
│   ├── UnreadablePaper         not what its name says: binary, truncated, damaged, wrong encoding
│   ├── EncryptedPaper          needs a password
│   ├── EmptyPaper              opens, but holds no page or no text
│   ├── UnsupportedPaper        a kind of file that is not read (.docx, .html, …)
│   ├── SlowPaper               reading took longer than the limit
│   └── NothingWithheld         no part of it is withheld: it has no place in the restricted index
├── CorpusError                 the folder of papers is missing or holds none
├── ModelError                  the embedding model cannot be had, or is not the one expected
└── BadIndex                    the index on disk cannot be used
    ├── IndexMissing            there is none
    ├── IndexDamaged            a part is missing, cut short or foreign
    ├── IndexMismatch           built by another format or another model
    ├── IndexForOthers          it is the restricted one where the public one is asked for, or the other way round
    └── IndexBusy               another build holds the lock
"""

from __future__ import annotations


class CommitteePapersError(Exception):
    """Any error of this project: a message that names the file, page or field, and a hint that says what to do."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PaperError(CommitteePapersError):
    """One file cannot be used; the build skips it with this reason and goes on."""


class UnreadablePaper(PaperError):
    """The file is damaged, cut short, binary, or in an encoding that cannot be told."""


class EncryptedPaper(PaperError):
    """The file needs a password to be read."""


class EmptyPaper(PaperError):
    """The file opens but holds no page or no text."""


class UnsupportedPaper(PaperError):
    """Files of this kind are not read."""


class SlowPaper(PaperError):
    """Reading the file took longer than the limit."""


class NothingWithheld(PaperError):
    """No part of the file is withheld from the public: the restricted index holds nothing of it."""


class CorpusError(CommitteePapersError):
    """The folder of papers is missing, unreadable, or holds nothing to index."""


class ModelError(CommitteePapersError):
    """The embedding model cannot be loaded, or its weights are not the ones expected."""


class BadIndex(CommitteePapersError):
    """The index on disk cannot be used as it is."""


class IndexMissing(BadIndex):
    """There is no index in the folder."""


class IndexDamaged(BadIndex):
    """A part of the index is missing, cut short, or was written by something else."""


class IndexMismatch(BadIndex):
    """The index was built with another format or another model than the one asked for."""


class IndexForOthers(BadIndex):
    """The index is restricted where the public one is asked for, or public where the restricted one is."""


class IndexBusy(BadIndex):
    """Another build is writing to the index."""

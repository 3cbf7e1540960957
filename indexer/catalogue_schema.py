"""The tables of the catalogue, and how records become their rows."""

from __future__ import annotations

FORMAT = 2
"""The version of the tables (PRAGMA user_version); one that differs is not read."""

TABLES = """
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY, body TEXT NOT NULL, date TEXT, venue TEXT
);
CREATE TABLE items (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, meeting INTEGER NOT NULL REFERENCES meetings,
    number TEXT, minute TEXT, title TEXT NOT NULL, decision_number TEXT, decision TEXT, part TEXT NOT NULL,
    status TEXT NOT NULL
);
CREATE TABLE documents (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
    size INTEGER NOT NULL, format TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    meeting INTEGER REFERENCES meetings, pages INTEGER NOT NULL, url TEXT, council TEXT,
    fingerprint TEXT NOT NULL
);
CREATE TABLE withheld (
    document TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (document, page)
) WITHOUT ROWID;
CREATE TABLE pages (
    document TEXT NOT NULL, number INTEGER NOT NULL, label TEXT, basis TEXT NOT NULL, start INTEGER NOT NULL,
    text TEXT NOT NULL, PRIMARY KEY (document, number)
);
CREATE TABLE notes (
    document TEXT NOT NULL, position INTEGER NOT NULL, page INTEGER NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (document, position)
);
CREATE TABLE agenda (
    document TEXT NOT NULL, position INTEGER NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, decision_number TEXT,
    first_page INTEGER, last_page INTEGER, status TEXT NOT NULL, exempt INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, PRIMARY KEY (document, position)
);
CREATE TABLE parts (
    document TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, meeting INTEGER REFERENCES meetings,
    item INTEGER REFERENCES items, title TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, variety TEXT,
    PRIMARY KEY (document, position)
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, meeting INTEGER REFERENCES meetings,
    item INTEGER REFERENCES items, body TEXT, date TEXT, part TEXT NOT NULL, variety TEXT, paragraph TEXT,
    text TEXT NOT NULL, context TEXT NOT NULL, classification TEXT NOT NULL, outcome TEXT, in_table INTEGER NOT NULL,
    caption TEXT, table_row TEXT, table_column TEXT, unit TEXT, period TEXT
);
CREATE TABLE spans (
    passage INTEGER NOT NULL, position INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, document TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (passage, position)
) WITHOUT ROWID;
CREATE TABLE headings (
    passage INTEGER NOT NULL, depth INTEGER NOT NULL, heading TEXT NOT NULL, PRIMARY KEY (passage, depth)
) WITHOUT ROWID;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, item INTEGER REFERENCES items, meeting INTEGER REFERENCES meetings,
    outcome TEXT NOT NULL, advisory INTEGER NOT NULL, limb TEXT, text TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, proof TEXT NOT NULL, proof_start INTEGER NOT NULL, proof_end INTEGER NOT NULL, number TEXT,
    vote TEXT, mover TEXT, seconder TEXT
);
CREATE TABLE decision_places (
    decision INTEGER NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    PRIMARY KEY (decision, position)
) WITHOUT ROWID;
CREATE TABLE decision_flags (
    decision INTEGER NOT NULL, position INTEGER NOT NULL, flag TEXT NOT NULL, PRIMARY KEY (decision, position)
) WITHOUT ROWID;
CREATE TABLE abbreviations (
    position INTEGER PRIMARY KEY, key TEXT NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, passages INTEGER NOT NULL,
    ordinary INTEGER NOT NULL
);
"""

INDEXES = """
CREATE INDEX items_key ON items (key);
CREATE INDEX items_meeting ON items (meeting);
CREATE INDEX passages_document ON passages (document, row);
CREATE INDEX passages_item ON passages (item, row);
CREATE INDEX passages_date ON passages (date);
CREATE INDEX passages_body ON passages (body, date);
CREATE INDEX spans_place ON spans (document, first, last);
CREATE INDEX decisions_document ON decisions (document, start);
CREATE INDEX decisions_item ON decisions (item);
CREATE INDEX parts_meeting ON parts (meeting, kind);
"""

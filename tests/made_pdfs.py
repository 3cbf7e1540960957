"""Small PDFs written by hand, and the `SourceFile` of any bytes, for tests of what reads papers."""

import hashlib
import io
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from indexer.records import Format, SourceFile

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def source_file(folder: Path, name: str, data: bytes) -> SourceFile:
    """Write the bytes into the folder and describe the file as `walk` would."""
    path = folder / name
    path.write_bytes(data)
    form: Format = "pdf" if name.endswith(".pdf") else "text"
    return SourceFile(path, name, hashlib.sha256(data).hexdigest(), len(data), form)


def lines(*texts: str) -> bytes:
    """A page's content: one line of text below the other."""
    shown = " ".join(f"({text}) Tj T*" for text in texts)
    return f"BT /F1 12 Tf 14 TL 72 800 Td {shown} ET".encode("cp1252")


def pdf(*contents: bytes, resources: bytes = b"", catalogue: bytes = b"", font: bytes = HELVETICA) -> bytes:
    """A PDF with these page contents; `resources` and `catalogue` are added to the pages' and the file's dictionaries."""
    pages = range(4, 4 + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(contents),
        font,
    ]
    for number, content in zip(pages, contents, strict=True):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>%b>>>>"
            % (number + 1, resources),
            b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(out.tell())
        out.write(b"%d 0 obj" % number + body + b"endobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % start for start in starts)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def rewritten(data: bytes, **changes: object) -> bytes:
    """The PDF with `password=(user, owner)`, `labels=prefix` or `outline=[(title, 0-based page)]` added, each below the last."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    parent = None
    for title, page in changes.get("outline", ()):  # type: ignore[attr-defined]
        parent = writer.add_outline_item(title=title, page_number=page, parent=parent)
    if prefix := changes.get("labels"):
        writer.set_page_label(0, len(writer.pages) - 1, style="/D", prefix=prefix, start=7)  # type: ignore[arg-type]
    if password := changes.get("password"):
        writer.encrypt(*password, algorithm="AES-256")  # type: ignore[misc]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

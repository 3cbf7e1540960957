"""PDFs whose words are on the page for the eye alone, and programs that stand in for those that read them."""

import io
from pathlib import Path

import numpy as np
import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from indexer.page_picture import draw

SHOWN = ("RESOLVED that the tender for the Riverside Bridge be accepted", "and that the Treasurer report in October")


def scanned(data: bytes, *, overlay: bytes = b"", turns: int = 0) -> bytes:
    """The first page of a PDF as a scan of it, turned by quarters, with `overlay`'s content drawn above."""
    document = pypdfium2.PdfDocument(data)
    picture = draw(document, 0)
    document.close()
    size, pixels = picture.pgm.split(b" 255\n", 1)
    columns, rows = map(int, size.split()[1:])
    turned = np.rot90(np.frombuffer(pixels, np.uint8).reshape(rows, columns), turns)
    height, width = turned.shape
    across, down = (round(length * 72 / picture.dpi) for length in (width, height))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    image = DecodedStreamObject()
    image.set_data(turned.tobytes())
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}
    numbers = {"/Width": width, "/Height": height, "/BitsPerComponent": 8}
    image.update({NameObject(key): NameObject(value) for key, value in names.items()})
    image.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    content = DecodedStreamObject()
    content.set_data(b"q %d 0 0 %d 0 0 cm /Scan Do Q\n" % (across, down) + overlay)
    page = writer.pages[0]
    page.mediabox.upper_right = (across, down)
    resources = page["/Resources"].get_object()
    objects = DictionaryObject({NameObject("/Scan"): writer._add_object(image.flate_encode())})
    resources[NameObject("/XObject")] = objects  # type: ignore[index]
    page[NameObject("/Contents")] = writer._add_object(content)
    return _written(writer)


def unmapped(data: bytes) -> bytes:
    """A PDF whose letters look right, and whose text comes out as glyph numbers."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    table = DecodedStreamObject()
    table.set_data(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfrange <20> <7E> <0003> endbfrange endcmap end"
    )
    mapped = writer._add_object(table)
    for page in writer.pages:
        font = page["/Resources"].get_object()["/Font"]["/F1"].get_object()  # type: ignore[index]
        font[NameObject("/ToUnicode")] = mapped
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class FakePrograms:
    """An `ocrmypdf` and a `tesseract` in a folder for PATH; the first does what `does` says."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._calls = folder / "calls"
        self.install()

    def install(
        self, *, says: str = "The bridge is to be painted green.", does: str = "", version: str = "99.1"
    ) -> None:
        """Put the programs there: shell words `does`, then the words `says` as what is on the page."""
        (self.folder / "says").write_text(says)
        self._script(
            "ocrmypdf",
            f'[ "$1" = --version ] && {{ echo {version}; exit; }}\n'
            f'echo call >> "{self._calls}"\n'
            'while [ "$1" != --sidecar ]; do shift; done\n'
            f'{does}\n/bin/cat "{self.folder}/says" > "$2"\n',
        )
        self._script("tesseract", '[ "$1" = --version ] && echo tesseract 5 || printf "Languages:\\neng\\nosd\\n"\n')

    def remove(self, name: str) -> None:
        """Take a program away."""
        (self.folder / name).unlink()

    @property
    def calls(self) -> int:
        """How many pages were read."""
        return len(self._calls.read_text().splitlines()) if self._calls.exists() else 0

    def _script(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + body)
        path.chmod(0o755)

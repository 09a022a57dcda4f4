"""Many papers in one file: for the printer, and to cut fonts once before it is taken apart."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pypdfium2

from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.pdf.batch import (
    Cancelled,
    Rendered,
    RenderFailure,
    Result,
    failure,
    in_batches,
    lay_out_safely,
)
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import Layout, RenderOptions
from zjbuy_desktop.pdf.painter import Painter
from zjbuy_desktop.pdf.typesetter import Typesetter

SHEAF = 512
"""Papers drawn at once: ReportLab holds them in memory, and cuts fonts once for all of them."""


class Cancel(Exception):  # noqa: N818 - ends the drawing, is no error
    """Somebody cancelled: nothing is to be kept."""


class _Spoilt(Exception):  # noqa: N818 - is handled, not shown
    """A paper broke off half drawn; its half page must not stay in the file."""

    def __init__(self, number: int, result: RenderFailure) -> None:
        super().__init__(number)
        self.number, self.result = number, result


class Sheaf:
    """Draws papers one behind the other."""

    def __init__(
        self, out: Path, fonts: FontBook, options: RenderOptions, cancelled: Cancelled
    ) -> None:
        self._out = out
        self._fonts = fonts
        self._options = options
        self._cancelled = cancelled

    def draw(
        self, papers: Sequence[Paper], told: Callable[[int], None]
    ) -> tuple[bytes, list[Result]]:
        """The file (empty when no paper can be drawn) and what became of each paper.

        Raises:
            Cancel: it was cancelled.
        """
        spoilt: dict[int, RenderFailure] = {}
        while True:
            try:
                return self._drawn(papers, spoilt, told)
            except _Spoilt as paper:
                spoilt[paper.number] = paper.result

    def _drawn(
        self,
        papers: Sequence[Paper],
        spoilt: dict[int, RenderFailure],
        told: Callable[[int], None],
    ) -> tuple[bytes, list[Result]]:
        file, painter = io.BytesIO(), None
        results: list[Result] = []
        for batch in in_batches(papers):
            setter = Typesetter(self._fonts)
            for paper in batch:
                if self._cancelled():
                    raise Cancel
                layout = spoilt.get(len(results)) or lay_out_safely(
                    paper, self._out, setter, self._options
                )
                if isinstance(layout, Layout):
                    painter = painter or Painter(file, layout, paper.title)
                    results.append(self._added(painter, layout, len(results)))
                else:
                    results.append(layout)
                told(len(results))
        if painter is not None:
            painter.finish()
        return file.getvalue(), results

    def _added(self, painter: Painter, layout: Layout, number: int) -> Rendered:
        try:
            painter.add(layout)
        except Exception as error:
            raise _Spoilt(number, failure(self._out, error)) from error
        if self._options.duplex and len(layout.pages) % 2:
            painter.add_blank()
        return Rendered(self._out, len(layout.pages), layout.substitutions)


def write_joined(parts: list[bytes], file: BinaryIO) -> None:
    """Write several sheaves as one file; ``parts`` is emptied on the way, to spare memory."""
    if len(parts) == 1:
        file.write(parts.pop())
        return
    whole = pypdfium2.PdfDocument.new()
    try:
        while parts:
            with pypdfium2.PdfDocument(parts.pop(0)) as sheaf:
                whole.import_pages(sheaf)
        whole.save(file)
    finally:
        whole.close()

"""Documents as an agency sends them: real PDFs of so many pages."""

from pathlib import Path

import pypdfium2


def blank_pdf(file: Path, pages: int) -> Path:
    """A PDF with that many empty A4 pages."""
    file.parent.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(file)
    document.close()
    return file

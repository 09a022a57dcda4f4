"""Measures finished papers against GB/T 9704—2012, from the PDF alone (no code of ours).

    python packaging/measure_papers.py DIR [--each] [--faults] [--pictures OUT]

Prints a Markdown table: one row per kind of paper (file names end in “-种类.pdf”), or per file
with ``--each``. ``--faults`` lists every forbidden line end, split number and stray character
with file and page, and makes the exit code 1. Margins in mm, to the ink; of the upright pages if
a kind has any (a turned page has its margins turned: 35, 28, 37, 26). ``--pictures`` also draws
every page of the first file of each kind as PNG, to be looked at.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mode

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.pdf.glyphs import MM
from tests.pdf.measuring import Measured, measure

_HEADS = (
    "| 文件 | 份 | 页 | 字体（均嵌入） | 字号 | 每页行数 | 行距 | 满行字数 "
    "| 左 | 上 | 右 | 下 | 最松字距 | 行首行尾禁则 | 拆数 | 出版心 | 署名独页 |"
)


def row(name: str, found: Measured) -> str:
    """One row of the table."""
    pitch = f"{mode(round(p / MM, 2) for p in found.pitches):.2f}" if found.pitches else "—"
    size = "/".join(f"{size:g}" for size, _ in found.sizes.most_common(2))
    pages = f"{min(found.pages)}–{max(found.pages)}"
    full = _full(found)
    edges = [f"{edge:.1f}" for edge in found.ink[False not in found.ink]]
    return (
        f"| {name} | {found.files} | {pages} | {len(found.fonts)} | {size} | {found.lines} "
        f"| {pitch} | {full} | {' | '.join(edges)} | {found.gap:.2f} | {len(found.forbidden)} "
        f"| {len(found.split)} | {len(found.outside)} | {len(found.lonely)} |"
    )


def _full(found: Measured) -> str:
    """The usual number of characters on a full line of Chinese, and the range of all."""
    if not found.full:
        return "—"
    usual, least, most = found.full.most_common(1)[0][0], min(found.full), max(found.full)
    return f"{usual}" if least == most else f"{usual}（{least}–{most}）"


def picture(pdf: Path, out: Path) -> None:
    """Every page as PNG, 100 dots to the inch."""
    out.mkdir(parents=True, exist_ok=True)
    with pypdfium2.PdfDocument(pdf) as paper:
        for number, page in enumerate(paper, 1):
            page.render(scale=100 / 72).to_pil().save(out / f"{pdf.stem}-{number}.png")


def main() -> int:
    """Measure all PDFs below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--pictures", type=Path)
    args = parser.parse_args()
    rows: dict[str, Measured] = defaultdict(Measured)
    for path in sorted(args.folder.rglob("*.pdf")):
        kind = path.stem if args.each else path.stem.rpartition("-")[2]
        if args.pictures and kind not in rows:
            picture(path, args.pictures)
        measure(path, rows[kind])
    print(_HEADS)
    print("| --- " + "| ---: " * (_HEADS.count("|") - 2) + "|")
    for name, found in sorted(rows.items()):
        print(row(name, found))
    faults = [fault for found in rows.values() for fault in found.faults()]
    if args.faults:
        print("\n".join(faults) or "没有发现问题。")
    return 1 if args.faults and faults else 0


if __name__ == "__main__":
    sys.exit(main())

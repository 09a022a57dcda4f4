"""500 two-page notices, one file each: ours against ordinary Platypus, alternating in one run.

Run: ``python tests/benchmarks/bench_papers.py [count]`` (``--quick`` for 40). Both use the same
faces, registered once; Platypus breaks with ``wordWrap="CJK"`` and has plain-string cells.
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from zjbuy_desktop.core.papers.blocks import (
    Column,
    Paper,
    Para,
    SignOff,
    Style,
    TableBlock,
    chinese_date,
)
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import Rendered, RenderOptions, render_batch

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
TITLE = "关于签订2026年度台式计算机带量集中采购合同的通知"
ISSUER = "浙江省数字政务服务中心"
DAY = date(2026, 9, 3)
HEADS = ("序号", "品目", "规格", "数量", "单价（元）", "金额（元）")
WIDTHS = (0.6, 1.8, 2.0, 0.8, 1.2, 1.5)
STATIC = (
    "根据《浙江省政府采购带量集中采购工作指引》（浙财采监〔2025〕6号）有关规定，我单位牵头组织的2026年度"
    "台式计算机带量集中采购项目已完成评审并确认结果，中标（成交）通知书已于2026年8月3日发出，现就合同签订"
    "有关事项通知如下，请认真组织落实，并将签订情况及时反馈。",
    "请于2026年8月28日前签订；法定期限为中标（成交）通知书发出之日起30日内（2026年9月2日）。合同应当按照"
    "采购文件确定的事项签订，不得对采购文件确定的事项作实质性修改，也不得再行订立背离合同实质性内容的其他协议。",
    "合同签订之日起2个工作日内在指定媒体公告，7个工作日内向同级财政部门备案。履约验收、资金支付由各单位按照"
    "合同约定组织实施；验收合格且收到发票后10个工作日内支付资金，不得以内部人员变更、履行内部付款流程等为由拖延。",
)


def unit_name(number: int) -> str:
    return f"浙江省第{number}中等职业技术学校"


def personal(number: int) -> str:
    return (
        f"{unit_name(number)}应签合同金额{1_501_250 + number:,}.00元，共13个品目，交付地点为该单位"
        f"指定的{number}号楼，收货联系人由单位另行书面通知供应商，具体数量、单价和金额见下表。"
    )


def rows(number: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(line),
            f"台式计算机{line}型",
            f"16G/{256 + line}G/23.8英寸",
            str(number % 50 + line),
            f"{4500 + line:,}.00",
            f"{(number % 50 + line) * (4500 + line):,}.00",
        )
        for line in range(1, 13)
    )


def notice(number: int) -> Paper:
    aligns = ("center", "left", "left", "right", "right", "right")
    columns = tuple(
        Column(head, width, align) for head, width, align in zip(HEADS, WIDTHS, aligns, strict=True)
    )
    return Paper(
        kind="signing_notice",
        style=Style.FORM,
        title=TITLE,
        to=unit_name(number),
        blocks=(
            Para(STATIC[0]),
            Para(personal(number)),
            Para(STATIC[1]),
            Para(STATIC[2]),
            TableBlock(columns, rows(number)),
            SignOff(ISSUER, DAY),
        ),
    )


def ours(numbers: range, folder: Path, fonts: FontBook) -> list[int]:
    """Made in batches as the program makes them; returns the pages of each."""
    pages: list[int] = []
    for at in range(0, len(numbers), 64):
        jobs = [(notice(n), folder / f"ours-{n}.pdf") for n in numbers[at : at + 64]]
        for made in render_batch(jobs, fonts, RenderOptions()):
            assert isinstance(made, Rendered), made
            pages.append(made.pages)
    return pages


class Platypus:
    """The ordinary way: styles once, one document after the other."""

    def __init__(self) -> None:
        for name, file in (("bench-fang", "FandolFang-Regular"), ("bench-song", "FandolSong-Bold")):
            pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
        body = {"fontName": "bench-fang", "fontSize": 14, "leading": 25.5, "wordWrap": "CJK"}
        self.body = ParagraphStyle("b", alignment=TA_JUSTIFY, firstLineIndent=28, **body)
        self.flush = ParagraphStyle("f", **body)
        self.right = ParagraphStyle("r", alignment=TA_RIGHT, **body)
        self.title = ParagraphStyle(
            "t", fontName="bench-song", fontSize=22, leading=29, alignment=TA_CENTER, wordWrap="CJK"
        )

    def make(self, number: int, out: Path) -> None:
        table = Table(
            [HEADS, *rows(number)], [width / 7.9 * 156 * mm for width in WIDTHS], repeatRows=1
        )
        table.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), "bench-fang", 12),
                ("GRID", (0, 0), (-1, -1), 0.7, "black"),
                ("ALIGN", (3, 1), (-1, -1), "RIGHT"),
            ]
        )
        story = [
            Paragraph(TITLE, self.title),
            Spacer(1, 25),
            Paragraph(f"{unit_name(number)}：", self.flush),
            *(Paragraph(text, self.body) for text in (STATIC[0], personal(number), *STATIC[1:])),
            table,
            Spacer(1, 50),
            Paragraph(ISSUER, self.right),
            Paragraph(chinese_date(DAY), self.right),
        ]
        margins = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm}
        page = SimpleDocTemplate(str(out), pagesize=A4, bottomMargin=35 * mm, **margins)
        page.build(story, onFirstPage=self._number, onLaterPages=self._number)

    @staticmethod
    def _number(canvas: object, document: object) -> None:
        canvas.setFont("bench-song", 14)  # type: ignore[attr-defined]
        canvas.drawRightString(170 * mm, 26 * mm, f"— {document.page} —")  # type: ignore[attr-defined]


def measure(count: int, rounds: int) -> tuple[float, float]:
    """Median CPU milliseconds per notice: ours, Platypus."""
    fonts, platypus = FontBook.load(FONTS), Platypus()
    mine: list[float] = []
    theirs: list[float] = []
    share = max(1, count // rounds)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ours(range(2), folder, fonts)
        platypus.make(0, folder / "warm.pdf")
        for turn in range(rounds):
            numbers = range(turn * share, (turn + 1) * share)
            start = process_time()
            pages = ours(numbers, folder, fonts)
            middle = process_time()
            for number in numbers:
                platypus.make(number, folder / f"platypus-{number}.pdf")
            end = process_time()
            assert set(pages) == {2}, pages
            mine.append((middle - start) / share * 1000)
            theirs.append((end - middle) / share * 1000)
    return median(mine), median(theirs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    mine, theirs = measure(40 if options.quick else options.count, 2 if options.quick else 5)
    print(f"ours {mine:.2f} ms, ordinary Platypus {theirs:.2f} ms, ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()

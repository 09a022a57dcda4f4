"""Printed deadlines: heading and date on them, a month on one page, nothing told by colour."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pdfplumber
import pytest

from tests.usecases.test_deadline_wall import CALENDAR, TODAY, clock
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.pdf.render import render
from zjbuy_desktop.usecases.deadline_sheets import list_paper, month_paper
from zjbuy_desktop.usecases.deadline_wall import Clock, short_words
from zjbuy_desktop.usecases.rendering import font_book

UNITS = tuple(f"之江市第{n}小学" for n in range(23))


def printed(paper: Paper, folder: Path) -> list[str]:
    """The words of each page; every page is a turned A4 in black on white."""
    file = folder / "期限.pdf"
    render(paper, file, font_book())
    texts = []
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            assert (round(page.width), round(page.height)) == (842, 595)
            colours = {str(c["non_stroking_color"]) for c in page.chars}
            assert len(colours) == 1, "nothing is told by colour"
            assert all(c["x0"] > 0 and c["x1"] < page.width for c in page.chars)
            texts.append("".join(c["text"] for c in page.chars).replace(" ", ""))
    return texts


def busy(month: date) -> list[Clock]:
    """Every day of two months full of things."""
    first = month - timedelta(days=7)
    states = (State.RUNNING, State.OVERDUE, State.PAUSED)
    return [
        clock("D-15" if n % 2 else "D-16", UNITS, first + timedelta(days=n), states[n % 3], n % 5)
        for n in range(45)
        for _ in range(n % 9)
    ]


@pytest.mark.parametrize(
    ("month", "weeks"),
    [(date(2027, 2, 1), 4), (date(2026, 10, 1), 5), (date(2026, 8, 1), 6)],
)
def test_a_full_month_is_one_page(month: date, weeks: int, tmp_path: Path) -> None:
    paper = month_paper(month, busy(month), "", TODAY, CALENDAR)
    (text,) = printed(paper, tmp_path)
    assert f"{month.year}年{month.month}月带量采购期限月历" in text
    assert "2026年9月28日制表" in text
    assert "逾签订合同23家" in text or "逾公告合同23家" in text
    assert "另有" in text
    assert len(paper.blocks[1].rows) == weeks  # type: ignore[union-attr]


def test_the_month_counts_and_shows_each_day(tmp_path: Path) -> None:
    due = [clock(units=UNITS, day=date(2026, 10, 9)), clock("D-16", ("甲局",), date(2026, 10, 9))]
    paper = month_paper(date(2026, 10, 1), due, "只看甲项目", date(2026, 10, 8), CALENDAR)
    (text,) = printed(paper, tmp_path)
    assert "2026年10月8日制表　本月2项　只看甲项目".replace("　", "") in text.replace("　", "")
    assert "9签订合同23家公告合同甲局" in text
    assert "8今天" in text
    assert "1休" in text


def test_the_list_says_all_of_each_deadline(tmp_path: Path) -> None:
    guessed = clock(units=UNITS, day=date(2027, 1, 4), state=State.OVERDUE)
    guessed = replace(
        guessed,
        words="已过 2 个工作日",
        event="合同已签订",
        deadline=replace(guessed.deadline, provisional=True),
    )
    (text,) = printed(list_paper([guessed], "已逾期", TODAY), tmp_path)
    for words in (
        "带量采购期限一览表", "2026年9月28日制表", "共1项", "已逾期", "签订合同", "23家", "项目1",
        "2026-09-01", "合同已签订", "30日", "2027-01-04", "（暂推）", "已过2个工作日", "第九条",
    ):  # fmt: skip
        assert words in text, words


def test_a_usual_list_is_one_page_and_a_long_one_repeats_its_head(tmp_path: Path) -> None:
    few = [clock(units=UNITS, day=TODAY + timedelta(days=n)) for n in range(12)]
    assert len(printed(list_paper(few, "", TODAY), tmp_path)) == 1
    pages = printed(list_paper(few * 8, "", TODAY), tmp_path)
    assert len(pages) > 2
    assert all("建议最后日" in text for text in pages)
    (nothing,) = printed(list_paper([], "", TODAY), tmp_path)
    assert "没有符合条件的期限" in nothing


def test_where_there_is_little_room_the_number_of_units_stays() -> None:
    wide = clock(units=UNITS)
    wide = replace(wide, deadline=replace(wide.deadline, what="确定中标（成交）供应商"))
    assert short_words(wide, 18) == "确定中标（… 23 家"
    assert short_words(clock(units=("之江市第一实验小学教育集团",)), 18) == "签订合同 之江市…"

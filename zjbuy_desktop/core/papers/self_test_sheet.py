"""程序自检结果：一页，写明在哪台电脑上核对了什么、结果怎样，可存档或发给信息人员。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.papers.blocks import (
    Column,
    FieldTable,
    Paper,
    Para,
    Style,
    TableBlock,
    chinese_date,
)

KIND = "self_test"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was tried.

    Attributes:
        title: 核对什么.
        passed: whether it is as it should be.
        words: what was found, with its numbers.
    """

    title: str
    passed: bool
    words: str


def verdict(checked: Sequence[Checked]) -> str:
    """The whole in a sentence."""
    failed = [check.title for check in checked if not check.passed]
    if not failed:
        return f"结论：{len(checked)} 项全部通过，程序可以使用。"
    return (
        f"结论：{len(checked)} 项中有 {len(failed)} 项没有通过（{'、'.join(failed)}），"
        "请先不要用本程序办理业务，把这一页交给信息人员。"
    )


def sheet(checked: Sequence[Checked], computer: Sequence[tuple[str, str]], today: date) -> Paper:
    """The page.

    Args:
        checked: in the order they were tried.
        computer: name and value: 程序版本, 操作系统 ….
        today: printed as 自检日期.
    """
    columns = (
        Column("序号", 5, "center"),
        Column("核对什么", 22),
        Column("结果", 8, "center"),
        Column("说明", 45),
    )
    rows = tuple(
        (str(n), check.title, "通过" if check.passed else "没有通过", check.words)
        for n, check in enumerate(checked, 1)
    )
    facts = (*computer, ("自检日期", chinese_date(today)))
    end = "示例中的单位、人员、供应商均为虚构；自检在临时文件夹进行，没有动本单位的数据。"
    return Paper(
        KIND,
        Style.FORM,
        "程序自检结果",
        (
            FieldTable(facts),
            TableBlock(columns, rows, dense=True),
            Para(verdict(checked)),
            Para(end),
        ),
    )

"""读表时的问题：整个文件的、某一格的，都用同一种带地址的说法。"""

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.identifiers import mask_identity

MAX_PROBLEMS = 100
"""More problems than this in one file are counted, not listed."""

NO_TABLE = "没有找到需求表的表头"
"""Found of a file in which no sheet has anything like the head of a need table."""

_SHOWN = 60


class FileRefused(Exception):  # noqa: N818 - 它是一个结论，不是程序错误
    """The file can't be read any further; carries what to tell the unit."""

    def __init__(self, *problems: CellProblem) -> None:
        super().__init__(problems[0].expected)
        self.problems = problems


class FileIgnored(Exception):  # noqa: N818 - 同上
    """Not a return at all (lock file, scan …); carries the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def whole_file(found: str, expected: str, hint: str) -> FileRefused:
    """A refusal of the whole file, to be raised."""
    return FileRefused(CellProblem(None, None, found, expected, hint))


def at(
    sheet: str, cell: str | None, found: object, expected: str, hint: str, suggestion: str = ""
) -> CellProblem:
    """One problem at a cell (or, without a cell, of the sheet)."""
    return CellProblem(sheet, cell, shown(found), expected, hint, suggestion)


def shown(value: object) -> str:
    """A cell value as people see it in the sheet, 身份证号 masked; long text is cut."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = mask_identity(str(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def limited(problems: list[CellProblem]) -> tuple[CellProblem, ...]:
    """At most `MAX_PROBLEMS`, the last one saying how many more there are."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    rest = len(problems) - MAX_PROBLEMS + 1
    more = CellProblem(
        None,
        None,
        f"还有 {rest} 处问题未列出",
        "按上面所列逐处修改",
        "改好后重新导入，会再检查一遍",
    )
    return (*problems[: MAX_PROBLEMS - 1], more)

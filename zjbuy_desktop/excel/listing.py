"""按列名读一张清单（名册、采购计划、补充材料）：一行一个，问题都带格子地址。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel.captions import caption_of
from zjbuy_desktop.excel.grid import CellValue, Grid, address, read_grids
from zjbuy_desktop.excel.kinds import sniff
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.problems import FileRefused
from zjbuy_desktop.excel.rows import is_total
from zjbuy_desktop.excel.values import BadCell, is_blank, money_of, text_of

_SEARCHED_ROWS = 30
_SHOWN_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """What a list must look like.

    Attributes:
        what: what the file is, for messages (参与单位名册).
        words: field → captions it goes by.
        required: fields without which the file isn't this list.
    """

    what: str
    words: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


@dataclass(slots=True)
class Listing:
    """One list, found in a file: ask it for cells; it collects what is wrong with them."""

    file: str
    grid: Grid
    first_row: int
    columns: dict[str, int]
    scales: dict[str, int]
    problems: list[str] = field(default_factory=list)

    def rows(self) -> list[int]:
        """Rows that have something in one of our columns and aren't totals."""
        return [
            row
            for row in range(self.first_row, len(self.grid.rows))
            if any(not is_blank(self._value(row, name)) for name in self.columns)
            and not any(is_total(value) for value in self.grid.rows[row])
        ]

    def text(self, row: int, name: str, required: str = "") -> str:
        """The text of a field; ``required`` is what is missing if it is blank."""
        if name not in self.columns:
            return ""
        try:
            text = text_of(self._value(row, name))
        except BadCell as bad:
            self.complain(row, name, bad.hint)
            return ""
        if not text and self._marked(row, name):
            return ""
        if not text and required:
            self.complain(row, name, f"没有填写{required}")
        return text

    def money(self, row: int, name: str, what: str) -> int:
        """分; 0 after a problem."""
        value = self._value(row, name)
        if self._marked(row, name):
            return 0
        if is_blank(value):
            self.complain(row, name, f"没有填写{what}")
            return 0
        try:
            return money_of(value, self.scales.get(name, 1), what)[0]
        except BadCell as bad:
            self.complain(row, name, f"“{value}”：{bad.hint}")
            return 0

    def cell(self, row: int, name: str) -> str:
        """File, sheet and cell for the trace (``a.xlsx!Sheet!B3``)."""
        return f"{self.file}!{self.grid.sheet}!{address(row, self.columns[name])}"

    def complain(self, row: int, name: str, message: str) -> None:
        """Record a problem at a field's cell."""
        where = address(row, self.columns[name])
        self.problems.append(f"{self.grid.sheet} {where} {message}")

    def finish(self, hint: str) -> None:
        """End the reading.

        Raises:
            UserError: 读的时候发现了问题.
        """
        if not self.problems:
            return
        shown = "；".join(self.problems[:_SHOWN_PROBLEMS])
        rest = len(self.problems) - _SHOWN_PROBLEMS
        more = f"；另有 {rest} 处" if rest > 0 else ""
        raise UserError(f"{self.file}：{shown}{more}", hint)

    def _value(self, row: int, name: str) -> CellValue:
        return self.grid.at(row, self.columns[name])

    def _marked(self, row: int, name: str) -> bool:
        mark = self.grid.marks.get((row, self.columns[name]))
        if mark:
            shown = "公式没有存下结果" if mark == UNCACHED else f"是错误值 {mark}"
            self.complain(row, name, f"{shown}，请直接填写内容")
        return bool(mark)


def open_listing(path: Path, spec: Columns) -> Listing:
    """Find the list in a file.

    Raises:
        UserError: 文件打不开，或没有所需的列.
    """
    try:
        data = path.read_bytes()
        grids = [grid for grid in read_grids(data, sniff(data)) if not grid.hidden]
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"找不到文件“{path}”。", "核对文件夹和文件名。") from None
    except OSError as error:
        raise UserError(
            f"{path.name} 读不出来", "请检查文件位置，并关闭正在打开它的程序"
        ) from error
    except FileRefused as refused:
        problem = refused.problems[0]
        raise UserError(f"{path.name}：{problem.found}", problem.hint) from refused
    best: tuple[int, Grid, int, dict[str, int], dict[str, int]] | None = None
    for grid in grids:
        for row in range(min(_SEARCHED_ROWS, len(grid.rows))):
            columns, scales = _match(grid.rows[row], spec)
            if len(columns) > (best[0] if best else 1):
                best = (len(columns), grid, row, columns, scales)
    missing = [name for name in spec.required if best is None or name not in best[3]]
    if best is None or missing:
        names = "”“".join(spec.words[name][0] for name in missing)
        where = f"{best[1].sheet} 第{best[2] + 1}行表头" if best else "表头"
        wanted = "、".join(words[0] for words in spec.words.values())
        raise UserError(
            f"{path.name}：{where}里没有“{names}”列，读不成{spec.what}",
            f"{spec.what}的列为：{wanted}",
        )
    return Listing(path.name, best[1], best[2] + 1, best[3], best[4])


def _match(row: Sequence[CellValue], spec: Columns) -> tuple[dict[str, int], dict[str, int]]:
    columns: dict[str, int] = {}
    scales: dict[str, int] = {}
    for column, value in enumerate(row):
        caption = caption_of(value) if isinstance(value, str) else None
        if caption is None or not caption.text:
            continue
        name = next((n for n, words in spec.words.items() if caption.text in words), None)
        if name and name not in columns:
            columns[name] = column
            scales[name] = caption.scale or 1
    return columns, scales

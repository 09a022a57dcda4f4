"""一张表读出了什么：需求行、单位、问题、说明。"""

from dataclasses import dataclass, field

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel.subtotals import Sums


@dataclass(slots=True)
class TableReading:
    """What one table gave.

    Attributes:
        lines: the need lines of the rows that are right.
        units: units named in the unit column, in order, on the roster or not.
        problems: what must be mended.
        notes: remarks.
        rows: the rows that were taken for data.
        needs_unit: some row has no unit of its own and no row above that names one.
        sums: of the lines, for totals of several tables.
        last_row: the last row with a line or a total in it; -1 if there is none.
    """

    lines: list[NeedLine] = field(default_factory=list)
    units: dict[str, None] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    needs_unit: bool = False
    sums: Sums = field(default_factory=Sums)
    last_row: int = -1

    @property
    def data_rows(self) -> int:
        """How many rows were taken for data."""
        return len(self.rows)

"""一次导入改用了哪几家单位的哪一份：原来计入的与现在计入的，各多少。"""

from dataclasses import dataclass

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import Total, total
from zjbuy_desktop.usecases.collecting import ImportReport


@dataclass(frozen=True, slots=True)
class Replaced:
    """One unit whose earlier return no longer counts.

    Attributes:
        unit: 采购单位.
        old_file: file that counted until now.
        old: its sums.
        new_file: file that counts from now on.
        new: its sums.
    """

    unit: str
    old_file: str
    old: Total
    new_file: str
    new: Total

    @property
    def words(self) -> str:
        """中文：一句话，写明差多少。"""
        gap = self.new.amount_fen - self.old.amount_fen
        said = f"{'多' if gap > 0 else '少'} {money.yuan(abs(gap))} 元" if gap else "金额不变"
        return (
            f"{self.unit}原来计入的是“{self.old_file}”（{_sums(self.old)}），"
            f"改为“{self.new_file}”（{_sums(self.new)}），{said}。"
        )


def replaced(report: ImportReport) -> tuple[Replaced, ...]:
    """Units, in the order of the files, for which this import counts instead of an earlier one."""
    return tuple(
        Replaced(
            unit,
            report.kept[unit],
            report.before[unit],
            result.file,
            total(line for line in result.lines if line.unit == unit),
        )
        for result in report.results
        if result.outcome is Outcome.ACCEPTED
        for unit in result.units
        if unit in report.before and unit in report.kept
    )


def _sums(sums: Total) -> str:
    return f"{sums.rows} 行 {money.yuan(sums.amount_fen)} 元"

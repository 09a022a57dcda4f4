"""退回修改件要说的话：哪份文件、哪家单位、几处问题、找谁、何时之前。"""

from collections.abc import Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel.problems import NO_TABLE


@dataclass(frozen=True, slots=True)
class MendingNotice:
    """What the first sheet of a file sent back says.

    Attributes:
        file: 文件名 of the original.
        unit: 填报单位; empty when it is not known.
        project: 项目名称.
        lead_unit: 牵头单位.
        until: 何时之前发回, in words.
        contact: whom to call, with the number; empty when nobody is named.
        problems: what must be mended.
    """

    file: str
    unit: str
    project: str
    lead_unit: str
    until: str
    contact: str
    problems: tuple[CellProblem, ...]


def beyond_mending(problems: Sequence[CellProblem], has_form: bool) -> bool:
    """Whether a file can't be mended cell by cell, so that a fresh form comes along if there is
    one: it can't be opened, or no need table is in it."""
    return all(problem.sheet is None for problem in problems) or (
        has_form and without_table(problems)
    )


def without_table(problems: Sequence[CellProblem]) -> bool:
    """Whether the file can be opened, but holds nothing like a need table."""
    return all(problem.found == NO_TABLE for problem in problems)

"""发回的填报表对不对得上：别的项目的、旧版的、改过的，都说明原因和办法。"""

from dataclasses import dataclass

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.form_identity import FormIdentity, changed, is_for, is_genuine
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.form_columns import COLUMNS, HEADER_ROW, LETTERS
from zjbuy_desktop.excel.form_marks import identity_in
from zjbuy_desktop.excel.grid import Grid, position
from zjbuy_desktop.excel.roster import RosterBook

_UNIT, _USCC = "D3", "L3"
_ANEW = "请用本项目最新的填报表重新填写：退回的文件里附有的就填那一份，没有的请向牵头单位要"
"""Said to the unit: hints are printed in the file it gets back."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a form's own identity says.

    Attributes:
        unit: 填报单位; empty if the identity can't be trusted.
        problems: why the form can't be taken.
        note: how it was recognised, for the clerk.
    """

    unit: str
    problems: tuple[CellProblem, ...] = ()
    note: str = ""


def recognise(grids: list[Grid], data: bytes, book: RosterBook) -> Recognition | None:
    """Weigh a form's identity against the project; ``None`` for a table without one."""
    identity = identity_in(grids, data)
    if identity is None:
        return None
    if book.form_key is None or identity.mark != book.form_key.mark:
        return _refused(
            # 没有核对过，只用来找人：退给谁、附哪一份新表。
            identity.unit if identity.unit in book.versions else "",
            f"这是另一个项目的填报表：“{identity.project}”",
            "本项目发出的填报表",
            _ANEW,
        )
    if not is_genuine(identity, book.form_key):
        return _refused(
            "",
            "填报表的校验码不符：隐藏的项目、单位或版本信息被改动过",
            "没有改动过的填报表",
            "请用发给本单位的原表重新填写，不要用别的单位的表改名",
        )
    return _of_this_project(grids, identity, book.versions)


def _of_this_project(
    grids: list[Grid], identity: FormIdentity, versions: dict[str, str]
) -> Recognition:
    current = versions.get(identity.unit)
    if current is None:
        return _refused(
            "",
            f"填报表是发给“{identity.unit}”的，名册里现在没有这家单位",
            "名册上的单位",
            "单位改了名称的请告知牵头单位，名册改好后会重发填报表；没有改的请核对是否发错",
        )
    if current != identity.version:
        what = "、".join(changed(identity.version, current))
        return _refused(
            identity.unit,
            f"这是旧版填报表，发出以后改过：{what}",
            "最新一版填报表",
            _ANEW,
        )
    found = _changed_cells(grids, identity)
    return Recognition(identity.unit, found, f"按表内标识认出：{identity.unit}")


def _refused(unit: str, found: str, expected: str, hint: str) -> Recognition:
    return Recognition(unit, (CellProblem(None, None, found, expected, hint),))


def _changed_cells(grids: list[Grid], identity: FormIdentity) -> tuple[CellProblem, ...]:
    """Locked cells that no longer say what was written into them."""
    sheet = next((g for g in grids if not g.hidden and _text(g, "A3") == "填报单位"), None)
    if sheet is None:
        return ()  # 表被重排过：表头和单位由读表的一般办法去认
    found = []
    if _plain(_text(sheet, _UNIT)) != _plain(identity.unit):
        found.append(_unit_changed(sheet, identity))
    elif not is_for(identity.version, identity.unit, _text(sheet, _USCC)):
        found.append(
            problems.at(
                sheet.sheet,
                _USCC,
                _text(sheet, _USCC),
                "发出时填好的统一社会信用代码",
                "这一格不用填写，请恢复原来的内容；代码有误请告知牵头单位",
            )
        )
    for column in COLUMNS:
        cell = f"{LETTERS[column.name]}{HEADER_ROW}"
        if _plain(_text(sheet, cell)) != _plain(column.caption):
            found.append(
                problems.at(
                    sheet.sheet,
                    cell,
                    _text(sheet, cell),
                    f"表头“{column.caption}”",
                    f"请把表头改回“{column.caption}”，不要移动列",
                    column.caption,
                )
            )
    return tuple(found)


def _unit_changed(sheet: Grid, identity: FormIdentity) -> CellProblem:
    written = problems.shown(_text(sheet, _UNIT))
    return problems.at(
        sheet.sheet,
        _UNIT,
        written,
        f"“{identity.unit}”（这份表是发给它的）",
        f"表内写的是“{written}”，表是发给“{identity.unit}”的："
        f"由“{identity.unit}”填报的请改回名称，由别的单位填报的请用发给它的那份表",
        identity.unit,
    )


def _text(grid: Grid, cell: str) -> str:
    return str(grid.at(*position(cell)))


def _plain(text: str) -> str:
    return squeeze(halfwidth(text))

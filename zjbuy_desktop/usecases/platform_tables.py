"""平台录入表：列序是一个文件里的数据，程序带一份，本单位可以在数据文件夹里另放一份。"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import allocations_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.ground import Ground, lines_by_unit
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import LeftOut, UnitStanding
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.excel.platform_tables import PlatformColumn, PlatformTable
from zjbuy_desktop.excel.row_sources import PlatformRow
from zjbuy_desktop.excel.sheet_table import Fen, Milli, Value
from zjbuy_desktop.host import resources
from zjbuy_desktop.usecases import remarking
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.office_files import ENTRY_TABLES
from zjbuy_desktop.usecases.toml_text import read_toml

OWN_FILE = ENTRY_TABLES
_SHIPPED = "platform/tables.toml"
_MONEY_FIELDS = ("price", "amount", "contract_price", "contract")
_FIELDS = (
    "", "number", "unit", "uscc", "budget_code", "level", "district", "category_code",
    "category_name", "item", "spec", "measure", "quantity", "funding", "budget_item", "delivery",
    "intention", "supplier", *_MONEY_FIELDS,
)  # fmt: skip
_ROWS = ("needs", "shares")


def tables(desk: Desk) -> tuple[PlatformTable, ...]:
    """The office's own tables, else those that come with the program.

    Raises:
        UserError: naming what is wrong in the office's file.
    """
    own = desk.data_dir / OWN_FILE
    given = read_toml(own) if own.is_file() else resources.read_toml(_SHIPPED)
    return tuple(_table(entry) for entry in given.get("tables", []))


def _table(entry: Mapping[str, Any]) -> PlatformTable:
    name, rows = str(entry.get("name", "")), str(entry.get("rows", "needs"))
    found = entry.get("columns", [])
    if not name or not found or rows not in _ROWS:
        raise _wrong(name, "要有 name、columns，rows 只能写 needs 或 shares")
    return PlatformTable(
        name, str(entry.get("platform", "")), rows, tuple(_column(name, c) for c in found)
    )


def _column(table: str, entry: Mapping[str, Any]) -> PlatformColumn:
    caption, field = str(entry.get("caption", "")), str(entry.get("field", ""))
    money = str(entry.get("money", "元" if field in _MONEY_FIELDS else ""))
    if not caption or field not in _FIELDS:
        raise _wrong(table, f"列“{caption}”的 field“{field}”不认识")
    if money not in (("元", "万元") if field in _MONEY_FIELDS else ("",)):
        raise _wrong(table, f"列“{caption}”的 money 只能对金额写 元 或 万元")
    return PlatformColumn(caption, field, money)


def _wrong(table: str, what: str) -> UserError:
    return UserError(
        f"“{OWN_FILE}”里的表“{table}”：{what}。",
        f"可以写的 field：{'、'.join(name for name in _FIELDS if name)}。",
    )


def jobs(
    desk: Desk, ground: Ground, found: Sequence[UnitStanding]
) -> Iterator[tuple[str, Callable[[Path], Sequence[str]]]]:
    """File name and what writes it; tables without rows are left out.

    Needs that stay out of the plan are not retyped; before any letter is confirmed nobody is
    out yet, and all that was accepted is listed.
    """
    from zjbuy_desktop.excel.platform_tables import write_platform_table

    case = ground.case
    units = {unit.name: unit for unit in case.units}
    planned = _planned(case, found)
    left_out = [s.unit for s in found if s.unit not in planned]
    rows = {
        "needs": list(_needs([n for n in case.needs if n.unit in planned], case, units)),
        "shares": [row for s in found for row in _shares(ground, units, s.unit)],
    }
    notes = {"needs": f"不含未纳入的：{'、'.join(left_out)}。" if left_out else "", "shares": ""}
    remarks = remarking.remarks_of(ground)
    for table in tables(desk):
        if rows[table.rows]:
            name = file_name(case.project.name, table.platform, f"{table.name}录入表", ".xlsx")
            yield (
                name,
                partial(
                    write_platform_table,
                    table=table,
                    project=case.project.name,
                    rows=rows[table.rows],
                    remarks=remarks,
                    note=notes[table.rows],
                ),
            )


def _planned(case: Case, found: Sequence[UnitStanding]) -> set[str]:
    """The included units; all but those that left while no participant is included yet."""
    included = {s.unit for s in found if s.included}
    if included - {case.project.lead_unit}:
        return included
    return {s.unit for s in found if s.reason is not LeftOut.WITHDRAWN}


def _needs(
    lines: Sequence[NeedLine], case: Case, units: Mapping[str, Unit]
) -> Iterator[PlatformRow]:
    project = case.project
    for number, line in enumerate(lines, start=1):
        values: dict[str, Value] = {
            **_unit(units.get(line.unit), line.unit),
            "number": number,
            "category_code": line.category_code or project.category_code,
            "category_name": project.category_name,
            "item": line.item,
            "spec": line.spec,
            "measure": line.measure,
            "quantity": Milli(line.quantity),
            "price": Fen(line.price_fen),
            "amount": Fen(line.amount_fen),
            "funding": line.funding,
            "budget_item": line.budget_item,
            "delivery": line.delivery,
            "intention": line.intention,
        }
        yield PlatformRow(values, (line,))


def _shares(ground: Ground, units: Mapping[str, Unit], unit: str) -> Iterator[PlatformRow]:
    project = ground.case.project
    written = [seen.written for seen in lines_by_unit(ground.case).get(unit, ())]
    for number, share in enumerate(allocations_of(ground.case, unit), start=1):
        price = share.unit_price_fen
        values: dict[str, Value] = {
            **_unit(units.get(unit), unit),
            "number": number,
            "category_code": project.category_code,
            "category_name": project.category_name,
            "item": share.item,
            "supplier": share.supplier,
            "quantity": Milli(share.quantity),
            "amount": Fen(share.budget_fen),
            "contract_price": Fen(price) if price is not None else "总价合同",
            "contract": Fen(share.contract_fen),
        }
        lines = [line for line in written if line.common_item == share.item]
        yield PlatformRow(values, lines, share, remarking.award_source(ground, share))


def _unit(unit: Unit | None, name: str) -> dict[str, Value]:
    if unit is None:
        return {"unit": name}
    return {
        "unit": name,
        "uscc": unit.uscc,
        "budget_code": unit.budget_code,
        "level": unit.level.value,
        "district": unit.district,
    }

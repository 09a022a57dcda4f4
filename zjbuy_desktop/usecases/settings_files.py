"""命令行用的两种配置文件：代理机构、采购结果。"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.usecases.projects import read_toml

_AGENCY = ("name", "uscc", "is_central", "reason", "contact", "phone", "fee", "agreement_number",
           "address")  # fmt: skip
_LOT = ("name", "supplier", "supplier_uscc", "unit_price", "total", "address", "contact", "phone")


def agency_from(file: Path) -> Agency:
    """agency.toml: name, uscc, is_central and what else is known.

    Raises:
        UserError: naming the file and the key.
    """
    table = read_toml(file)
    _keys(table, ("name", "uscc", "is_central"), _AGENCY, file.name)
    if not isinstance(table["is_central"], bool):
        raise UserError(f"“{file.name}”的 is_central 要写 true 或 false。", "是否集中采购机构。")
    return Agency(**table)


def awards_from(file: Path) -> tuple[LotAward, ...]:
    """award.toml: ``[[lots]]`` with name, supplier, supplier_uscc, and unit_price or total.

    Raises:
        UserError: naming the file and the key.
    """
    lots = read_toml(file).get("lots", [])
    if not lots:
        raise UserError(f"“{file.name}”里没有 [[lots]]。", "每个标项写一段 [[lots]]。")
    return tuple(_award(lot, file.name) for lot in lots)


def _award(table: Mapping[str, Any], origin: str) -> LotAward:
    _keys(table, ("name", "supplier", "supplier_uscc"), _LOT, origin)
    return LotAward(
        lot=table["name"],
        supplier=table["supplier"],
        supplier_uscc=table["supplier_uscc"],
        unit_price_fen=_yuan(table, "unit_price", origin),
        total_fen=_yuan(table, "total", origin),
        address=table.get("address", ""),
        contact=table.get("contact", ""),
        phone=table.get("phone", ""),
    )


def _yuan(table: Mapping[str, Any], key: str, origin: str) -> int | None:
    if key not in table:
        return None
    value = table[key]
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise UserError(
            f"“{origin}”的 {key} 写成了小数。", f'金额加引号写，例如 {key} = "4980.00"。'
        )
    try:
        return money.fen(value)
    except ValueError:
        raise UserError(
            f"“{origin}”的 {key}“{value}”不是金额。", '写元，最多两位小数，例如 "4980.00"。'
        ) from None


def _keys(
    table: Mapping[str, Any], required: tuple[str, ...], known: tuple[str, ...], origin: str
) -> None:
    missing = [k for k in required if k not in table]
    unknown = [k for k in table if k not in known]
    if missing or unknown:
        raise UserError(
            f"“{origin}”缺少 {'、'.join(missing) or '无'}，不认识 {'、'.join(unknown) or '无'}。",
            f"可以写：{'、'.join(known)}。",
        )

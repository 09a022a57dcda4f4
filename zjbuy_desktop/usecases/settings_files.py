"""命令行用的几种配置文件：代理机构、采购结果、已签合同。"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import LotAward, SignedContract
from zjbuy_desktop.core.case.entering import Entered
from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.usecases.field_words import AGENCY, AWARD, CONTRACT, named, settled
from zjbuy_desktop.usecases.toml_text import read_toml

_CEILINGS = {"ceiling": "ceiling_fen", "ceiling_total": "ceiling_total_fen"}
_CONTRACT_TEXTS = ("lot", "number", "supplier", "supplier_uscc", "delivery", "note")
_MONEY = {**AWARD, **CONTRACT}


def agency_from(file: Path) -> Agency:
    """agency.toml: name, uscc, is_central and what else is known.

    Raises:
        UserError: naming the file and the key.
    """
    table = settled(read_toml(file), AGENCY, ("name", "uscc", "is_central"), file.name)
    if not isinstance(table["is_central"], bool):
        raise UserError(
            f"“{file.name}”的集中采购机构（is_central）写得不对。",
            "是写 true，否写 false，不加引号。",
        )
    return Agency(**table)


def awards_from(file: Path) -> tuple[LotAward, ...]:
    """award.toml: ``[[lots]]`` with name, supplier, supplier_uscc, and unit_price or total.

    Raises:
        UserError: naming the file and the key.
    """
    return tuple(_award(lot, file.name) for lot in _lots(file))


def ceilings_from(file: Path) -> dict[str, dict[str, int | None]]:
    """award.toml: the 最高限价 it names, by lot and field of ``Lot``; others stay as they are.

    Raises:
        UserError: naming the file and the key.
    """
    return {
        lot["name"]: {
            field: _yuan(lot, key, file.name) for key, field in _CEILINGS.items() if key in lot
        }
        for lot in _lots(file)
    }


def _lots(file: Path) -> list[dict[str, Any]]:
    lots = read_toml(file).get("lots", [])
    if not lots or not isinstance(lots, list) or not all(isinstance(x, dict) for x in lots):
        raise UserError(f"“{file.name}”里没有 [[lots]]。", "每个标项写一段 [[lots]]。")
    needed = ("name", "supplier", "supplier_uscc")
    return [settled(lot, AWARD, needed, f"{file.name} 第 {n} 段") for n, lot in enumerate(lots, 1)]


def _award(table: Mapping[str, Any], origin: str) -> LotAward:
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
            f"“{origin}”的{named(key, _MONEY)}没有加引号。", f'例如 {key} = "4980.00"。'
        )
    try:
        return money.fen(value)
    except ValueError:
        raise UserError(
            f"“{origin}”的{named(key, _MONEY)}“{value}”不是金额。",
            '写元，最多两位小数，例如 "4980.00"。',
        ) from None


def contracts_from(file: Path) -> tuple[Entered, ...]:
    """contracts.toml: ``[[contracts]]``, each with unit, number, signed_on and amount.

    Raises:
        UserError: naming the file and the key.
    """
    tables = read_toml(file).get("contracts", [])
    if not tables or not isinstance(tables, list):
        raise UserError(f"“{file.name}”里没有 [[contracts]]。", "每份合同写一段 [[contracts]]。")
    return tuple(
        _contract(table, f"{file.name} 第 {place} 段") for place, table in enumerate(tables, 1)
    )


def _contract(table: Mapping[str, Any], where: str) -> Entered:
    table = settled(table, CONTRACT, ("unit", "number", "signed_on", "amount"), where)
    for key in ("unit", *_CONTRACT_TEXTS):
        if not isinstance(table.get(key, ""), str):
            raise UserError(f"“{where}”的{named(key, CONTRACT)}应当是文字。", "加引号写。")
    if type(table["signed_on"]) is not date:
        raise UserError(
            f"“{where}”的签订日期（signed_on）不是日期。", "不加引号写，例如 2026-09-10。"
        )
    contract = SignedContract(
        unit=table["unit"],
        signed_on=table["signed_on"],
        amount_fen=_yuan(table, "amount", where) or 0,
        quantity=_count(table, where),
        unit_price_fen=_yuan(table, "unit_price", where),
        source=where,
        **{key: table.get(key, "") for key in _CONTRACT_TEXTS},
    )
    return Entered(contract, {"unit": where})


def _count(table: Mapping[str, Any], where: str) -> int | None:
    value = table.get("quantity")
    if value is None:
        return None
    try:
        found = quantity.milli(value) if type(value) in (str, int) else -1
    except ValueError:
        found = -1
    if found < 0:
        raise UserError(
            f"“{where}”的数量（quantity）“{value}”不是数量。", "写整数，或加引号写最多三位小数。"
        )
    return found

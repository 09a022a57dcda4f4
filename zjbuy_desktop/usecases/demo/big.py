"""示例的大项目：按给定家数造出单位和填报表，同样从立项办到通知。"""

from dataclasses import replace

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.identifiers import check_character
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.usecases.demo.script import Script

LEAST, MOST = 3, 2000
_ITEMS = ("台式计算机（基础型）", "台式计算机（增强型）")
_PRICES = ("5200.00", "8116.67")
_KINDS = ("中学", "小学", "医院", "图书馆", "教育局")


def scaled(script: Script, count: int) -> Script:
    """The script for ``count`` invented units, each returning a form of this program.

    Raises:
        UserError: for too few or too many units.
    """
    if not LEAST <= count <= MOST:
        raise UserError(f"示例的单位数要在 {LEAST} 到 {MOST} 之间。", "例如 --units 200。")
    units = tuple(_unit(n) for n in range(count))
    lead = script.table["signing"]["signed"][0]
    units = (replace(units[0], name=lead, role=Role.LEAD), *units[1:])
    table = {
        **script.table,
        "corrections": [],
        "set_aside": [],
        "withdrawn": [],
        "letters": {**script.table["letters"], "missing": []},
        "dispute": {**script.table["dispute"], "unit": units[1].name},
        "forms": [{"unit": u.name, "lines": _lines(u.order)} for u in units],
        "signing": {**script.table["signing"], "signed": [u.name for u in units[: count // 3]]},
    }
    return replace(script, table=table, units=units)


def _unit(number: int) -> Unit:
    name = f"之江市第{number}{_KINDS[number % len(_KINDS)]}"
    body = f"12339900MB{number:07d}"
    return Unit(
        name=name,
        uscc=body + check_character(body),
        budget_code=f"{100001 + number}",
        level=Level.CITY,
        district="之江市",
        role=Role.PARTICIPANT,
        contact="王喆",
        phone=f"0571-8800{number % 10000:04d}",
        order=number,
    )


def _lines(number: int) -> list[list[str]]:
    return [
        [item, str(1 + (number * 7 + place * 13) % 120), price]
        for place, (item, price) in enumerate(zip(_ITEMS, _PRICES, strict=True))
    ]

"""示例：几家单位用本程序的填报表填好发回。"""

from pathlib import Path
from typing import Any

from zjbuy_desktop.usecases import delivering
from zjbuy_desktop.usecases.demo.script import Script
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.form_keys import key_of
from zjbuy_desktop.usecases.names import file_name


def fill_forms(desk: Desk, project_id: int, script: Script, out: Path) -> Path:
    """Fill the forms the script names, as a unit would, into a folder of their own."""
    from zjbuy_desktop.excel.filling import fill_form
    from zjbuy_desktop.excel.forms import write_form

    case, key = desk.case(project_id), key_of(desk, project_id)
    folder = out / "本程序填报表"
    folder.mkdir(parents=True, exist_ok=True)
    for row in script.table["forms"]:
        unit = case.unit(row["unit"])
        assert unit is not None, f"示例名册里没有{row['unit']}"
        file = folder / file_name(unit.name, "采购需求意向填报表", ".xlsx")
        form = delivering.form_of(case, unit, key)
        write_form(file, form)
        fill_form(file, form, filled_lines(row["lines"], script.table["facts"]), desk.today)
    return folder


def filled_lines(lines: list[list[str]], facts: dict[str, Any]) -> list[dict[str, str]]:
    """Rows as a unit fills them in: field → text."""
    return [
        {
            "item": item,
            "quantity": quantity,
            "price": price,
            "funding": facts["funding"],
            "budget_item": facts["budget_item"],
            "funds": "是",
            "delivery_time": facts["delivery"],
            "delivery_place": "单位办公地点",
            "intention": facts["intention"],
        }
        for item, quantity, price in lines
    ]

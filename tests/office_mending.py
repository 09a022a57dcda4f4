"""Run by the system's python (Debian: python3-uno, libreoffice-calc), never imported by tests.

Opens a file sent back, follows its own sheet “请修改” and saves it:

    /usr/bin/python3 office_mending.py PIPE SOURCE TARGET FILTER ANSWERS

ANSWERS is JSON: ``{"cells": {"工作表!格": "内容"}}``, what the unit knows and the sheet doesn't.
Only cells that the sheet points to are written, unless the answers fill a fresh form.
"""

import json
import os
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

HEADER = "序号"


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - not listening yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def value(name: str, content: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def follow(book: Any, answers: dict[str, str]) -> None:
    sheet, row = book.Sheets.getByIndex(0), 0
    assert sheet.Name == "请修改"
    while sheet.getCellByPosition(0, row).String != HEADER:
        row += 1
    while sheet.getCellByPosition(0, row + 1).String:
        row += 1
        texts = [sheet.getCellByPosition(column, row).String for column in range(7)]
        links = sheet.getCellByPosition(2, row).TextFields
        assert links.Count == 1, texts
        url = links.getByIndex(0).URL
        place = url.lstrip("#").replace("$", "").replace("'", "")
        name, _, cell = place.rpartition("." if "." in place else "!")
        known = answers.get(f"{name}!{cell}", "")
        text = known or texts[6]
        if text != "由贵单位确定":
            type_in(book.Sheets.getByName(name).getCellRangeByName(cell), text)


def type_in(cell: Any, text: str) -> None:
    cell.setFormula(text)


def main() -> None:
    pipe, source, target, kind, given = sys.argv[1:]
    answers = json.loads(given)
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = (value("Hidden", True),)
    book = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, hidden)
    follow(book, answers["cells"])
    for place, text in answers.get("form", {}).items():
        name, _, cell = place.rpartition("!")
        type_in(book.Sheets.getByName(name).getCellRangeByName(cell), text)
    book.calculateAll()
    book.storeToURL(uno.systemPathToFileUrl(target), (value("FilterName", kind),))
    book.close(True)


main()
os._exit(0)  # python3-uno may crash when its threads are taken down, after all is saved

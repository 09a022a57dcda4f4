"""1,000 returned forms, originals durable, against reading alone: python-calamine and openpyxl.

Run: ``python tests/benchmarks/bench_import.py [count] [--rounds N]``. The import is the whole
use-case: pre-check, reading in two child processes (their start included), recognition,
validation, originals made durable, one transaction with ``synchronous=FULL``, conservation
checked. The peers read the same files, every cell, in one process that is already running. Rounds
alternate. Libraries are imported inside the functions: reading children import this file anew, as
they import the program's own light ``__main__``.
"""

import argparse
import tempfile
from datetime import date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from measuring import ratio, rounds, tell, work_folder

ITEMS = tuple(f"台式计算机（{k}型）" for k in "甲乙丙丁戊")
DAY = date(2026, 8, 21)
NOW = datetime(2026, 8, 21, 9, 0)
ROWS = 30
HEAD = (
    "序号", "标的名称", "规格参数", "计量单位", "数量", "单价(元)", "预算金额(元)",
    "资金来源", "预算项目", "资金是否落实", "交付地点", "备注",
)  # fmt: skip


def unit_name(number: int) -> str:
    return f"之江市第{number}中等职业技术学校"


def write_form(path: Path, number: int) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{unit_name(number)}2026年台式计算机采购需求表"])
    sheet.merge_cells("A1:L1")
    sheet.append([f"填报单位：{unit_name(number)}（盖章）"])
    sheet.append(list(HEAD))
    for row in range(ROWS):
        quantity, cents = 1 + (number * 7 + row) % 90, 500_000 + (number + row) % 97
        sheet.append([
            row + 1, ITEMS[row % len(ITEMS)], "8核CPU，16GB内存，512GB固态硬盘", "台", quantity,
            cents / 100, quantity * cents / 100, "一般公共预算", "办公设备购置", "是", "本单位", "",
        ])  # fmt: skip
    book.save(path)


def import_all(forms: Path, folder: Path, count: int) -> float:
    """Seconds of one import into a data folder of its own, which stays."""
    from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
    from zjbuy_desktop.core.case.units import Level, Role, Unit
    from zjbuy_desktop.core.case.words import Method
    from zjbuy_desktop.store.opening import open_store
    from zjbuy_desktop.usecases import collecting, library, projects
    from zjbuy_desktop.usecases.desk import Desk

    store = open_store(Path(tempfile.mkdtemp(dir=folder)), now=NOW)
    try:
        desk = Desk(store, library.law_book(), library.calendar(), DAY, lambda: NOW)
        units = tuple(
            Unit(unit_name(n), "12339900AGNQYL28W3", f"1{n:05d}", Level.CITY, "之江市",
                 Role.LEAD if n == 0 else Role.PARTICIPANT, order=n)
            for n in range(count)
        )  # fmt: skip
        lots = tuple(Lot(f"标项{i}", item) for i, item in enumerate(ITEMS, 1))
        project = Project(
            "测速", Mode.SIGN_SEPARATELY, "A02010105", "台式计算机", Kind.GOODS, True, True,
            unit_name(0), Method.OPEN_TENDER, lots,
        )  # fmt: skip
        project_id = projects.create(desk, project, units)
        start = perf_counter()
        report = collecting.import_returns(desk, project_id, [forms])
        elapsed = perf_counter() - start
        assert report.accepted.rows == count * ROWS, "not every row was accepted"
    finally:
        store.close()
    return elapsed


def calamine_alone(forms: Path) -> None:
    """Every cell of every sheet, in this one process."""
    import python_calamine

    for path in forms.iterdir():
        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def openpyxl_alone(forms: Path) -> None:
    """Every cell of every sheet, in this one process."""
    import openpyxl

    for path in forms.iterdir():
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            list(sheet.iter_rows(values_only=True))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    count = options.count
    with work_folder() as folder:
        forms = folder / "forms"
        forms.mkdir()
        for number in range(count):
            write_form(forms / f"{unit_name(number)}.xlsx", number)
        imported: list[float] = []  # without making the project
        ways = (
            lambda: imported.append(import_all(forms, folder, count)),
            lambda: calamine_alone(forms),
            lambda: openpyxl_alone(forms),
        )
        for way in ways:
            way()  # warm the disk cache and the imports for all
        imported.clear()
        _, calamine, heavy = rounds(ways, options.rounds)
    print(f"{count} files × {ROWS} rows, {options.rounds} alternating rounds, medians")
    print(f"  whole import (2 readers)  {median(imported) * 1000:8.1f} ms")
    print(f"  calamine alone            {median(calamine) * 1000:8.1f} ms")
    print(f"  openpyxl alone            {median(heavy) * 1000:8.1f} ms")
    what = f"import of {count:,} forms × {ROWS} lines"
    tell(f"{what} / calamine alone", ratio(imported, calamine), 5)
    tell(f"{what} / openpyxl alone", ratio(imported, heavy), 0.35)


if __name__ == "__main__":
    main()

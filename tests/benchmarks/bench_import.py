"""300 returned forms, originals durable, against reading alone: python-calamine and openpyxl.

Run: ``python tests/benchmarks/bench_import.py [count]``. The import is the whole use-case:
pre-check, reading in child processes (their start included), recognition, validation, originals
made durable, one transaction with ``synchronous=FULL``, conservation checked. Rounds alternate.
Libraries are imported inside the functions: reading children import this file anew, as they
import the program's own light ``__main__``.
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

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


def import_all(folder: Path, count: int) -> float:
    from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
    from zjbuy_desktop.core.case.units import Level, Role, Unit
    from zjbuy_desktop.core.case.words import Method
    from zjbuy_desktop.store.opening import open_store
    from zjbuy_desktop.usecases import collecting, library, projects
    from zjbuy_desktop.usecases.desk import Desk

    with tempfile.TemporaryDirectory() as data:
        store = open_store(Path(data), now=NOW)
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
        report = collecting.import_returns(desk, project_id, [folder])
        elapsed = perf_counter() - start
        assert report.accepted.rows == count * ROWS, "not every row was accepted"
        store.close()
    return elapsed


def calamine_alone(folder: Path, _: int) -> float:
    import python_calamine

    start = perf_counter()
    for path in folder.iterdir():
        book = python_calamine.CalamineWorkbook.from_path(path)
        book.get_sheet_by_index(0).to_python()
    return perf_counter() - start


def openpyxl_alone(folder: Path, _: int) -> float:
    import openpyxl

    start = perf_counter()
    for path in folder.iterdir():
        sheet = openpyxl.load_workbook(path, data_only=True).active
        assert sheet is not None
        list(sheet.iter_rows(values_only=True))
    return perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    runs: dict[Callable[[Path, int], float], list[float]] = {
        import_all: [], calamine_alone: [], openpyxl_alone: [],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(options.count):
            write_form(folder / f"{unit_name(number)}.xlsx", number)
        for way in runs:
            way(folder, options.count)  # warm the disk cache and the imports for all
        for _ in range(options.rounds):
            for way, times in runs.items():
                times.append(way(folder, options.count))
    ours, calamine, heavy = (median(times) for times in runs.values())
    pairs = list(zip(*runs.values(), strict=True))
    print(f"{options.count} files × {ROWS} rows, {options.rounds} alternating rounds, medians")
    print(f"  whole import        {ours * 1000:8.1f} ms  {ours / options.count * 1000:.2f} ms/file")
    print(f"  calamine alone      {calamine * 1000:8.1f} ms")
    print(f"  openpyxl alone      {heavy * 1000:8.1f} ms")
    print(f"  import / calamine   {median(a / b for a, b, _ in pairs):8.2f}  (goal ≤ 6)")
    print(f"  import / openpyxl   {median(a / c for a, _, c in pairs):8.3f}  (goal ≤ 0.5)")


if __name__ == "__main__":
    main()

"""The total workbook against openpyxl write-only; 500 participants' in two processes against one.

Run: ``python tests/benchmarks/bench_summaries.py [--rounds N]``. The peer writes the same rows of
the same sheets plain: no styles, widths, heights or print set-up. The participants' workbooks are
written by the whole use-case, start of the processes included. Rounds alternate; two processes
need two idle cores.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[2]))

from measuring import ratio, rounds, tell, work_folder

from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.excel.summary_data import SummaryData, UnitStatus

DAY = date(2026, 8, 21)
ITEMS = 40


def units(count: int) -> tuple[Unit, ...]:
    return tuple(
        Unit(f"之江市第{n}中等职业技术学校", "12339900AGNQYL28W3", f"1{n:05d}",
             (Level.CITY, Level.COUNTY)[n % 2], f"之江市{n % 9}区", Role.PARTICIPANT, order=n)
        for n in range(count)
    )  # fmt: skip


def lines_of(unit: Unit, items: int = ITEMS) -> Iterator[NeedLine]:
    for i in range(items):
        quantity, price = 1 + (unit.order * 7 + i) % 90, 500_000 + (unit.order + i) % 97
        cells = (("amount", f"G{i + 4}"), ("price", f"F{i + 4}"), ("quantity", f"E{i + 4}"))
        yield NeedLine(
            unit.name, f"办公设备（{i:02d}型）", "8核CPU，16GB内存，512GB固态硬盘", "台",
            quantity * 1000, price, quantity * price,
            Source(f"{unit.name}.xlsx", "0" * 64, "采购需求意向填报表", cells),
            "A02010105", "一般公共预算", "办公设备购置", Funds.SECURED, "本单位",
            "委托牵头单位公开",
        )  # fmt: skip


def summary(count: int) -> SummaryData:
    roster = units(count)
    return SummaryData(
        "测速项目", roster[0].name, "A02010105 台式计算机", DAY,
        tuple(line for unit in roster for line in lines_of(unit)),
        tuple(UnitStatus(unit, "已纳入计划") for unit in roster),
    )  # fmt: skip


def plain_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The values of a workbook, sheet by sheet."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return found


def write_only(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, found in rows.items():
        sheet = book.create_sheet(name)
        for row in found:
            sheet.append(row)
    book.save(path)


def total_workbook(folder: Path, count: int) -> None:
    from zjbuy_desktop.excel.summaries import write_summary

    data, ours, theirs = summary(500), folder / "ours.xlsx", folder / "theirs.xlsx"
    write_summary(ours, data)
    rows = plain_rows(ours)
    write_only(theirs, rows)
    mine, plain = rounds(
        [lambda: write_summary(ours, data), lambda: write_only(theirs, rows)], count
    )
    print(f"total workbook, {len(data.lines)} lines, {count} alternating rounds, medians")
    print(f"  ours {median(mine):.2f} s   openpyxl write-only, plain {median(plain):.2f} s")
    tell(f"total workbook, {len(data.lines):,} lines / openpyxl write-only, plain",
         ratio(mine, plain), 1.3)  # fmt: skip


def two_processes(folder: Path, count: int) -> None:
    """The whole use-case, the case read and the processes started within it."""
    from tests.usecases import many_needs
    from zjbuy_desktop.excel import writing_pool
    from zjbuy_desktop.usecases.opening import open_desk
    from zjbuy_desktop.usecases.summaries import Part, write_summaries

    desk = open_desk(folder / "data", DAY)
    made = many_needs.project(desk, 500, ITEMS)

    def write(worth: int) -> None:
        writing_pool.WORTH = worth
        written = write_summaries(
            desk, made, Path(mkdtemp(dir=folder)), parts=frozenset({Part.UNITS})
        )
        assert len(written.files) == 500

    one, two = rounds([lambda: write(10**6), lambda: write(80)], count)
    desk.store.close()
    print(f"500 workbooks: one process {median(one):.2f} s, two {median(two):.2f} s")
    tell("500 participant workbooks: one process / two", ratio(one, two), 1.7, at_least=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with work_folder() as folder:
        total_workbook(folder, options.rounds)
        two_processes(folder, options.rounds)


if __name__ == "__main__":
    main()

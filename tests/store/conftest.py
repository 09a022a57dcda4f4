"""A data folder with one project of three units, and returns as the reader would give them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome, ReadReturn, Source
from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.store import Store

NOW = datetime.fromisoformat("2026-11-23T09:12:00")
UNITS = ("之江市教育局", "之江市财政局", "之江市第一中学")


def make_project() -> Project:
    return Project(
        name="之江市2026年度便携式计算机带量采购",
        mode=Mode.SIGN_SEPARATELY,
        category_code="A02010108",
        category_name="便携式计算机",
        kind=Kind.GOODS,
        in_central_catalogue=True,
        public_attention=False,
        lead_unit=UNITS[0],
        method=Method.OPEN_TENDER,
        lots=(Lot("标项一", "便携式计算机", 600_000), Lot("标项二", "台式计算机")),
        call_deadline=date(2026, 12, 4),
        fiscal_year=2026,
    )


def make_units(names: Sequence[str] = UNITS) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            name=name,
            uscc=f"1233010000000000{order:02}",
            budget_code=f"00{order:03}",
            level=Level.CITY,
            district="之江市",
            role=Role.PARTICIPANT if order else Role.LEAD,
            order=order,
        )
        for order, name in enumerate(names)
    )


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_line(
    unit: str, *, item: str = "便携式计算机", count: int = 3, row: int = 4, source: str = ""
) -> NeedLine:
    quantity, price = count * 1000, 512_345
    return NeedLine(
        unit=unit,
        item=item,
        spec="i5/16G/512G",
        measure="台",
        quantity=quantity,
        price_fen=price,
        amount_fen=quantity * price // 1000,
        source=Source(
            f"{unit}.xlsx", source, "需求表", (("amount", f"G{row}"), ("quantity", f"E{row}")), None
        ),
        funding="财政拨款",
        funds=Funds.UNKNOWN,
    )


def accepted(file: str, content: bytes, *units: str, count: int = 3, rows: int = 2) -> ReadReturn:
    items = ("便携式计算机", "台式计算机")
    lines = tuple(
        make_line(unit, item=items[i % 2], count=count + i, row=4 + i, source=sha(content))
        for unit in units
        for i in range(rows)
    )
    return ReadReturn(file, sha(content), Outcome.ACCEPTED, units, lines, (), ("已按存储值读取",))


def refused(file: str, content: bytes, *units: str) -> ReadReturn:
    problem = CellProblem("需求表", "E4", "三台左右", "大于 0 的数", "请填写确定的数量。")
    return ReadReturn(file, sha(content), Outcome.REJECTED, units, (), (problem,))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "数据 100%"


@pytest.fixture
def store(data_dir: Path) -> Iterator[Store]:
    with open_store(data_dir, now=NOW, actor="张三") as opened:
        yield opened


@pytest.fixture
def project(store: Store) -> int:
    with store.begin("create_project", "新建项目", NOW) as work:
        return create_project(work, make_project(), make_units())


@pytest.fixture
def receive(store: Store, project: int) -> Callable[..., int]:
    """Import files given as (result, content) pairs in one batch; returns the batch's number."""

    def _receive(*given: tuple[ReadReturn, bytes]) -> int:
        with store.begin("import_returns", "导入回收表", NOW, project) as work:
            originals = {result.sha256: content for result, content in given}
            return save_batch(work, project, [result for result, _ in given], originals)

    return _receive

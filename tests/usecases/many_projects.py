"""Forty projects of 200 units, at every stage of their way, for what shows all of them."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from tests.usecases import many_units
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome, ReadReturn, Source
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.store import awards, records
from zjbuy_desktop.store import projects as stored
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.usecases import stages
from zjbuy_desktop.usecases.demo.script import load
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk
from zjbuy_desktop.usecases.projects import project_from
from zjbuy_desktop.usecases.toml_text import read_toml

TODAY = date(2026, 10, 20)
WAY = ("setup", "call", "collection", "delegation", "plan", "agency", "award", "signing")
THINGS = (
    "台式计算机", "打印机", "复印纸", "物业服务", "空调机", "办公家具", "便携式计算机", "投影仪",
    "服务器", "公务用车租赁",
)  # fmt: skip
_SUPPLIER = "浙江甲科技有限公司", "91330106MA27YQXU3D"
_PRICE = 520_000


def make(folder: Path, projects: int = 40, units: int = 200) -> None:
    """A data folder with the projects; every eighth is at the same stage."""
    desk = open_desk(folder, TODAY)
    for number in range(projects):
        _project(desk, number, units)
    desk.store.close()


def _project(desk: Desk, number: int, units: int) -> int:
    file = load(Path()).folder / "project.toml"
    card = project_from(read_toml(file), file.name)
    place = number % len(WAY)
    year = 2025 + number % 2
    name = f"之江市{year}年度{THINGS[number % 10]}带量集中采购项目（第{number // 10 + 1}批）"
    card = replace(card, name=name, call_deadline=date(2026, 10, 12 + number % 15))
    roster = many_units.roster(units)
    names = [u.name for u in roster if u.role is Role.PARTICIPANT]
    with desk.store.begin("project_created", f"新建项目“{name}”", desk.now()) as work:
        made = work.project_id = stored.create_project(work, card, roster)
    stages.take_over(desk, made, WAY[place], "以前办的")
    if place >= WAY.index("collection"):
        _needs(desk, made, names[: units if place > 2 else units * 2 // 3], card.lots[0].item)
    _events(desk, made, place, names, number)
    return made


def _needs(desk: Desk, made: int, names: list[str], item: str) -> None:
    results, originals = [], {}
    for at, name in enumerate(names):
        content = f"{made} {name}".encode()
        mark = sha256(content).hexdigest()
        originals[mark] = content
        count = (10 + at % 9) * 1000
        amount = money.amount(count, _PRICE)
        source = Source(f"{name}.xlsx", mark, "填报表", (("quantity", "E4"), ("amount", "G4")))
        line = NeedLine(
            name, item, "8核/16G/512G", "台", count, _PRICE, amount, source, "A02010105",
            "一般公共预算", "办公设备购置", Funds.SECURED, "2026年12月，送货上门", "由牵头单位公开",
        )  # fmt: skip
        results.append(ReadReturn(f"{name}.xlsx", mark, Outcome.ACCEPTED, (name,), (line,)))
    with desk.store.begin("import_returns", "导入", desk.now(), made) as work:
        save_batch(work, made, results, originals)


def _events(desk: Desk, made: int, place: int, names: list[str], number: int) -> None:
    """What was recorded by the time the project is at that place of its way."""
    late = timedelta(days=number)
    found: list[Event] = []
    if place >= WAY.index("collection"):
        found.append(Event(EventKind.CALL_SENT, date(2026, 8, 3)))
    if place >= WAY.index("delegation"):
        sealed = names if place > 3 else names[: len(names) // 2]
        found += [Event(EventKind.SEAL_CONFIRMED, date(2026, 8, 20), n) for n in sealed]
        found += [Event(EventKind.FUNDS_SECURED, date(2026, 8, 20), n) for n in sealed]
    if place >= WAY.index("award"):
        found.append(Event(EventKind.INTENTION_PUBLISHED, date(2026, 7, 1)))
        found.append(Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 8, 25)))
        found.append(Event(EventKind.EVALUATION_REPORT_RECEIVED, date(2026, 10, 14)))
    if place >= WAY.index("signing"):
        found.append(Event(EventKind.AWARD_NOTICE_ISSUED, date(2026, 9, 10) + late))
        found += [
            Event(EventKind.CONTRACT_SIGNED, date(2026, 10, 9 + at % 9), unit)
            for at, unit in enumerate(names[: len(names) * 3 // 5])
        ]
    with desk.store.begin("event_recorded", "登记", desk.now(), made) as work:
        for event in found:
            records.add_event(work, made, event)
        if place >= WAY.index("award"):
            lots = desk.case(made).project.lots[:1]
            prices = [LotAward(x.name, *_SUPPLIER, unit_price_fen=470_000) for x in lots]
            awards.set_awards(work, made, prices)

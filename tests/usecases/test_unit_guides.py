"""What each participant is told to do next, and the tables for retyping, at each step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, SUPPLIER, make_case, make_project
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.plans import PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.tally import included_lines, standings, total
from zjbuy_desktop.excel.csv_out import ENCODINGS
from zjbuy_desktop.excel.summary_csv import lines_csv
from zjbuy_desktop.excel.summary_data import SummaryData
from zjbuy_desktop.usecases import platform_tables, unit_guides
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

SIGNED = date(2026, 9, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", date(2026, 9, 11))
    yield opened
    opened.store.close()


def told(desk: Desk, case: Case, unit: str) -> tuple[str, ...]:
    """下一步 of one unit."""
    standing = next(s for s in standings(case) if s.unit == unit)
    dates = unit_guides.dates_by_unit(desk, case).get(unit, ())
    return unit_guides.Steps(case).of(standing, dates)


def with_event(case: Case, *kinds: EventKind) -> Case:
    more = tuple(Event(kind, SIGNED, SCHOOL) for kind in kinds)
    return replace(case, events=case.events + more)


def formal(linked: str) -> PlanEntry:
    amount = money.fen("69720")
    return PlanEntry(PlanKind.FORMAL, SCHOOL, "正0003", "A02010105", amount, linked=linked)


def without_formal(**overrides: object) -> Case:
    case = make_case(**overrides)
    return replace(case, plans=tuple(case.plans_of(PlanKind.PROVISIONAL)))


def test_a_unit_is_told_which_plan_to_link_and_by_when_to_sign(desk: Desk) -> None:
    case = without_formal()
    (own,) = (p.number for p in case.plans_of(PlanKind.PROVISIONAL) if p.unit == SCHOOL)
    assert told(desk, case, SCHOOL) == (
        f"编制正式采购计划，关联本单位的临时采购计划 {own}。",
        "按“中标分配”表签订合同（建议不晚于 2026年9月30日）。",
    )
    filed = replace(case, plans=(), filing=PlanFiling("受托9号"))
    assert "关联牵头单位办理的临时采购计划 受托9号" in told(desk, filed, SCHOOL)[0]


def test_a_formal_plan_linked_wrongly_is_still_to_be_mended(desk: Desk) -> None:
    case = without_formal()
    (own,) = (p.number for p in case.plans_of(PlanKind.PROVISIONAL) if p.unit == SCHOOL)
    for linked, said in (("", "没有关联"), ("临9999", "关联有误"), (own, "")):
        at = replace(case, plans=(*case.plans, formal(linked)))
        steps = [s for s in told(desk, at, SCHOOL) if "正式采购计划" in s]
        want = [f"正式采购计划{said}，请在系统内关联本单位的临时采购计划 {own}。"] if said else []
        assert steps == want


def test_after_signing_the_days_that_run_are_what_is_next(desk: Desk) -> None:
    """Signed is not done: the contract is to be published and filed, and to be as awarded."""
    case = with_event(make_case(), EventKind.CONTRACT_SIGNED)
    assert told(desk, case, SCHOOL)[-2:] == (
        "公告合同（建议不晚于 2026年9月14日）。",
        "合同副本备案（建议不晚于 2026年9月20日）。",
    )
    published = with_event(make_case(), EventKind.CONTRACT_SIGNED, EventKind.CONTRACT_ANNOUNCED)
    assert told(desk, published, SCHOOL)[-1] == "合同副本备案（建议不晚于 2026年9月20日）。"
    assert not any("公告合同" in s for s in told(desk, published, SCHOOL))


@pytest.mark.parametrize("off", [0, 1, -1])
def test_a_signed_contract_that_departs_is_told(desk: Desk, off: int) -> None:
    amount = money.fen("69720") + off
    signed = SignedContract(SCHOOL, "标项一", "HT-1", SIGNED, amount, SUPPLIER)
    case = replace(with_event(make_case(), EventKind.CONTRACT_SIGNED), signed=(signed,))
    wrong = [s for s in told(desk, case, SCHOOL) if "不一致" in s]
    assert len(wrong) == (1 if off else 0)
    assert all("合同金额" in s for s in wrong)


def test_where_the_lead_signs_for_all_no_unit_is_told_to_sign(desk: Desk) -> None:
    case = without_formal(project=make_project(mode=Mode.SIGN_TOGETHER))
    assert any("由牵头单位统一签订" in s for s in told(desk, case, SCHOOL))
    assert any(s.startswith("按“中标分配”表签订合同") for s in told(desk, case, LEAD))


def table_of(desk: Desk, case: Case, name: str, folder: Path) -> list[tuple[object, ...]]:
    jobs = dict(platform_tables.jobs(desk, Ground(case), standings(case)))
    write = next(job for file, job in jobs.items() if name in file)
    write(folder / "t.xlsx")
    return list(openpyxl.load_workbook(folder / "t.xlsx").worksheets[0].iter_rows(values_only=True))


def test_what_stays_out_of_the_plan_is_not_retyped(desk: Desk, tmp_path: Path) -> None:
    case = make_case()
    sealed = (EventKind.SEAL_CONFIRMED, BUREAU)
    out = replace(case, events=tuple(e for e in case.events if (e.kind, e.unit) != sealed))
    for at, left_out in ((case, ""), (out, f"不含未纳入的：{BUREAU}。")):
        rows = table_of(desk, at, "采购计划", tmp_path)
        sums = total(included_lines(at))
        note = str(rows[2][0])
        assert f"共 {sums.rows} 行，预算合计 {money.yuan(sums.amount_fen)} 元" in note
        assert note.endswith(left_out or "核对。")
        assert sum(int(round(float(str(r[9])) * 100)) for r in rows[4:]) == sums.amount_fen
    early = replace(case, events=())
    assert BUREAU in {r[1] for r in table_of(desk, early, "采购计划", tmp_path)}


def test_the_sources_in_the_csv_are_named_in_chinese(desk: Desk) -> None:
    case = make_case()
    data = SummaryData(case.project.name, LEAD, "A02010105", desk.today, case.needs, ())
    for encoding in ENCODINGS.values():
        head, first, *_ = lines_csv(data, encoding).decode(encoding).splitlines()
        cell = first.split(",")[head.split(",").index("单元格")]
        assert cell == "数量 E4、预算金额 G4"

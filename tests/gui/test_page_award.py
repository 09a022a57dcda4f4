"""结果确认 by clicking: the split while typing, to the 分; saving; the days that run."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.entering import Entered
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.gui.pages import award
from zjbuy_desktop.gui.pages.award import AwardPage
from zjbuy_desktop.usecases import projects, recording, signed_contracts


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, AwardPage) as make:
        yield make


def page_of(made: Stand) -> AwardPage:
    assert isinstance(made.page, AwardPage)
    return made.page


def type_in(page: AwardPage, lot: int, name: str, text: str) -> None:
    type_text(page.lots[lot].fields[f"lot{lot}_{name}"].widget, text)


def fill_lot(page: AwardPage, lot: int, code: str, price: str) -> None:
    type_in(page, lot, "supplier", f"浙江{lot}公司")
    type_in(page, lot, "uscc", code)
    type_in(page, lot, "price", price)


def test_the_split_follows_the_typing_and_is_saved_to_the_cent(qtbot: QtBot, stand: Stands) -> None:
    made = stand("planned", AWARDED)
    page = page_of(made)
    assert page.lots[0].fields["lot0_supplier"].title == "中标人"
    fill_lot(page, 0, "91330100MA2ABCDE1R", "4780")
    qtbot.waitUntil(lambda: bool(page.table.model.rows), timeout=2000)
    assert made.case.awards == (), "looking is not saving"
    first = next(a for a in page.table.model.rows if a.unit == "之江市教育局")
    assert (first.quantity, first.contract_fen) == (121_000, 57_838_000)
    assert page.lots[0].result.text() == "节约 656,783.88 元（7.35%）"
    assert page.sum.text().endswith("节约 656,783.88 元（7.35%）")
    line = page.sum.fontMetrics().height()
    assert page.sum.height() < 2 * line, "one line where there is room for it"
    assert page.unsaved.text() == "有未保存的改动"
    mode = page.lots[1].fields["lot1_mode"].widget
    mode.setCurrentIndex(1)  # type: ignore[attr-defined]
    fill_lot(page, 1, "91330100MA2ABCDE2W", "9000000.01")
    press(qtbot, page.save)
    results = lot_results(made.case)
    assert [r.award_fen for r in results] == [827_896_000, 900_000_001]
    assert all(sum(a.contract_fen for a in r.allocations) == r.award_fen for r in results)
    assert page.table.foot.cells[5] == "17,278,960.01"
    assert page.table.foot.mark == "＝Σ各单位 ✓"
    assert "节约 1,297,936.41 元（6.99%）" in page.sum.text()
    assert page.unsaved.text() == ""


@pytest.mark.parametrize("count", [8, 9, 40])
def test_many_lots_are_made_a_few_at_a_time_and_keep_what_was_typed(
    qtbot: QtBot, stand: Stands, count: int
) -> None:
    made = stand("begun")
    page = page_of(made)
    more = tuple(Lot(f"标项{n}", f"标的{n}", measure="台") for n in range(1, count + 1))
    projects.update(made.desk, PROJECT, replace(made.case.project, lots=more))
    made.load()
    waits = count > 8
    assert page.waiting.isVisibleTo(page) is waits
    assert len(page.lots) == min(count, 8)
    if waits:
        assert page.waiting.text() == f"正在准备 {count} 个标项：已准备 8 个……"
        press(qtbot, page.save)
        assert made.case.awards == (), "nothing half made is saved"
    qtbot.waitUntil(lambda: page.context is not None, timeout=4000)
    assert not page.waiting.isVisibleTo(page)
    assert [f.lot.name for f in page.lots] == [lot.name for lot in more]
    type_in(page, count - 1, "supplier", "浙江末位公司")
    page.model.flush()
    made.load()
    assert page.lots[-1].typed("supplier") == "浙江末位公司"


def test_an_award_over_the_budget_is_said_while_typing(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    type_in(page, 0, "price", "5300")
    page.preview()
    assert "超过预算" in page.wrong.text()
    assert page.lots[0].result.text() == "超预算 243,856.12 元（-2.73%）"
    type_in(page, 0, "price", "五千")
    press(qtbot, page.save)
    assert "标项一" in made.told[-1][1]
    assert made.case.awards == journey.AWARDS


def test_what_was_typed_comes_back_with_its_split(qtbot: QtBot, stand: Stands) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    type_in(page, 0, "price", "4700")
    page.model.flush()
    made.load()
    assert page.lots[0].typed("price") == 470_000
    assert next(iter(page.table.model.rows)).unit_price_fen == 470_000
    assert page.unsaved.text() == "有未保存的改动"


def test_days_are_recorded_beside_their_clocks(qtbot: QtBot, stand: Stands) -> None:
    made = stand("planned", AWARDED)
    page = page_of(made)
    page.leaves.setCurrentWidget(page.days)
    before = (
        Event(EventKind.ANNOUNCEMENT_PUBLISHED, date(2026, 9, 10)),
        Event(EventKind.EVALUATION_REPORT_RECEIVED, date(2026, 10, 9)),
    )
    for event in before:
        recording.record(made.desk, journey.PROJECT, [event])
    made.load()
    line = page.checklist.lines[EventKind.RESULT_CONFIRMED.value]
    line.day.set_value(date(2026, 10, 12))
    press(qtbot, line.go)
    assert made.case.happened(EventKind.RESULT_CONFIRMED) == date(2026, 10, 12)
    model = page.clocks.model
    shown = {model.index(n, 0).data(): n for n in range(model.rowCount())}
    notice = shown["发出中标（成交）通知书"]
    cells = [model.index(notice, c).data() for c in range(6)]
    assert cells[1:4] == ["2026-10-12", "2 个工作日", "2026-10-14"]
    assert cells[5] == "还有 2 个工作日"
    assert model.index(shown["确认采购结果（确定供应商）"], 5).data() == "已完成"
    assert page.leaves.tabText(1) == "办理日期 1/4"


def test_ceilings_are_typed_beside_the_result_and_kept_to_the_fen(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    type_in(page, 0, "unit_ceiling", "4780")
    type_in(page, 1, "total_ceiling", "8999999.99")
    assert page.unsaved.text() == "有未保存的改动"
    page.preview()
    assert page.wrong.text() == (
        "标项二的总价 9,000,000.00 元超过总价最高限价 8,999,999.99 元，多 0.01 元。"
    )
    assert page.lots[0].limits.text() == "未超最高限价 ✓"
    assert page.lots[1].limits.text() == "超最高限价 0.01 元 ✗"
    type_in(page, 1, "total_ceiling", "9000000.00")
    page.preview()
    assert page.wrong.text() == ""
    press(qtbot, page.save)
    first, second = made.case.project.lots
    assert (first.ceiling_fen, first.ceiling_total_fen) == (478_000, None)
    assert (second.ceiling_fen, second.ceiling_total_fen) == (None, 900_000_000)
    assert page.unsaved.text() == ""
    type_in(page, 0, "unit_ceiling", "")
    press(qtbot, page.save)
    assert made.case.project.lots[0].ceiling_fen is None, "a ceiling is taken back the same way"
    type_in(page, 1, "total_ceiling", "99999999")
    page.preview()
    assert "标项二的总价最高限价 99,999,999.00 元，高于预算" in page.wrong.text()


def test_a_result_against_signed_contracts_is_kept_only_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    unit = "之江市实验小学"
    (share,) = [a for r in lot_results(made.case) for a in r.allocations if a.unit == unit]
    signed = SignedContract(unit, share.lot, "HT-7", AWARDED, share.contract_fen)
    signed_contracts.enter(made.desk, made.case.id, [Entered(signed, {"unit": "表"})], "测试")
    asked: list[str] = []

    def refuse(_page: object, _title: str, text: str, **_: object) -> None:
        asked.append(text)

    monkeypatch.setattr(award, "ask_reason", refuse)
    type_in(page, 0, "price", "4780.01")
    press(qtbot, page.save)
    assert (
        f"· {unit}（标项一，编号 HT-7）合同金额（元）合同是 66,920.00，改后应为 66,920.14"
        in asked[0]
    )
    assert made.case.awards == journey.AWARDS, "without a reason nothing is kept"
    assert page.unsaved.text() == "有未保存的改动", "and what was typed stays"
    monkeypatch.setattr(award, "ask_reason", lambda *_, **__: "复核后更正")
    press(qtbot, page.save)
    assert made.case.awards[0].unit_price_fen == 478_001
    recording.record(
        made.desk, made.case.id, [Event(EventKind.CONTRACT_SIGNED, AWARDED, "之江市教育局")]
    )
    made.load()
    type_in(page, 0, "price", "4780.02")
    press(qtbot, page.save)
    (refusal,) = [b for b in made.frame.banners.banners() if b.kind == "stop"]
    assert "之江市教育局（标项一）" in refusal.message
    assert "先在“通知与签约”的“合同核对”录入这些合同" in refusal.hint
    assert made.case.awards[0].unit_price_fen == 478_001


def test_results_are_taken_back_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("awarded", AWARDED)
    page = page_of(made)
    reasons = iter(["", "单位来函更正数量"])
    monkeypatch.setattr(award, "ask_reason", lambda *_, **__: next(reasons) or None)
    press(qtbot, page.take_back)
    assert made.case.awards == journey.AWARDS, "no reason, nothing done"
    press(qtbot, page.take_back)
    assert made.case.awards == ()
    assert "需求可以改动" in made.told[-1][1]
    assert not page.take_back.isEnabled()

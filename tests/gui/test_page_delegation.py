"""参与委托 by clicking: letters back, seals, facts, withdrawal; 已接收 ＝ 纳入 ＋ 未纳入."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stand, Stands, press
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.preconditions import OUTSIDE
from zjbuy_desktop.core.case.tally import LeftOut, included_lines, standing, total
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.stages.delegation import SPEC
from zjbuy_desktop.excel.tables import read_facts
from zjbuy_desktop.gui.dialogs.facts_supply import FactsDialog
from zjbuy_desktop.gui.dialogs.leaving import LeavingDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.models.views import PaperState
from zjbuy_desktop.gui.pages import delegation
from zjbuy_desktop.gui.pages.delegation import DelegationPage
from zjbuy_desktop.gui.sitting.views import paper_views
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases import recording as recording_of_facts
from zjbuy_desktop.usecases.results import PaperRow

FIRST, LAST = "之江市教育局", "之江市堃山县第二中学"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, DelegationPage) as make:
        yield make


def page_of(made: Stand) -> DelegationPage:
    assert isinstance(made.page, DelegationPage)
    return made.page


def select(page: DelegationPage, unit: str) -> None:
    rows = [r.unit for r in page.table.model.visible]
    page.table.view.selectRow(rows.index(unit))


def recording(page: DelegationPage) -> RecordManyDialog:
    assert isinstance(page.dialog, RecordManyDialog)
    return page.dialog


def test_accepted_is_included_plus_left_out_with_reasons(stand: Stands) -> None:
    page = page_of(stand("entrusted"))
    assert page.sum.text() == (
        "已接收 18,758,896.42 元 ＝ 纳入 18,576,896.42 元（14 家）＋ 未纳入 182,000.00 元（1 家）✓"
    )
    assert page.reasons.text() == "未纳入：委托函未核章 1 家 182,000.00 元"
    row = next(r for r in page.table.model.rows if r.unit == LAST)
    assert row.state == "未纳入：委托函未核章"
    assert page.table.foot.cells[:2] == ("合计 15 家", "18,758,896.42")


def test_letters_come_back_and_only_seals_count(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    press(qtbot, page.returned)
    dialog = recording(page)
    assert dialog.ticked() == [], "nothing is ticked for the clerk"
    press(qtbot, dialog.go)
    assert dialog.message.text() == "请至少勾选一家单位。"
    dialog.tick([LAST])
    press(qtbot, dialog.go)
    assert "委托函还没有制作" in dialog.message.text()
    assert made.case.happened(EventKind.LETTER_RETURNED, LAST) is None
    dialog.note.setText("启用以前已交")
    press(qtbot, dialog.go)
    event = made.case.event(EventKind.LETTER_RETURNED, LAST)
    assert event is not None
    assert (event.on, event.note) == (made.desk.today, f"{OUTSIDE}：启用以前已交")
    assert not standing(made.case, LAST).included
    press(qtbot, page.seal)
    dialog = recording(page)
    assert dialog.ticked() == [], "each seal is looked at before it is ticked"
    offered = [dialog.units.item(n).text() for n in range(dialog.units.count())]
    assert offered == [f"{LAST}　182,000.00 元　{chinese_date(made.desk.today)}收回"]
    every = next(b for b in dialog.findChildren(QPushButton) if b.text() == "全选")
    press(qtbot, every)
    assert dialog.ticked() == [LAST]
    dialog.note.setText("启用以前已交")
    press(qtbot, dialog.go)
    assert standing(made.case, LAST).included
    assert "未纳入 0.00 元（0 家）✓" in page.sum.text()
    assert page.reasons.text() == "报来需求的单位全部纳入。"


def test_facts_are_supplied_for_all_that_lack_them(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    press(qtbot, page.supply)
    dialog = page.dialog
    assert isinstance(dialog, FactsDialog)
    form = dialog.form
    form.fields["funding"].editor.set_draft("财政拨款")
    form.fields["funds"].editor.set_value(Funds.SECURED)
    press(qtbot, dialog.go)
    assert "凭据" in dialog.message.text()
    form.fields["evidence"].editor.set_draft("委托函所附说明")
    press(qtbot, dialog.go)
    known = {f.unit: f for f in made.case.facts}
    assert len(known) == 15
    assert known[FIRST].funding == "财政拨款"
    row = next(r for r in page.table.model.rows if r.unit == FIRST)
    assert row.lacking == "预算项目、交付时间地点、意向公开方式"
    select(page, FIRST)
    press(qtbot, page.supply)
    assert isinstance(page.dialog, FactsDialog)
    assert page.dialog.form.value("funding") == "财政拨款", "what was told before is shown"
    page.dialog.form.fields["budget_item"].editor.set_draft("办公设备购置")
    press(qtbot, page.dialog.go)
    known = {f.unit: f for f in made.case.facts}
    assert (known[FIRST].funding, known[FIRST].budget_item) == ("财政拨款", "办公设备购置")


def test_facts_come_from_a_table(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    table = tmp_path / "补充.csv"
    table.write_text(f"单位名称,资金来源,预算项目\n{FIRST},自有资金,设备\n", "utf-8-sig")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    press(qtbot, page.bring)
    assert made.told[-1][1] == "已补充 1 家单位的内容。"
    assert made.case.facts[0].funding == "自有资金"


def test_the_blank_table_keeps_what_was_told_and_is_read_back(
    stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    told = UnitFacts(FIRST, "自有资金", "设备", Funds.SECURED, "10月底前", "自行公开", "电话")
    recording_of_facts.supply_facts(made.desk, PROJECT, [told])
    made.load()
    target = tmp_path / "补充表"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.save_table()
    rows = {f.unit: f for f in read_facts(tmp_path / "补充表.xlsx")}
    assert len(rows) == 15
    assert rows[FIRST] == told, "importing it again takes nothing away"
    assert rows[LAST] == UnitFacts(LAST)
    assert "意向公开方式" in page.bring.toolTip()


def test_withdrawal_needs_its_reason_and_can_be_taken_back(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    select(page, FIRST)
    page.record_withdrawn()
    dialog = recording(page)
    assert dialog.ticked() == [FIRST]
    press(qtbot, dialog.go)
    assert dialog.message.text() == "请写明退出理由。"
    dialog.note.setText("本年度预算调减")
    press(qtbot, dialog.go)
    assert standing(made.case, FIRST).reason is LeftOut.WITHDRAWN
    assert total(included_lines(made.case)).amount_fen == 1_857_689_642 - 150_125_000
    monkeypatch.setattr(delegation, "ask_reason", lambda *_, **__: "登记错了")
    select(page, FIRST)
    page.unrecord(EventKind.WITHDRAWN)
    assert standing(made.case, FIRST).included


def test_a_letter_with_an_old_amount_is_to_be_printed_again(stand: Stands) -> None:
    made = stand("entrusted")
    letter = MadePaper(
        "delegation_letter", FIRST, "", None, False, (("amount", "1,500,000.00"),),
        datetime(2026, 8, 16, 9), "函.pdf", 1,
    )  # fmt: skip
    with made.desk.store.begin("test", "旧函", made.desk.now(), project_id=PROJECT) as work:
        records.add_made_papers(work, PROJECT, [letter])
    made.load()
    page = page_of(made)
    assert page.reprint.isVisible()
    assert page.reprint.text().startswith(f"{FIRST}的委托函金额已变化，请重印")
    row = next(r for r in page.table.model.rows if r.unit == FIRST)
    assert "请重印" in row.lacking


def test_the_letters_out_of_date_are_counted_as_such() -> None:
    letter = SPEC.papers[0]

    def row(unit: str, state: str, changed: tuple[str, ...] = ()) -> PaperRow:
        return PaperRow(letter.kind, letter.title, unit, "", None, state, changed, "函.pdf", ())

    fresh = [row(unit, "已制作") for unit in "甲乙丙"]
    view, *_ = paper_views(SPEC, fresh)
    assert (view.state, view.count) == (PaperState.MADE, "3/3 份")
    stale = [row(unit, "已过期", ("金额：1 → 2",)) for unit in "甲乙"]
    view, *_ = paper_views(SPEC, [*stale, fresh[2]])
    assert (view.state, view.count) == (PaperState.STALE, "2/3 份")
    assert "共 2 份有变化" in view.changed, "the card and its note tell one number"


def test_leaving_after_the_announcement_asks_evidence_and_keeps_the_scan(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    announced = Event(EventKind.ANNOUNCEMENT_PUBLISHED, made.desk.today)
    recording_of_facts.record(made.desk, PROJECT, [announced])
    made.load()
    page = page_of(made)
    select(page, FIRST)
    page.record_withdrawn()
    dialog = recording(page)
    assert isinstance(dialog, LeavingDialog)
    said = " ".join(w.text() for w in dialog.findChildren(QLabel))
    assert "无正当理由不得退出" in said
    assert "第十二条（一）" in said
    dialog.note.setText("机构撤并")
    dialog.day.set_value(made.desk.today - timedelta(days=5))
    press(qtbot, dialog.go)
    assert "证明材料" in dialog.message.text()
    assert made.case.event(EventKind.WITHDRAWN, FIRST) is None
    scan = tmp_path / "来函.pdf"
    scan.write_bytes(b"%PDF-1.4 letter")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(scan), ""))
    press(qtbot, dialog.attach)
    assert dialog.attached.text() == "附：来函.pdf"
    assert dialog.evidence.value() == "来函.pdf"
    press(qtbot, dialog.go)
    left = made.case.event(EventKind.WITHDRAWN, FIRST)
    assert (left.note, left.evidence) == ("机构撤并", "来函.pdf")
    assert made.desk.store.originals.read(left.sha256) == scan.read_bytes()


def test_who_has_signed_is_not_offered_to_leave(stand: Stands) -> None:
    made = stand("entrusted")
    desk, signed = made.desk, Event(EventKind.CONTRACT_SIGNED, made.desk.today, FIRST)
    with desk.store.begin("event_recorded", "签订", desk.now(), project_id=PROJECT) as work:
        records.add_event(work, PROJECT, signed)
    made.load()
    page = page_of(made)
    page.record_withdrawn()
    listed = recording(page).units
    names = [listed.item(i).text() for i in range(listed.count())]
    assert len(names) == len(page.table.model.rows) - 1
    assert not any(name.startswith(FIRST) for name in names)

"""Panels, banners, rail and strip: what they say, to eyes and to readers, and what they offer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import fake
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.gui.models.finding_groups import grouped, held_words
from zjbuy_desktop.gui.models.views import Action, FootView
from zjbuy_desktop.gui.widgets.banner import BannerStack
from zjbuy_desktop.gui.widgets.basics import column
from zjbuy_desktop.gui.widgets.basis_panel import BasisPanel
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.findings_panel import FIRST, FindingCard, FindingsPanel
from zjbuy_desktop.gui.widgets.foot_bar import FootBar
from zjbuy_desktop.gui.widgets.papers_panel import PapersPanel
from zjbuy_desktop.gui.widgets.preview import PdfPreview
from zjbuy_desktop.gui.widgets.rail import Rail, stage_entries
from zjbuy_desktop.gui.widgets.return_strip import ReturnStrip, summary


def press(where: QWidget, name: str) -> None:
    found = [b for b in where.findChildren(QPushButton) if b.accessibleName() == name]
    assert len(found) == 1, (name, [b.accessibleName() for b in where.findChildren(QPushButton)])
    found[0].click()


def words(where: QWidget) -> list[str]:
    return [t.text() for t in where.findChildren(QLabel) if t.text() and t.isVisibleTo(where)]


def test_findings_are_grouped_and_lead_on(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.set_findings(fake.FINDINGS)
    groups = [t for t in words(panel) if t.startswith(("必须改", "请注意", "建议"))]
    assert groups == ["必须改 2", "请注意 1（处理或说明理由后才能完成）", "建议 1"]
    with qtbot.waitSignal(panel.visited) as visited:
        press(panel, f"去看：{fake.FINDINGS[1].message}")
    assert visited.args == [fake.FINDINGS[1]]
    with qtbot.waitSignal(panel.explained) as explained:
        press(panel, f"说明理由：{fake.FINDINGS[2].message}")
    assert explained.args == [fake.FINDINGS[2]]


def test_only_warnings_can_be_explained_away(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.set_findings(f for f in fake.FINDINGS if f.severity is not Severity.WARN)
    assert not [b for b in panel.findChildren(QPushButton) if b.text() == "说明理由"]


def test_hundreds_of_findings_are_shown_on_demand(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.set_findings(Finding(f"r{n}", Severity.BLOCK, f"第 {n} 条", None) for n in range(500))
    assert len(panel.findChildren(FindingCard)) == FIRST
    press(panel, f"再看其余 {500 - FIRST} 条")
    alive = [c for c in panel.findChildren(FindingCard) if not c.isHidden()]
    assert len(alive) == 500


UNITS = tuple(f"第{n}中学" for n in range(26))


def untold(units: tuple[str, ...] = UNITS) -> list[Finding]:
    return [
        Finding("told", Severity.WARN, f"{u}的通知书还没有发出。", None, "发出。", u) for u in units
    ]


def cards(panel: FindingsPanel) -> list[FindingCard]:
    return [c for c in panel.findChildren(FindingCard) if not c.isHidden()]


def test_many_units_with_the_same_finding_are_one_card_with_one_reason(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.units = UNITS
    panel.set_findings([fake.FINDINGS[0], *untold()])
    assert len(cards(panel)) == 2
    said = words(panel)
    assert "26 家单位的通知书还没有发出。" in said
    assert "第0中学、第1中学、第2中学等" in said
    with qtbot.waitSignal(panel.all_explained) as explained:
        press(panel, "说明理由：26 家单位的通知书还没有发出。")
    assert [f.subject for f in explained.args[0]] == list(UNITS)
    press(panel, "逐条看：26 家单位的通知书还没有发出。")
    assert len(cards(panel)) == 1 + FIRST, "one of the other severity, the group, its first units"
    one = next(c for c in cards(panel) if c.group.first.subject == UNITS[4] and c.group.alone)
    with qtbot.waitSignal(panel.explained) as alone:
        press(one, f"说明理由：{UNITS[4]}的通知书还没有发出。")
    assert alone.args[0].subject == UNITS[4]


def test_one_card_for_what_differs_only_in_its_cells_and_figures(qtbot: QtBot) -> None:
    from tests.core.builders import law, make_case
    from zjbuy_desktop.core.rules import outliers

    case = make_case()
    lots = tuple(replace(lot, ceiling_fen=2) for lot in case.project.lots)
    low = replace(case, project=replace(case.project, lots=lots), stages=())
    rows = list(outliers.needs_within_ceilings.check(low, law(), date(2026, 8, 17)))
    assert len({f.fix for f in rows}) > 2, "each names its own file and cell"
    names = {u.name for u in case.units}
    (group,) = grouped(rows, names)
    assert len(group.findings) == len(rows)
    assert group.fix == f"例如第一处：{rows[0].fix}"
    other = replace(rows[0], fix="请单位改正。")
    assert len(grouped([*rows, other], names)) == 2, "something else is to be done"
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.set_findings(rows)
    (card,) = cards(panel)
    assert group.fix in words(card)


def test_a_group_of_unlike_sentences_shows_the_first_and_says_how_many() -> None:
    found = [
        Finding("dates", Severity.WARN, f"{unit}的合同 8月{n}日 才签。", None, "", unit)
        for n, unit in enumerate(UNITS[:3], 1)
    ]
    (group,) = grouped(found, UNITS)
    assert group.message == "第0中学的合同 8月1日 才签。（同样的情况共 3 家单位）"
    assert len(grouped([*found, *untold()], UNITS)) == 2, "another rule is another thing"


def test_several_findings_about_one_unit_do_not_make_it_several_units() -> None:
    names = ("甲局", "甲局", "乙局")
    found = [Finding("told", Severity.WARN, f"{n}没有验收。", None, "验收。", n) for n in names]
    (group,) = grouped(found, names)
    assert group.count == "3 处（2 家单位）"
    assert group.message == "3 处（2 家单位）没有验收。"
    assert group.names == "甲局、乙局"


def test_the_note_of_what_holds_a_stage_names_both_kinds() -> None:
    assert held_words(fake.FINDINGS) == "还有 2 处必须改、1 处要处理或说明理由"
    assert held_words(f for f in fake.FINDINGS if f.severity is Severity.ADVISE) == ""


def test_no_findings_is_said(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.set_findings(fake.FINDINGS)
    panel.set_findings(())
    assert words(panel) == ["没有发现问题。"]


def test_papers_show_state_and_what_changed(qtbot: QtBot) -> None:
    panel = PapersPanel()
    qtbot.addWidget(panel)
    panel.set_papers(fake.PAPERS)
    said = words(panel)
    assert "过期" in said
    assert "已制作 18/18 份" in said
    assert "之江市水利局的数量由 60 改为 58" in said
    with qtbot.waitSignals([panel.previewed, panel.made, panel.opened]):
        press(panel, "预览：征集通知")
        press(panel, "重新制作：需求汇总表")
        press(panel, "打开文件夹：分单位确认表")


def test_a_section_folds_and_remembers(qtbot: QtBot) -> None:
    panel = BasisPanel()
    qtbot.addWidget(panel)
    panel.set_basis(fake.BASIS)
    assert panel.body.isHidden()
    press(panel, "依据 1（已收起）")
    assert not panel.body.isHidden()
    again = BasisPanel()
    qtbot.addWidget(again)
    assert not again.body.isHidden()


def test_banners_newest_first_no_twins_and_dismissed(qtbot: QtBot) -> None:
    stack = BannerStack()
    qtbot.addWidget(stack)
    ran: list[int] = []
    for n in range(5):
        stack.show_banner("warn", f"第 {n} 条")
    stack.show_banner("warn", "第 3 条", actions=(Action("去看", lambda: ran.append(1)),))
    assert [b.message for b in stack.banners()] == ["第 3 条", "第 4 条", "第 2 条"]
    assert stack.banners()[0].accessibleName() == "请注意：第 3 条"
    assert [b.isVisibleTo(stack) for b in stack.banners()] == [True, False, False]
    press(stack.banners()[0], "还有 2 条，看下一条")
    assert [b.message for b in stack.banners()] == ["第 4 条", "第 2 条", "第 3 条"]
    press(stack.banners()[0], "还有 2 条，看下一条")
    press(stack.banners()[0], "还有 2 条，看下一条")
    press(stack.banners()[0], "去看")
    assert ran == [1]
    assert [b.message for b in stack.banners()] == ["第 4 条", "第 2 条"]
    press(stack.banners()[0], "不再显示这条")
    assert [b.message for b in stack.banners()] == ["第 2 条"]


@pytest.fixture
def over_a_page(qtbot: QtBot) -> Iterator[BannerStack]:
    """The banners, and a line below that has the focus: a message in use would stay."""
    page, stack, line = QWidget(), BannerStack(), QLineEdit()
    page.setLayout(column(stack, line))
    qtbot.addWidget(page)
    page.show()
    line.setFocus()
    yield stack
    page.close()


def test_a_passing_banner_goes_by_itself(qtbot: QtBot, over_a_page: BannerStack) -> None:
    stack = over_a_page
    stack.show_banner("ok", "已保存。", seconds=0.01)
    qtbot.waitUntil(lambda: not stack.banners())
    assert stack.isHidden()


def test_a_success_goes_by_itself_and_a_warning_stays(
    qtbot: QtBot, over_a_page: BannerStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zjbuy_desktop.gui.widgets.banner.PASSING", 0.01)
    monkeypatch.setattr("zjbuy_desktop.gui.widgets.banner._REST_MS", 1)
    stack = over_a_page
    stack.show_banner("warn", "要处理")
    stack.show_banner("ok", "已保存。")
    qtbot.waitUntil(lambda: [b.message for b in stack.banners()] == ["要处理"])


def test_nothing_moves_while_the_pointer_does(
    qtbot: QtBot, over_a_page: BannerStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zjbuy_desktop.gui.widgets.banner._REST_MS", 1)
    moving = [QPoint(n, 0) for n in range(5)] + [QPoint(4, 0)]
    seen: list[QPoint] = []

    class Pointer:
        @staticmethod
        def pos() -> QPoint:
            seen.append(moving[min(len(seen), len(moving) - 1)])
            return seen[-1]

    monkeypatch.setattr("zjbuy_desktop.gui.widgets.banner.QCursor", Pointer)
    stack = over_a_page
    stack.show_banner("ok", "已保存。", seconds=0.01)
    qtbot.waitUntil(lambda: not stack.banners())
    assert len(seen) == len(moving), "it went once the pointer stood still"


def test_rail_says_each_stage_with_its_state_and_steps_over_phases(qtbot: QtBot) -> None:
    rail = Rail("环节")
    qtbot.addWidget(rail)
    rail.set_entries(stage_entries(fake.STAGES))
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [rail.item(n).data(role) for n in range(rail.count())]
    assert spoken[:3] == ["汇总", "立项与名册：已完成", "征集需求：需复核"]
    assert "名册在完成后改过" in rail.item(2).toolTip()
    rail.set_current("delegation")
    assert rail.step(1) == "plan"
    rail.set_current("signing")
    assert rail.step(1) == ""


def test_rail_is_worked_by_keyboard(qtbot: QtBot) -> None:
    rail = Rail("环节")
    qtbot.addWidget(rail)
    rail.set_entries(stage_entries(fake.STAGES))
    rail.set_current("delegation")
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail, Qt.Key.Key_Down)  # over the heading of the next phase
        qtbot.keyClick(rail, Qt.Key.Key_Return)
    assert chosen.args == ["plan"]


def test_strip_says_counts_and_each_unit(qtbot: QtBot) -> None:
    strip = ReturnStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 60)
    strip.set_squares(fake.squares())
    assert summary(fake.squares()) == "已接收 17，待改 3，待核对 2，未交 5"
    assert "待改 3" in strip.accessibleName()
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == "之江市公安局：已接收"
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert chosen.args == ["之江市公安局"]
    with qtbot.waitSignal(strip.chosen) as clicked:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(48, 10))
    assert clicked.args == ["之江市卫生健康委员会"]
    assert strip.heightForWidth(300) == 2 * strip.heightForWidth(1000)


def test_strip_is_given_the_lines_it_needs_when_it_gets_narrower(qtbot: QtBot) -> None:
    page, strip = QWidget(), ReturnStrip()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    box.addWidget(strip)
    box.addStretch(1)
    strip.set_squares(fake.squares())
    for width in (1000, 300):
        page.resize(width, 200)
        page.show()
        fake.settle(page)
        assert strip.height() == strip.heightForWidth(strip.width())


def test_foot_says_where_the_data_is_and_what_is_next(qtbot: QtBot) -> None:
    foot = FootBar()
    qtbot.addWidget(foot)
    foot.show_foot(fake.FOOT)
    said = "".join(words(foot))
    assert r"数据在 D:\采购\zjbuy" in said
    assert "下一步：催报 6 家未交单位（截止 8月20日，还有 3 个工作日）" in said
    with qtbot.waitSignal(foot.followed) as followed:
        press(foot, "去办：催报 6 家未交单位")
    assert followed.args == ["collection"]
    foot.show_foot(FootView())
    assert words(foot) == []


def drop(widget: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, buttons, keys))


def test_empty_state_takes_dropped_files(qtbot: QtBot, tmp_path: Path) -> None:
    empty = EmptyState("import", "还没有收到需求表", "拖到这里。", drops=True)
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.dropped) as dropped:
        drop(empty, tmp_path)
    assert dropped.args == [[tmp_path]]
    assert empty.property("dropping") is False


def test_preview_shows_every_page_and_zooms(qtbot: QtBot) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show()
    preview.set_pages(fake.pages())
    qtbot.waitUntil(lambda: preview.page_count == 2)
    assert "第 1 页，共 2 页" in words(preview)
    sheet = preview.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    page = next(w for w in sheet if w.accessibleName() == "第 1 页")
    before = page.width()
    press(preview, "放大")
    assert page.width() > before
    assert abs(page.height() / page.width() - 594 / 420) < 0.01

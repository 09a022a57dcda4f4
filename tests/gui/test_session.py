"""The session: opening, trouble, the demo's fixed day, papers, finding, closing."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, press_primary, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.paper_preview import PaperPreview
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog
from zjbuy_desktop.gui.models.paper_order import counted_on
from zjbuy_desktop.gui.models.views import PaperState
from zjbuy_desktop.gui.widgets.findings_panel import FindingCard
from zjbuy_desktop.usecases import papers, projects
from zjbuy_desktop.usecases.opening import pin_day
from zjbuy_desktop.usecases.results import PaperRow


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    sample_project(data, samples)
    return data


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture
def sitting(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data) as made:
        yield made


# Opening


def test_the_foot_says_where_the_data_is_and_that_it_is_safe(sitting: Sitting) -> None:
    foot = sitting.frame.foot
    assert foot._place_text.text() == f"数据在 {sitting.data}"
    assert foot._backup_text.text().startswith("备份已验证 今天")
    assert "下一步" in foot._next.text()
    assert foot._go.isVisible()


def test_the_rail_shows_every_stage_with_its_mark(sitting: Sitting) -> None:
    rail = sitting.frame.navigation.stages
    shown = [rail.item(n).text() for n in range(rail.count())]
    assert shown == [
        "汇总", "立项与名册", "征集需求", "回收与汇总", "参与委托", "意向公开",
        "需求调查与编制", "需求审查", "计划与委托", "临时采购计划", "代理委托", "采购实施",
        "定标与签约", "结果确认与采购协议", "通知与签约", "询问、质疑、投诉",
        "履约与归档", "验收、补充合同、支付", "统计与归档",
    ]  # fmt: skip


def test_every_stage_opens_under_its_number(sitting: Sitting) -> None:
    ones = ("", *"一二三四五六七八九")
    numbers = [f"{tens}{one}" for tens in ("", "十") for one in ones][1:]
    assert sitting.session.project is not None
    for spec in STAGES:
        sitting.session.project.go(spec.id)
        sitting.rest()
        if spec.along:
            assert sitting.title == spec.title, "what runs beside the others has no number"
        else:
            assert sitting.title == f"{numbers.pop(0)}、{spec.title}"


def test_the_demo_is_labelled_with_its_day(qtbot: QtBot, data: Path) -> None:
    pin_day(data, date(2026, 10, 20))
    with Sitting(qtbot, data, today=None) as sitting:
        assert "示例数据，日期固定为 2026年10月20日" in sitting.window.windowTitle()
        assert any("日期固定为" in text for text in sitting.banners())
        assert sitting.session.desk is not None
        assert sitting.session.desk.today == date(2026, 10, 20)
        assert "演示项目" in sitting.words(sitting.frame.navigation)


def test_newer_data_is_refused_in_plain_words(qtbot: QtBot, data: Path) -> None:
    with sqlite3.connect(data / "zjbuy.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    with Sitting(qtbot, data) as sitting:
        assert sitting.title == "数据没有打开"
        words = sitting.words(sitting.frame.pages)
        assert "由更新的程序版本建立" in words
        assert "请安装新版程序" in words
        again = [b.text() for b in sitting.frame.pages.findChildren(QPushButton)]
        assert "重新打开(&R)" in again


def test_a_folder_in_use_is_refused_and_can_be_tried_again(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as first, Sitting(qtbot, data) as second:
        assert second.title == "数据没有打开"
        first.close()
        again = next(
            b
            for b in second.frame.pages.currentWidget().findChildren(QPushButton)
            if b.text() == "重新打开(&R)"
        )
        second.press(again)
        assert second.title == headed("立项与名册")


def test_the_window_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from zjbuy_desktop.gui.shell.app import make_app\n"
        "from zjbuy_desktop.gui.shell.window import MainWindow\n"
        "app = make_app(['zjbuy']); window = MainWindow()\n"
        "window.painted.connect(lambda: (print(sorted(m for m in sys.modules if m.split('.')[0]"
        " in ('sqlmodel', 'sqlalchemy', 'reportlab', 'openpyxl', 'pydantic')"
        " or m.startswith('zjbuy_desktop.core'))), app.exit()))\n"
        "window.show(); app.exec()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_list_needs_no_database_library() -> None:
    code = (
        "import sys, zjbuy_desktop.gui.session, zjbuy_desktop.gui.sitting.places\n"
        "print(sorted(m for m in sys.modules if m in ('sqlmodel', 'sqlalchemy', 'reportlab',"
        " 'openpyxl', 'alembic')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


# Going about


def test_next_step_leads_to_its_stage(sitting: Sitting) -> None:
    sitting.go("signing")
    assert sitting.title == headed("通知与签约")
    sitting.press(sitting.frame.foot._go)
    assert sitting.title == headed("立项与名册")


def test_checking_again_says_what_was_found(sitting: Sitting) -> None:
    sitting.frame.check_asked.emit()
    sitting.rest()
    assert sitting.banners() == ["已重新检查：必须改 1 处，其余提醒 1 处。"]


def test_articles_stand_under_basis(sitting: Sitting) -> None:
    sitting.go("collection")
    sitting.frame.side.basis.unfold()
    words = sitting.words(sitting.frame.side.basis)
    assert "浙财采监〔2025〕6号 第六条（一）" in words
    assert "指导参与单位填报采购需求意向、汇总采购需求意向；" in words


def test_a_unit_is_found(sitting: Sitting) -> None:
    sitting.session.lookup.begin()
    found = [e for e in sitting.session.lookup.entries("图书馆") if e.text.startswith("之江市图")]
    sitting.frame.found.emit(found[0].id)
    sitting.rest()
    assert sitting.title == "单位库"
    shown = sitting.session.places.units.table.model.visible
    assert [u.unit.name for u in shown] == ["之江市图书馆"]


def test_a_paper_is_found(sitting: Sitting) -> None:
    entries = {e.text: e.id for e in sitting.session.project.find_entries()}
    sitting.frame.found.emit(entries["签订合同通知书"])
    sitting.rest()
    assert sitting.title == headed("通知与签约")


def test_files_dropped_anywhere_go_to_the_collection(sitting: Sitting, samples: Path) -> None:
    sitting.frame.files_dropped.emit([samples / "returns" / "之江市教育局.xlsx"])
    sitting.rest()
    assert sitting.title == headed("回收与汇总")


def test_a_late_reading_does_not_take_the_place_of_another_page(sitting: Sitting) -> None:
    sitting.frame.stage_chosen.emit("plan")
    sitting.frame.place_chosen.emit("deadlines")
    sitting.rest()
    assert sitting.title == "期限"


# Findings of many units


def test_one_reason_serves_all_units_of_a_rule_and_the_panel_stays(sitting: Sitting) -> None:
    sitting.go("call")
    side, desk = sitting.frame.side, sitting.session.desk
    assert desk is not None
    rule = "every_unit_got_the_form"
    found = tuple(f for f in side.findings.findings if f.rule == rule)
    assert len(found) == 26
    bar = side.findChild(QScrollArea).verticalScrollBar()
    (whole,) = [c for c in side.findings.findChildren(FindingCard) if not c.group.alone]
    sitting.press(next(b for b in whole.findChildren(QPushButton) if b.text() == "逐条看"))
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    asked: list[str] = []

    def explain(dialog: ReasonDialog) -> None:
        asked.append(dialog.go.text())
        dialog.reason.set_value("已在工作群里发放。")
        press_primary(dialog)

    cards = [c for c in side.findings.findChildren(FindingCard) if not c.isHidden()]
    one = next(c for c in cards if c.group.alone and c.group.first is found[9])
    sitting.answering(ReasonDialog, explain)
    sitting.press(next(b for b in one.findChildren(QPushButton) if b.text() == "说明理由"))
    assert bar.value() == place, "the panel stays where it was"
    before = len(sitting.case.overrides)
    rest = tuple(f for f in side.findings.findings if f.rule == rule)
    assert len(rest) == 25
    sitting.answering(ReasonDialog, explain)
    sitting.frame.findings_explained.emit(rest)
    sitting.rest()
    assert asked == ["记入理由", "对这 25 家单位都用这个理由"]
    assert len(sitting.case.overrides) == before + 25
    assert not [f for f in side.findings.findings if f.rule == rule]
    with sqlite3.connect(sitting.data / "zjbuy.db") as db:
        sql = "SELECT count(*) FROM audit_event WHERE action = 'warning_explained'"
        assert db.execute(sql).fetchone() == (2,), "one record of all 25"
    db.close()


# Papers


def test_a_running_number_counts_on() -> None:
    assert counted_on("之机管采函〔2026〕12号", 3) == "之机管采函〔2026〕15号"
    assert counted_on("ZJ-2026-009", 1) == "ZJ-2026-010"
    assert counted_on("之机管采函〔2026〕号", 2) == "之机管采函〔2026〕号"
    assert counted_on("", 1) == ""


def test_papers_are_made_numbered_and_shown(sitting: Sitting, tmp_path: Path) -> None:
    sitting.go("call")
    panel = sitting.frame.side.papers
    (card,) = panel.papers
    assert card.state is PaperState.MISSING
    assert card.changed == "还缺适用理由、文号、成文日期，先出草稿。"
    desk, case = sitting.session.desk, sitting.case
    assert desk is not None
    projects.update(desk, case.id, replace(case.project, suitability="规格统一。"))
    out = tmp_path / "文件"

    def fill(dialog: PaperRunDialog) -> None:
        dialog.number.set_value("之机管采函〔2026〕12号")
        dialog.dated.set_value(TODAY)
        dialog.folder.set_value(out)
        press_primary(dialog)

    sitting.answering(PaperRunDialog, fill)
    sitting.frame.paper_made.emit(card.kind)
    sitting.rest()
    (made,) = sitting.case.papers
    assert (made.number, made.dated, made.draft) == ("之机管采函〔2026〕12号", TODAY, False)
    assert Path(made.file).parent == out
    assert Path(made.file).read_bytes().startswith(b"%PDF")
    assert panel.papers[0].state is PaperState.MADE
    assert any("制作了 1 份" in text for text in sitting.banners())


def test_a_made_paper_turns_stale_and_says_why(sitting: Sitting, tmp_path: Path) -> None:
    sitting.go("call")
    sitting.answering(
        PaperRunDialog, lambda d: (d.folder.set_value(tmp_path / "a"), press_primary(d))
    )
    sitting.frame.paper_made.emit("call_notice")
    sitting.rest()
    page = sitting.page
    sitting.type_in(page.day.line, "2026-9-1")  # type: ignore[attr-defined]
    sitting.press(page.save)  # type: ignore[attr-defined]
    (card,) = sitting.frame.side.papers.papers
    assert card.state is PaperState.STALE
    assert "9月1日" in card.changed


def test_papers_of_units_are_numbered_on(sitting: Sitting) -> None:
    def fill(dialog: PaperRunDialog) -> None:
        dialog.table.view.clearSelection()
        press_primary(dialog)
        assert dialog.message.text() == "请至少选一家。"
        dialog.table.view.selectAll()
        dialog.number.set_value("之机管采函〔2026〕号")
        dialog.keep.click()
        assert "流水号" in dialog.message.text()
        dialog.number.set_value("之机管采函〔2026〕30号")
        dialog.keep.click()

    spec = papers.paper_spec("signing_notice")
    rows = [
        PaperRow(spec.kind, spec.title, name, "", None, "未制作", (), "", ())
        for name in ("甲单位", "乙单位")
    ]
    dialog = PaperRunDialog(sitting.window, spec, rows, TODAY, Path("/tmp"))
    dialog.show()
    fill(dialog)
    order = dialog.order()
    assert order.folder is None
    assert [(d.unit, d.number) for d in order.details] == [
        ("甲单位", "之机管采函〔2026〕30号"),
        ("乙单位", "之机管采函〔2026〕31号"),
    ]


def test_the_number_of_each_paper_is_seen_while_the_first_is_typed(sitting: Sitting) -> None:
    spec = papers.paper_spec("signing_notice")
    rows = [
        PaperRow(spec.kind, spec.title, name, "旧", None, "未制作", (), "", ())
        for name in ("甲单位", "乙单位")
    ]
    dialog = PaperRunDialog(sitting.window, spec, rows, TODAY, Path("/tmp"))
    dialog.show()
    shown = dialog.table.view.model()
    assert [shown.index(n, 1).data() for n in (0, 1)] == ["旧", "旧"]
    dialog.number.set_value("函2026-3")
    dialog.number.end(False)
    sitting.qtbot.keyClicks(dialog.number, "0")
    assert [shown.index(n, 1).data() for n in (0, 1)] == ["函2026-30", "函2026-31"]
    dialog.table.view.selectRow(1)
    assert [shown.index(n, 1).data() for n in (0, 1)] == ["旧", "函2026-30"]
    dialog.close()


def test_a_number_given_already_is_said_before_anything_is_made(sitting: Sitting) -> None:
    spec = papers.paper_spec("signing_notice")
    rows = [PaperRow(spec.kind, spec.title, "甲单位", "", None, "未制作", (), "", ())]

    def used(details: Sequence[PaperDetails]) -> str:
        return "文号已经用于《委托函》。" if any(d.number == "函3" for d in details) else ""

    dialog = PaperRunDialog(sitting.window, spec, rows, TODAY, Path("/tmp"), used=used)
    dialog.show()
    dialog.number.set_value("函3")
    dialog.keep.click()
    assert dialog.message.text() == "文号已经用于《委托函》。"
    assert dialog.isVisible()
    dialog.number.set_value("函4")
    dialog.keep.click()
    assert not dialog.isVisible()
    assert dialog.order().details[0].number == "函4"


def test_a_paper_is_previewed(sitting: Sitting) -> None:
    sitting.frame.paper_previewed.emit("lead_recommendation")
    sitting.rest()
    preview = sitting.session.project.papers.preview
    assert isinstance(preview, PaperPreview)
    sitting.qtbot.waitUntil(lambda: preview.preview.page_count > 0)
    assert preview.current() == "之江市教育局"
    preview.subject.set_value("之江市图书馆")
    preview.subject_wanted.emit("之江市图书馆")
    sitting.rest()
    assert preview.current() == "之江市图书馆"
    preview.close()


# Closing


def test_closing_frees_the_folder(qtbot: QtBot, data: Path) -> None:
    for _ in range(2):
        with Sitting(qtbot, data) as sitting:
            assert sitting.title == headed("立项与名册")


def test_what_was_typed_at_the_last_moment_is_saved(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as sitting:
        editor = sitting.page.form.fields["project_number"].widget  # type: ignore[attr-defined]
        sitting.type_in(editor, "ZJ-1")
        sitting.window.close()
    with Sitting(qtbot, data) as sitting:
        assert sitting.page.form.value("project_number") == "ZJ-1"  # type: ignore[attr-defined]


# Sample and printer


def test_the_sample_opens_beside_the_own_data_and_back(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, template: Path
) -> None:
    def quick(out: Path) -> None:
        shutil.copytree(template, out / "data")
        pin_day(out / "data", date(2026, 10, 20))

    monkeypatch.setattr("zjbuy_desktop.usecases.demo.run_demo", quick)
    sitting.session.go_place("workbench")
    sitting.rest()
    home = sitting.session.places.home
    assert not home.own.isVisible()
    sitting.press(home.demo)
    sitting.rest()
    assert "示例数据" in sitting.window.windowTitle()
    assert sitting.session.desk is not None
    assert sitting.session.desk.today == date(2026, 10, 20)
    assert sitting.session.desk.data_dir != sitting.data
    sitting.session.go_place("workbench")
    sitting.rest()
    assert not home.demo.isVisible()
    sitting.press(home.own)
    sitting.rest()
    assert sitting.session.desk.data_dir == sitting.data
    assert sitting.session.desk.today == TODAY
    assert "示例" not in sitting.window.windowTitle()


def test_a_paper_is_printed_page_by_page(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "printed.pdf"

    def to_file(parent: object, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    monkeypatch.setattr("zjbuy_desktop.gui.dialogs.printing.ask_printer", to_file)
    sitting.go("plan")
    sitting.frame.paper_previewed.emit("provisional_plan")
    sitting.rest()
    preview = sitting.session.project.papers.preview
    assert preview is not None
    sitting.qtbot.waitUntil(lambda: preview.preview.page_count > 0)
    assert not target.exists()
    sitting.frame.print_asked.emit()
    sitting.rest()
    with pypdfium2.PdfDocument(target) as printed:
        assert len(printed) == preview.preview.page_count
        width, height = printed[0].get_size()
        assert width > height, "the plan table is turned"
    preview.close()

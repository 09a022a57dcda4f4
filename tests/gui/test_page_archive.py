"""归档 by clicking: the legal list, reasons, the end of the procurement, folder, check, packs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, Folders, Stand, Stands, press
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.archiving import Required
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.dialogs.archive_check import ArchiveCheckDialog
from zjbuy_desktop.gui.dialogs.archive_file import ArchiveFileDialog
from zjbuy_desktop.gui.pages import archive
from zjbuy_desktop.gui.pages.archive import ArchivePage
from zjbuy_desktop.gui.sitting import ending
from zjbuy_desktop.usecases import archive_writing, recording, sealing, stages
from zjbuy_desktop.usecases.opening import open_desk

UNIT, LEAD = "之江市实验小学", "之江市机关事务管理局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def made(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stand]:
    make: Stands
    with journey.stands(qtbot, folders, tmp_path, ArchivePage) as make:
        yield make("awarded", AWARDED)


@pytest.fixture
def page(made: Stand) -> ArchivePage:
    assert isinstance(made.page, ArchivePage)
    return made.page


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the clerk chooses."""
    folder = tmp_path / "归档"
    folder.mkdir()
    monkeypatch.setattr(archive, "choose_folder", lambda *_: folder)
    return folder


def cells(page: ArchivePage, one: Required) -> list[str]:
    return [c.shown(one) for c in page.table.model.columns]


def of(page: ArchivePage, material: Material) -> list[Required]:
    return [r for r in page.table.model.rows if r.material is material]


def words(made: Stand) -> str:
    return "\n".join(x.text() for x in made.frame.findChildren(QLabel) if x.isVisible())


def test_what_the_law_wants_is_told_with_the_way_to_get_it(page: ArchivePage) -> None:
    (offer,) = of(page, Material.OFFER)
    assert cells(page, offer)[:4] == ["投标文件", "整个项目", "缺", "–"]
    assert "向采购代理机构要回" in cells(page, offer)[4]
    assert {r.unit for r in of(page, Material.CONTRACT)} >= {UNIT, LEAD}
    lacking = sum(r.lacking for r in page.table.model.rows)
    assert page.leaves.tabText(0) == f"材料清单(&1) 缺 {lacking}"
    assert f"缺 {lacking} 件" in page.sum.text()
    assert page.sealed.text() == "还没有生成过归档文件夹。"


def test_each_unit_is_told_apart_and_the_lead_needs_no_letter(page: ArchivePage) -> None:
    shown = {u.unit: [c.shown(u) for c in page.units.model.columns] for u in page.units.model.rows}
    assert shown[UNIT][1:] == ["1 份", "已核章", "没有", "0/1，缺 1", "0/1，缺 1"]
    assert shown[LEAD][2:4] == ["不需要", "不需要"]


def test_recording_the_end_gives_every_volume_its_day(
    qtbot: QtBot, made: Stand, page: ArchivePage
) -> None:
    assert {v.until for v in page.volumes.model.rows} == {None}
    block = next(f for f in made.frame.side.findings.findings if "采购活动已结束" in f.message)
    assert page.visit(block)
    assert page.leaves.currentIndex() == 3
    line = page.checklist.lines[EventKind.PROCUREMENT_ENDED.value]
    line.day.set_value(AWARDED)
    line.note.set_value("最后一份合同验收之日")
    press(qtbot, line.go)
    assert made.case.happened(EventKind.PROCUREMENT_ENDED) == AWARDED
    assert {str(v.until) for v in page.volumes.model.rows} == {"2041-10-12"}
    assert "保管 15 年，至 2041-10-12" in page.sum.text()


def test_why_there_is_none_is_written_for_several_at_once(
    qtbot: QtBot, made: Stand, page: ArchivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def reason(_page: object, _title: str, text: str, **_: object) -> str:
        asked.append(text)
        return "平台留存"

    monkeypatch.setattr(archive, "ask_reason", reason)
    press(qtbot, page.why)
    assert "请先选中缺的材料" in made.told[-1][1]
    wanted = {Material.OFFER, Material.REPORT, Material.RECORD}
    page.table.choose(lambda r: r.material in wanted)
    press(qtbot, page.why)
    assert "等 3 件" in asked[0]
    for material in wanted:
        (one,) = of(page, material)
        assert cells(page, one)[2:] == ["没有（已说明）", "平台留存", "–"]
    left = {f.subject for f in page.context.findings} | {f.rule for f in page.context.findings}
    assert not {"投标文件", "评审报告", "activity_record_is_made"} & left
    assert "写明没有的 3 件" in page.sum.text()


def test_a_file_is_put_in_and_taken_out(
    qtbot: QtBot, made: Stand, page: ArchivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "评审报告.docx"
    file.write_bytes(b"report")
    monkeypatch.setattr(archive, "choose_file", lambda *_: file)
    press(qtbot, page.add)
    assert "请先选中" in made.told[-1][1]
    page.table.choose(lambda r: r.material is Material.REPORT)
    assert not page.drop.isEnabled()
    press(qtbot, page.add)
    dialog = page.dialog
    assert isinstance(dialog, ArchiveFileDialog)
    press(qtbot, dialog.go)
    assert "请填日期" in dialog.message.text()
    dialog.form.fields["on"].editor.set_value(AWARDED)
    press(qtbot, dialog.go)
    assert made.case.archive_files == ()
    assert "责任者" in dialog.message.text()
    dialog.form.fields["author"].editor.set_value("采购中心")
    dialog.form.fields["pages"].editor.set_value(38)
    press(qtbot, dialog.go)
    (kept,) = made.case.archive_files
    assert (kept.title, kept.author, kept.pages) == ("评审报告", "采购中心", 38)
    (one,) = of(page, Material.REPORT)
    assert cells(page, one)[2:4] == ["有", "补进的文件 评审报告.docx"]
    page.table.choose(lambda r: r.material is Material.REPORT)
    assert page.drop.isEnabled()
    monkeypatch.setattr(archive, "ask_reason", lambda *_, **__: "不是这一份")
    press(qtbot, page.drop)
    assert made.case.archive_files == ()


def test_a_finding_leads_to_its_line(page: ArchivePage) -> None:
    finding = next(
        f for f in page.context.findings if f.subject.startswith(f"验收证明：{UNIT}")
    )  # fmt: skip
    page.leaves.setCurrentIndex(2)
    assert page.visit(finding)
    assert page.leaves.currentIndex() == 0
    current = page.table.current()
    assert current is not None
    assert current.name == finding.subject


def test_folder_check_and_what_changed_since(
    qtbot: QtBot, made: Stand, page: ArchivePage, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, page.seal)
    (folder,) = out.iterdir()
    assert "归档文件夹已生成" in words(made)
    assert "此后数据没有变动" in page.sealed.text()
    last = sealing.standing(made.desk, PROJECT).last
    assert last is not None
    assert page.checksum.text() == f"封存校验值：{last.sha256}"
    assert last.sha256 in words(made)
    monkeypatch.setattr(archive, "choose_folder", lambda *_: folder)
    press(qtbot, page.check)
    assert isinstance(page.dialog, ArchiveCheckDialog)
    assert "都与清单相符" in page.dialog.files.text()
    assert not page.dialog.table.model.rows
    page.dialog.reject()
    (folder / archive_writing.CHECK_PAGE).write_text("x")
    press(qtbot, page.check)
    assert [d.path for d in page.dialog.table.model.rows] == [archive_writing.CHECK_PAGE]
    assert "被改动 1 个" in page.dialog.files.text()
    assert "封存时登记的一致" in page.dialog.list.text()
    page.dialog.reject()
    page.checklist.lines[EventKind.PROCUREMENT_ENDED.value].day.set_value(AWARDED)
    press(qtbot, page.checklist.lines[EventKind.PROCUREMENT_ENDED.value].go)
    assert "此后有 1 次改动" in page.sealed.text()


def test_packs_are_written_one_for_each_unit(
    qtbot: QtBot, made: Stand, page: ArchivePage, out: Path
) -> None:
    press(qtbot, page.packs)
    (folder,) = out.iterdir()
    names = sorted(f.name for f in folder.iterdir())
    assert f"{UNIT}-材料包.zip" in names
    assert len(names) == len(page.units.model.rows) - 1
    assert f"{len(names)} 家单位的材料包已导出" in words(made)


def test_the_clerk_thinks_better_of_it(
    qtbot: QtBot, made: Stand, page: ArchivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "choose_folder", lambda *_: None)
    for tool in (page.seal, page.check, page.packs):
        press(qtbot, tool)
    assert sealing.standing(made.desk, PROJECT).last is None


def test_progress_names_what_is_in_hand_and_cancel_leaves_nothing(
    made: Stand, page: ArchivePage, out: Path
) -> None:
    seen: list[tuple[int, int, str]] = []

    def tell(progress: object) -> None:
        seen.append((progress.done, progress.total, progress.what))  # type: ignore[attr-defined]

    def follow(task: object) -> None:
        task.progressed.connect(tell)  # type: ignore[attr-defined]
        task.progressed.connect(lambda _: task.cancel())  # type: ignore[attr-defined]

    made.work.started.connect(follow)
    page.make_seal(out)
    assert seen
    assert seen[0][2] == "清点材料"
    assert list(out.iterdir()) == []
    assert sealing.standing(made.desk, PROJECT).last is None
    assert page.primary.isEnabled()


def test_the_stage_is_completed_only_with_everything_there_or_explained(
    qtbot: QtBot, made: Stand, page: ArchivePage
) -> None:
    press(qtbot, page.primary)
    assert made.completed == 0
    assert "采购活动已结束" in made.told[-1][1]


ALL = (
    "archive_is_complete", "activity_record_is_made", "statistics_are_made",
    "archive_catalogue_is_made",
)  # fmt: skip


@pytest.fixture
def office(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Sitting]:
    """All is done but the sealed folder."""
    data = folders.copy("awarded", tmp_path / "data")
    desk = open_desk(data, AWARDED)
    stages.take_over(desk, PROJECT, "archive", "以前办的")
    recording.record(desk, PROJECT, [Event(EventKind.PROCUREMENT_ENDED, AWARDED)])
    for rule in ALL:
        stages.explain_warning(desk, PROJECT, rule, "", "另行保管")
    desk.store.close()
    with Sitting(qtbot, data, AWARDED) as sitting:
        sitting.session.open_project(PROJECT, "archive")
        sitting.rest()
        yield sitting


def act(office: Sitting, text: str) -> None:
    (banner,) = [b for b in office.frame.banners.banners() if b.message == ending.DONE]
    office.press(next(b for b in banner.findChildren(QPushButton) if b.text() == text))


def test_without_a_sealed_folder_the_archive_is_not_completed(office: Sitting, out: Path) -> None:
    page = office.page
    assert isinstance(page, ArchivePage)
    assert office.findings() == ["还没有生成归档文件夹。"]
    office.press(page.primary)
    assert office.case.stage("archive").completed_on is None
    assert office.banners() == ["还有 1 处要处理或说明理由。"]
    office.press(page.seal)
    assert office.findings() == []
    office.press(page.primary)
    assert office.case.stage("archive").completed_on == AWARDED
    assert office.banners() == [ending.DONE]


def test_after_the_last_stage_the_ways_on_are_offered(
    office: Sitting, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office.page
    assert isinstance(page, ArchivePage)
    office.press(page.seal)
    office.press(page.primary)
    office.frame.banners.clear()
    assert page.primary.text() == "已完成，看接下来(&N)…"
    given: list[int] = []
    monkeypatch.setattr(office.session.keeping, "give", given.append)
    office.press(page.primary)
    act(office, "交给下一台电脑…")
    assert given == [PROJECT]
    office.press(page.primary)
    act(office, "回工作台")
    assert office.frame.place == "workbench"
    desk = office.session.desk
    assert desk is not None
    stages.reopen(desk, PROJECT, "signing")
    office.session.open_project(PROJECT, "archive")
    office.rest()
    office.press(page.primary)
    assert office.title.endswith("通知与签约"), "what is open again comes first"

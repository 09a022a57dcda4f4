"""归档文件夹：写得全、写不全就什么也没有、登记在案、改一个字也认得；各单位材料包；命令行。"""

import errno
import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, RETURNS, Folders
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.checksums import SUMS, read_sums, sums_text
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.archive_kinds import Group, Material
from zjbuy_desktop.core.case.archiving import required
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.papers.archive_catalogue import holdings
from zjbuy_desktop.store import seals
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import (
    archive_check,
    archive_files,
    archive_packs,
    archive_pieces,
    archive_view,
    papers,
    projects,
    recording,
    sealing,
    stages,
    tendering,
    trust,
    whole_folders,
)
from zjbuy_desktop.usecases.archive_writing import CHECK_PAGE, volume
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import shortened
from zjbuy_desktop.usecases.opening import open_desk

UNIT, LEAD = "之江市实验小学", "之江市机关事务管理局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: Folders, tmp_path: Path) -> Path:
    return folders.copy("awarded", tmp_path / "数 据")


@pytest.fixture
def desk(data: Path, tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(data, AWARDED)
    for kind in ("signing_notice", "lead_recommendation", "requirement_document"):
        papers.make(made, PROJECT, [kind], tmp_path / "文件", subject=_one(kind))
    yield made
    made.store.close()


def _one(kind: str) -> str:
    return "" if kind == "requirement_document" else UNIT


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "归档"


def files_in(folder: Path) -> dict[str, Path]:
    return {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file()}


def listed(folder: Path) -> dict[str, str]:
    return read_sums((folder / SUMS).read_text("utf-8"))[0]


def final(desk: Desk, kind: str, subject: str = "") -> None:
    """Say that what was made is no draft: what is missing of the sample isn't the matter here."""
    with desk.store.begin("papers_made", "定稿", desk.now(), project_id=PROJECT) as work:
        work.db.exec_driver_sql(
            "UPDATE made_paper SET draft = 0 WHERE kind = ? AND unit = ?", (kind, subject)
        )


# The folder


def test_the_folder_holds_papers_returns_books_list_and_checksums(desk: Desk, out: Path) -> None:
    final(desk, "signing_notice", UNIT)
    made = sealing.seal(desk, PROJECT, out)
    assert made.folder.name == f"归档_{desk.case(PROJECT).project.name}_{AWARDED}"
    there = files_in(made.folder)
    assert f"5-合同/签订合同通知书-{UNIT}.pdf" in there
    assert f"1-立项/采购需求意向填报表-{UNIT}.xlsx" in there
    for name in ("统计.xlsx", "需求汇总表.xlsx", "操作记录.xlsx"):
        assert f"8-电子数据/{name}" in there
    assert (made.folder / sealing.CATALOGUE_FILE).read_bytes().startswith(b"%PDF")
    assert {*there} == {*listed(made.folder), SUMS}
    assert made.files == len(there) - 1
    assert dict(made.volumes)["1-立项"] == sum(p.startswith("1-") for p in there)
    drafts = {kind for kind in made.drafts if "需求书" in kind}
    assert drafts, "a draft is told and left out"
    assert not any("需求书" in path for path in there)


def test_the_systems_own_tool_agrees(desk: Desk, out: Path) -> None:
    made = sealing.seal(desk, PROJECT, out)
    check = ["sha256sum", "-c", "--strict", "--quiet", SUMS]
    assert subprocess.run(check, cwd=made.folder, check=False).returncode == 0


def test_originals_are_the_bytes_that_came(desk: Desk, out: Path) -> None:
    made = sealing.seal(desk, PROJECT, out)
    kept = (made.folder / f"1-立项/采购需求意向填报表-{UNIT}.xlsx").read_bytes()
    assert kept in [f.read_bytes() for f in RETURNS.rglob("*") if f.suffix == ".xlsx"]


def test_the_list_for_machines_says_the_same(desk: Desk, out: Path) -> None:
    recording.record(desk, PROJECT, [Event(EventKind.PROCUREMENT_ENDED, date(2026, 10, 12))])
    stages.explain_warning(desk, PROJECT, "archive_is_complete", "投标文件", "平台留存")
    made = sealing.seal(desk, PROJECT, out)
    said = json.loads((made.folder / sealing.LIST_FILE).read_text("utf-8"))
    assert (said["ended"], said["keep_years"], said["keep_until"]) == (
        "2026-10-12", 15, "2041-10-12",
    )  # fmt: skip
    sums = listed(made.folder)
    assert all(sums[f["path"]] == f["sha256"] for f in said["files"])
    assert said["explained"] == [{"name": "投标文件", "reason": "平台留存"}]
    assert said["lacking"] == list(made.lacking)
    assert "投标文件" not in made.lacking
    assert sum(v["files"] for v in said["volumes"]) == len(said["files"]) - 1


def test_the_statistics_are_numbers_that_add_up(desk: Desk, out: Path) -> None:
    made = sealing.seal(desk, PROJECT, out)
    book = load_workbook(made.folder / "8-电子数据/统计.xlsx")
    rows = [[c.value for c in row] for row in book["各单位"].iter_rows(min_row=4)]
    *units, foot = [r for r in rows if r[1]]
    assert foot[1] == "合计"
    assert sum(round(r[3] * 100) for r in units) == round(foot[3] * 100)


def test_the_trail_in_it_is_the_chain(desk: Desk, out: Path) -> None:
    made = sealing.seal(desk, PROJECT, out)
    book = load_workbook(made.folder / "8-电子数据/操作记录.xlsx")
    rows = [[c.value for c in r] for r in book["操作记录"].iter_rows(min_row=4) if r[0].value]
    with desk.store.read() as view:
        events = list_audit(view, PROJECT, 10_000)
        known = dict(view.db.exec_driver_sql("SELECT seq, hash FROM audit_event").fetchall())
    assert [r[0] for r in rows] == [e.seq for e in reversed(events)][:-1], "up to the sealing"
    assert all(r[4] == known[r[0]] for r in rows)


def test_a_second_folder_of_the_day_does_not_touch_the_first(desk: Desk, out: Path) -> None:
    first, second = (sealing.seal(desk, PROJECT, out) for _ in range(2))
    assert second.folder.name == f"{first.folder.name}（2）"
    assert archive_check.verify(desk, first.folder).sound
    assert archive_check.verify(desk, second.folder).sound


def test_a_paper_that_was_moved_away_is_set_again_or_told(desk: Desk, out: Path) -> None:
    final(desk, "signing_notice", UNIT)
    made = desk.case(PROJECT).made_of("signing_notice", UNIT)
    assert made is not None
    Path(made.file).unlink()
    again = sealing.seal(desk, PROJECT, out)
    assert (again.folder / f"5-合同/签订合同通知书-{UNIT}.pdf").read_bytes().startswith(b"%PDF")
    assert again.lost == ()
    card = desk.case(PROJECT).project
    projects.update(desk, PROJECT, replace(card, name=card.name + "（二）"))
    gone = sealing.seal(desk, PROJECT, out)
    assert len(gone.lost) == 1
    assert "签订合同通知书" in gone.lost[0]
    assert not any("签订合同通知书" in path for path in files_in(gone.folder))


def test_an_original_that_is_gone_is_told_and_a_damaged_one_stops(desk: Desk, out: Path) -> None:
    file = next(r for r in _returned(desk) if r.current_units == (UNIT,))
    path = desk.store.originals.path(file.sha256)
    content = path.read_bytes()
    path.unlink()
    made = sealing.seal(desk, PROJECT, out)
    assert [UNIT in said and "原件缺失" in said for said in made.lost] == [True]
    path.write_bytes(content + b"x")
    with pytest.raises(UserError, match="原件已被改动"):
        sealing.seal(desk, PROJECT, out)
    assert [f.name for f in out.iterdir()] == [made.folder.name]


def _returned(desk: Desk) -> tuple[archive_pieces.ReturnRecord, ...]:
    with desk.store.read() as view:
        return archive_pieces.list_returns(view, PROJECT)


def test_documents_and_proofs_are_in(desk: Desk, out: Path, tmp_path: Path) -> None:
    document, scan = tmp_path / "招标文件.docx", tmp_path / "合同扫描.pdf"
    document.write_bytes(b"document")
    scan.write_bytes(b"contract")
    tendering.confirm_file(desk, PROJECT, document, "送审稿", 80)
    tendering.compare_file(desk, PROJECT, document)
    event = Event(EventKind.CONTRACT_SIGNED, date(2026, 10, 8), UNIT)
    recording.record(desk, PROJECT, [event], scan)
    made = sealing.seal(desk, PROJECT, out)
    there = files_in(made.folder)
    assert there["3-采购/采购文件（发出）.docx"].read_bytes() == b"document"
    assert "3-采购/采购文件（确认）.docx" not in there, "the same file once"
    proof = f"5-合同/证明材料（合同已签订）-{UNIT}.pdf"
    assert there[proof].read_bytes() == b"contract"
    assert not {"招标文件", "评审标准"} & set(made.lacking)
    assert not [x for x in made.lacking if x.startswith(f"合同文本：{UNIT}")]
    packs = archive_packs.write_packs(desk, PROJECT, out).packs
    having = []
    for pack in packs:
        with zipfile.ZipFile(pack.file) as packed:
            having += [pack.unit for n in packed.namelist() if "证明材料" in n]
    assert having == [UNIT]


def test_names_that_are_too_long_for_a_disk_are_cut(desk: Desk, out: Path, tmp_path: Path) -> None:
    card = desk.case(PROJECT).project
    projects.update(desk, PROJECT, replace(card, name="很" * 110))
    for n in range(2):
        file = tmp_path / f"{n}.docx"
        file.write_bytes(f"{n}".encode())
        archive_files.add(desk, PROJECT, file, given(Material.OFFER, title="长" * 115))
    made = sealing.seal(desk, PROJECT, out)
    assert len(made.folder.name.encode()) <= 255
    offers = [p for p in files_in(made.folder) if p.startswith("4-评审/长")]
    assert sorted(p.rpartition("长")[2] for p in offers) == [".docx", "（2）.docx"]
    assert archive_check.verify(desk, made.folder).sound
    assert archive_packs.write_packs(desk, PROJECT, out).packs


def test_a_name_is_cut_between_characters() -> None:
    assert shortened("甲乙丙.pdf", 10) == "甲乙.pdf"
    assert shortened("甲乙丙.pdf", 12) == "甲乙.pdf"
    assert shortened("甲乙丙.pdf", 13) == "甲乙丙.pdf"
    assert shortened("甲.乙丙丁戊己庚辛", 9) == "甲.乙"


def test_volumes_stand_in_the_order_of_the_catalogue() -> None:
    assert [volume(g) for g in (*Group, None)] == [
        "1-立项", "2-需求", "3-采购", "4-评审", "5-合同", "6-履约", "7-争议", "8-电子数据",
    ]  # fmt: skip


def given(material: Material, **more: object) -> ArchiveFile:
    file = ArchiveFile(material, "", "", "", "采购中心", date(2026, 10, 9), 0, "", "")
    return replace(file, **more)  # type: ignore[arg-type]


def test_a_file_put_in_is_held_listed_and_sealed(desk: Desk, out: Path, tmp_path: Path) -> None:
    offers, scan = tmp_path / "投标文件.zip", tmp_path / "扫描.pdf"
    offers.write_bytes(b"offers")
    scan.write_bytes(b"contract")
    wanted = {x.name: x for x in required(desk.case(PROJECT))}
    contract = next(x for x in wanted.values() if x.unit == UNIT and x.word == "合同文本")
    archive_files.add(desk, PROJECT, offers, given(Material.OFFER))
    own = given(Material.CONTRACT, subject=contract.subject, author=UNIT, pages=12)
    kept = archive_files.add(desk, PROJECT, scan, own)
    now = {x.name: x.where for x in required(desk.case(PROJECT))}
    assert {n for n, where in now.items() if where} - {n for n, x in wanted.items() if x.where} == {
        "投标文件",
        contract.name,
    }, "nobody else's contract"
    made = sealing.seal(desk, PROJECT, out)
    there = files_in(made.folder)
    assert there["4-评审/投标文件.zip"].read_bytes() == b"offers"
    assert there[f"5-合同/合同文本-{contract.subject}.pdf"].read_bytes() == b"contract"
    held = holdings(desk.case(PROJECT), ())
    (line,) = [h for h in held if h.title == f"合同文本：{contract.subject}"]
    assert (line.author, line.pages, line.carrier) == (UNIT, 12, "电子")
    (pack,) = [p for p in archive_packs.write_packs(desk, PROJECT, out).packs if p.unit == UNIT]
    assert contract.name not in pack.lacking
    with pytest.raises(UserError, match="写明原因"):
        archive_files.remove(desk, PROJECT, kept.id, " ")
    archive_files.remove(desk, PROJECT, kept.id, "扫错了")
    assert not {x.name: x.where for x in required(desk.case(PROJECT))}[contract.name]
    with pytest.raises(UserError, match="没有编号"):
        archive_files.remove(desk, PROJECT, kept.id, "扫错了")
    assert trust.verify_data(desk.data_dir)["problems"] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"author": " "}, "没有写责任者"),
        ({"on": date(2026, 10, 13)}, "晚于今天"),
        ({"subject": "某局（标项九）"}, "没有“某局（标项九）”这一份"),
    ],
)
def test_a_file_that_says_too_little_is_refused(
    desk: Desk, tmp_path: Path, more: dict[str, object], said: str
) -> None:
    file = tmp_path / "甲.docx"
    file.write_bytes(b"x")
    with pytest.raises(UserError, match=said):
        archive_files.add(desk, PROJECT, file, given(Material.CONTRACT, **more))
    with pytest.raises(UserError, match="找不到"):
        archive_files.add(desk, PROJECT, tmp_path / "没有.pdf", given(Material.OFFER))
    assert desk.case(PROJECT).archive_files == ()
    assert (
        archive_files.add(desk, PROJECT, file, given(Material.OFFER, on=AWARDED)).name == "甲.docx"
    )


# All of it or nothing


class Stop(BaseException):
    """What the window raises when the clerk cancels."""


@pytest.mark.parametrize("at", [0, 3, 20])
def test_broken_off_nothing_is_left_nor_recorded(desk: Desk, out: Path, at: int) -> None:
    def progress(done: int, total: int, what: str) -> None:
        if done >= at:
            raise Stop

    with pytest.raises(Stop):
        sealing.seal(desk, PROJECT, out, progress)
    assert not out.exists() or list(out.iterdir()) == []
    assert sealing.standing(desk, PROJECT).last is None


def test_a_full_disk_is_told_in_chinese(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.suffix == ".xlsx" and "填报表" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="磁盘空间不足") as told:
        sealing.seal(desk, PROJECT, out)
    assert "空间够的文件夹" in told.value.hint
    assert list(out.iterdir()) == []
    assert sealing.standing(desk, PROJECT).last is None


def test_a_record_that_fails_takes_the_folder_away(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("zjbuy_desktop.store.audit.append", fail)
    with pytest.raises(UserError):
        sealing.seal(desk, PROJECT, out)
    monkeypatch.undo()
    assert list(out.iterdir()) == []
    assert sealing.standing(desk, PROJECT).last is None


def test_what_a_killed_program_left_is_swept(desk: Desk, out: Path) -> None:
    left = out / ".未写完-999999999-x"
    left.mkdir(parents=True)
    own = out / f".未写完-{whole_folders.os.getpid()}-y"
    own.mkdir()
    sealing.seal(desk, PROJECT, out)
    assert not left.exists()
    assert own.exists(), "another task of this very program may be at work"


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件甲").write_text("x")
    with pytest.raises(UserError, match="写不进去"):
        sealing.seal(desk, PROJECT, tmp_path / "文件甲")


def test_nothing_is_sealed_of_an_empty_project(tmp_path: Path) -> None:
    empty = open_desk(tmp_path / "data", AWARDED)
    try:
        project = projects.new_from_file(empty, journey.SAMPLES / "project.toml")
        with pytest.raises(UserError, match="还没有可以归档的材料"):
            sealing.seal(empty, project, tmp_path / "out")
    finally:
        empty.store.close()


# Checked again


def test_each_changed_missing_and_added_file_is_named(desk: Desk, out: Path) -> None:
    folder = sealing.seal(desk, PROJECT, out).folder
    assert archive_check.verify(desk, folder).sound
    paths = sorted(p for p in listed(folder) if p.startswith("1-立项/"))
    changed, missing = paths[0], paths[1]
    (folder / changed).write_bytes((folder / changed).read_bytes() + b" ")
    (folder / missing).unlink()
    (folder / "1-立项" / "新.txt").write_text("x")
    (folder / "1-立项" / "Thumbs.db").write_text("x")
    found = archive_check.verify(desk, folder)
    assert found.comparison.changed == (changed,)
    assert found.comparison.missing == (missing,)
    assert found.comparison.surplus == ("1-立项/新.txt",)
    assert not found.sound
    assert found.seal is not None, "the list is the recorded one"
    assert [(d.what, d.path) for d in found.differences] == [
        ("被改动", changed), ("缺少", missing), ("多出", "1-立项/新.txt"),
    ]  # fmt: skip
    assert "被改动 1 个，缺少 1 个，多出 1 个" in found.words


def test_a_list_that_was_rewritten_is_recognised(desk: Desk, out: Path) -> None:
    folder = sealing.seal(desk, PROJECT, out).folder
    page = folder / CHECK_PAGE
    page.write_bytes(b"other")
    sums = listed(folder) | {CHECK_PAGE: hashlib.sha256(b"other").hexdigest()}
    (folder / SUMS).write_bytes(sums_text(sums).encode())
    found = archive_check.verify(desk, folder)
    assert found.comparison.same, "the files agree with the forged list"
    assert not found.sound
    assert found.meant is not None
    assert "被改写过" in found.list_words
    renamed = folder.rename(folder.with_name("别的名字"))
    again = archive_check.verify(desk, renamed)
    assert again.meant == found.meant, "known by the moment it was sealed"
    (renamed / sealing.LIST_FILE).unlink()
    assert "没有登记在本机" in archive_check.verify(desk, renamed).list_words


def test_a_moved_folder_is_still_the_sealed_one(desk: Desk, out: Path, tmp_path: Path) -> None:
    folder = sealing.seal(desk, PROJECT, out).folder
    assert archive_check.verify(desk, folder.rename(tmp_path / "移走了")).sound


def test_what_is_no_archive_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是归档文件夹"):
        archive_check.verify(desk, tmp_path)


def test_a_link_is_not_followed_out_of_the_folder(desk: Desk, out: Path, tmp_path: Path) -> None:
    folder = sealing.seal(desk, PROJECT, out).folder
    path = next(p for p in listed(folder) if p.startswith("1-立项/"))
    twin = tmp_path / "twin"
    (folder / path).rename(twin)
    (folder / path).symlink_to(twin)
    assert archive_check.verify(desk, folder).comparison.changed == (path,)


# Since then


def test_what_was_done_since_is_told(desk: Desk, out: Path) -> None:
    assert sealing.standing(desk, PROJECT).words == "还没有生成过归档文件夹。"
    made = sealing.seal(desk, PROJECT, out)
    fresh = sealing.standing(desk, PROJECT)
    assert fresh.last is not None
    assert (fresh.last.sha256, fresh.last.files) == (made.sha256, made.files)
    assert "此后数据没有变动" in fresh.words
    archive_packs.write_packs(desk, PROJECT, out)
    assert not sealing.standing(desk, PROJECT).since, "packs change nothing"
    recording.record(desk, PROJECT, [Event(EventKind.PROCUREMENT_ENDED, AWARDED)])
    since = sealing.standing(desk, PROJECT)
    assert len(since.since) == 1
    assert "采购活动已结束" in since.words
    sealing.seal(desk, PROJECT, out)
    assert not sealing.standing(desk, PROJECT).since
    assert trust.verify_data(desk.data_dir)["problems"] == []


def test_the_record_is_in_the_chain(desk: Desk, out: Path) -> None:
    made = sealing.seal(desk, PROJECT, out)
    with desk.store.read() as view:
        (kept,) = seals.list_seals(view, PROJECT)
        assert seals.list_seals(view, PROJECT + 1) == ()
    assert (kept.folder, kept.sha256) == (made.folder.name, made.sha256)
    assert hashlib.sha256((made.folder / SUMS).read_bytes()).hexdigest() == kept.sha256


# Packs


def test_each_unit_gets_what_is_its_own(desk: Desk, out: Path, tmp_path: Path) -> None:
    final(desk, "signing_notice", UNIT)
    final(desk, "lead_recommendation", UNIT)
    made = archive_packs.write_packs(desk, PROJECT, out)
    assert made.folder.name.startswith("材料包_")
    units = [p.unit for p in made.packs]
    assert UNIT in units
    assert LEAD not in units, "the lead has the archive"
    (pack,) = [p for p in made.packs if p.unit == UNIT]
    with zipfile.ZipFile(pack.file) as packed:
        packed.extractall(tmp_path / "解压")
    (root,) = (tmp_path / "解压").iterdir()
    assert root.name == f"{UNIT}-材料包"
    assert {*files_in(root)} == {
        f"1-立项/采购需求意向填报表-{UNIT}.xlsx", f"1-立项/牵头单位推荐表-{UNIT}.pdf",
        f"5-合同/签订合同通知书-{UNIT}.pdf", archive_packs.BOOK, CHECK_PAGE, SUMS,
    }  # fmt: skip
    check = ["sha256sum", "-c", "--strict", "--quiet", SUMS]
    assert subprocess.run(check, cwd=root, check=False).returncode == 0
    book = load_workbook(root / archive_packs.BOOK)
    assert book.sheetnames == ["目录", "还缺的材料", "本单位统计"]
    volumes = [r[1].value for r in book["目录"].iter_rows(min_row=6) if r[1].value]
    assert volumes == sorted(volumes), "in the catalogue's order"
    assert len(pack.lacking) == 2
    said = [r[0].value for r in book["还缺的材料"].iter_rows(min_row=3)]
    assert said == list(pack.lacking)
    others = [p.unit for p in made.packs if p.unit != UNIT]
    words = [str(c.value) for s in book for r in s.iter_rows() for c in r if c.value]
    assert not [w for w in words for other in others if other in w], "nothing of the others"


def test_packs_are_all_there_or_none(desk: Desk, out: Path) -> None:
    def progress(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        archive_packs.write_packs(desk, PROJECT, out, progress)
    assert list(out.iterdir()) == []


# Seen whole, and by the command line


def test_the_view_counts_what_the_rules_ask(desk: Desk) -> None:
    found = archive_view.view(desk, desk.case(PROJECT))
    lacking = [x for x in found.required if x.lacking]
    assert sum(v.lacking for v in found.volumes) == len(lacking)
    assert f"缺 {len(lacking)} 件" in found.words
    assert "从那天起保管 15 年" in found.words
    assert {v.until for v in found.volumes} == {None}
    recording.record(desk, PROJECT, [Event(EventKind.PROCUREMENT_ENDED, AWARDED)])
    ended = archive_view.view(desk, desk.case(PROJECT))
    assert {str(v.until) for v in ended.volumes} == {"2041-10-12"}
    assert "至 2041-10-12" in ended.words


def test_the_command_line(
    desk: Desk, out: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store.close()

    def ask(*words: str) -> tuple[int, dict[str, object]]:
        code = run(["--data", str(data), "--today", str(AWARDED), "--json", *words])
        return code, json.loads(capsys.readouterr().out)

    code, shown = ask("archive", "show", str(PROJECT))
    assert (code, shown["sealed"]) == (1, None)
    code, made = ask("archive", "seal", str(PROJECT), "--out", str(out))
    folder = Path(str(made["folder"]))
    assert folder.is_dir()
    code, found = ask("archive", "verify", str(folder))
    assert (code, found["sound"]) == (0, True)
    (folder / "新.txt").write_text("x")
    code, found = ask("archive", "verify", str(folder))
    assert (code, found["surplus"]) == (1, ["新.txt"])
    report = out / "评审报告.pdf"
    report.write_bytes(b"report")
    words = ("--date", "2026-10-09", "--author", "采购中心", "--pages", "38")
    code, kept = ask("archive", "add", str(PROJECT), "评审报告", str(report), *words)
    assert code == 0
    code, shown = ask("archive", "show", str(PROJECT))
    assert shown["files"] == [
        {"number": kept["number"], "title": "评审报告", "file": "评审报告.pdf"}
    ]
    assert len(shown["sealed"]["changes_since"]) == 1  # type: ignore[index]
    number = str(kept["number"])
    assert ask("archive", "remove", str(PROJECT), number, "--reason", "错了")[0] == 0
    code, packs = ask("archive", "packs", str(PROJECT), "--out", str(out))
    assert code == 0
    assert len(list(packs["packs"])) > 10  # type: ignore[call-overload]
    code, shown = ask("archive", "show", str(PROJECT))
    assert shown["sealed"]["sha256"] == made["sha256"]  # type: ignore[index]

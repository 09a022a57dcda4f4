"""Scans come home: each page to its paper, nothing twice, nothing guessed, all of it undoable."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.scan.office_scanner import Fault
from tests.usecases.homecoming import KIND, TODAY, Office, copied, template
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Override
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.homecoming import Home, standing_of
from zjbuy_desktop.core.case.needs import UnitFacts
from zjbuy_desktop.core.case.units import Recommendation
from zjbuy_desktop.store import verify
from zjbuy_desktop.usecases import (
    chasing,
    papers,
    projects,
    recording,
    register,
    scanning,
    seals,
)
from zjbuy_desktop.usecases.scan_report import ScanReport, as_json


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    opened = copied(made, tmp_path)
    yield opened
    opened.desk.store.close()


def bring(office: Office, *files: Path) -> ScanReport:
    return scanning.import_scans(office.desk, office.project, files)


def fates(report: ScanReport) -> list[str]:
    return [page.filing.fate.value for page in report.pages]


def moves(office: Office, unit: str) -> list[str]:
    return [m.what.value for m in office.desk.case(office.project).moves if m.subject == unit]


def home(office: Office, unit: str) -> Home:
    return standing_of(office.desk.case(office.project), KIND, unit).home


def events(office: Office, unit: str) -> list[EventKind]:
    return [e.kind for e in office.desk.case(office.project).events if e.unit == unit]


def test_letters_mixed_in_one_file_go_home_page_by_page(office: Office) -> None:
    first, second, third, _ = office.units
    sheets = [*office.letter(second), *office.letter(first)]
    shuffled = [sheets[n] for n in (4, 0, 5, 2, 1, 3)]
    file = office.scan("合扫.pdf", [*shuffled, office.letter(third)[0]], Fault(slant=-3, noise=20))
    report = bring(office, file)
    assert fates(report) == ["已归入"] * 7
    assert [(p.filing.subject, p.filing.page) for p in report.pages] == [
        (first, 2), (second, 1), (first, 3), (second, 3), (second, 2), (first, 1), (third, 1),
    ]  # fmt: skip
    assert set(report.returned) == {(KIND, first), (KIND, second)}
    assert [(g.subject, g.missing) for g in report.incomplete] == [(third, (2, 3))]
    for unit in (first, second):
        assert moves(office, unit) == ["已扫回，待核章"]
        assert events(office, unit) == [EventKind.LETTER_RETURNED]
        assert home(office, unit) is Home.WAITING
    assert home(office, third) is Home.OUT
    sha256 = report.pages[0].sha256
    assert office.desk.store.originals.read(sha256) == file.read_bytes()
    data = as_json(report)
    assert data["counts"]["filed"] == len(data["pages"]) == 7
    rest = bring(office, office.scan("补.pdf", office.letter(third)[1:]))
    assert rest.returned == ((KIND, third),)
    assert not rest.incomplete


def test_the_same_file_and_the_same_page_are_taken_once(office: Office) -> None:
    unit = office.units[0]
    file = office.scan("函.pdf", office.letter(unit))
    copy = office.out / "副本.pdf"
    copy.write_bytes(file.read_bytes())
    report = bring(office, file, copy)
    assert [(f.pages, f.known) for f in report.files] == [(3, False), (0, True)]
    again = bring(office, file)
    assert again.batch is None
    assert "已接收过" in again.files[0].problem
    twice = bring(office, office.scan("又扫.pdf", office.letter(unit), Fault(noise=5)))
    assert fates(twice) == ["重复"] * 3
    assert "同一页" in twice.pages[0].filing.note
    assert twice.sum_words == "共 3 页 ＝ 重复 3"
    assert moves(office, unit) == ["已扫回，待核章"]


def test_what_is_no_page_of_ours_is_told_and_nothing_stops(office: Office) -> None:
    unit = office.units[0]
    blank = Image.new("L", (1240, 1754), 255)
    cover = Image.new("L", (1240, 1754), 255)
    cover.paste(0, (300, 300, 900, 500))
    good = office.scan("好.pdf", [*office.letter(unit), blank, cover])
    bad = office.out / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 broken")
    report = bring(office, good, bad)
    assert fates(report) == ["已归入"] * 3 + ["不归档", "未识别"]
    assert {f.name: bool(f.problem) for f in report.files} == {"好.pdf": False, "坏.pdf": True}
    assert report.pages[3].filing.note == "空白页。"
    assert "手工归入" in report.pages[4].filing.note
    assert report.returned == ((KIND, unit),)


def test_an_older_edition_is_named_with_what_changed(office: Office) -> None:
    unit = office.units[0]
    old = office.letter(unit)
    case = office.desk.case(office.project)
    renamed = replace(case.project, name="之江市2026年度台式计算机带量采购（改）")
    projects.update(office.desk, office.project, renamed)
    report = bring(office, office.scan("旧.pdf", old))
    assert fates(report) == ["旧稿"] * 3
    assert "这是旧稿：" in report.pages[0].filing.note
    assert "已变化" in report.pages[0].filing.note
    assert not report.returned
    office.make([unit])
    fresh = bring(office, office.scan("新.pdf", office.letter(unit)))
    assert fates(fresh) == ["已归入"] * 3
    assert home(office, unit) is Home.WAITING


def test_a_letter_made_before_its_facts_were_known_is_an_old_edition(office: Office) -> None:
    unit = office.units[0]
    old = office.letter(unit)
    known = UnitFacts(
        unit, funding="自有资金", delivery="2026年11月底前，本单位", evidence="补充表"
    )
    recording.supply_facts(office.desk, office.project, [known])
    case = office.desk.case(office.project)
    (row,) = register.register(office.desk, case, [KIND])[:1]
    assert (row.subject, row.standing) == (unit, register.Standing.STALE)
    assert any("资金来源" in line and "自有资金" in line for line in row.changed)
    office.make([unit])
    report = bring(office, office.scan("旧.pdf", old))
    assert fates(report) == ["旧稿"] * 3
    assert "自有资金" in report.pages[0].filing.note
    assert "可以手工归入" in report.pages[0].filing.note
    assert home(office, unit) is Home.OUT
    assert fates(bring(office, office.scan("新.pdf", office.letter(unit)))) == ["已归入"] * 3


def test_pages_of_another_project_say_whose_they_are(office: Office, samples: Path) -> None:
    project = scanning_project(office, samples)
    kind = "lead_recommendation"
    unit = papers.paper_spec(kind).subjects(office.desk.case(project))[0]
    papers.make(office.desk, project, [kind], office.out / "别", only=[unit])
    case = office.desk.case(project)
    (file,) = (office.out / "别").glob("*.pdf")
    from tests.scan.office_scanner import printed

    report = bring(office, office.scan("别的.pdf", printed(file)))
    assert set(fates(report)) == {"别的项目"}
    assert case.project.name in report.pages[0].filing.note


def scanning_project(office: Office, samples: Path) -> int:
    text = (samples / "project.toml").read_text(encoding="utf-8")
    name = office.desk.case(office.project).project.name
    other = samples.parent / "samples" / "project.toml"
    assert other.is_file()
    file = office.out / "project.toml"
    file.write_text(text.replace(name, "之江市2026年度打印机项目"), encoding="utf-8")
    roster = samples / "roster.xlsx"
    (office.out / "roster.xlsx").write_bytes(roster.read_bytes())
    return projects.new_from_file(office.desk, file)


def test_pages_without_a_code_are_filed_by_hand(office: Office) -> None:
    unit = office.units[0]
    sheets = office.letter(unit)
    torn = sheets[1].copy()
    torn.paste(255, (0, 0, torn.width, 190))
    report = bring(office, office.scan("撕.pdf", [sheets[0], torn, sheets[2]]))
    assert fates(report) == ["已归入", "未识别", "已归入"]
    page = report.pages[1]
    with pytest.raises(UserError, match="没有第 4 页"):
        scanning.file_by_hand(office.desk, office.project, page.id, (KIND, unit), 4)
    with pytest.raises(UserError, match="没有《"):
        scanning.file_by_hand(office.desk, office.project, page.id, (KIND, "无名单位"), 1)
    scanning.file_by_hand(office.desk, office.project, page.id, (KIND, unit), 2)
    assert home(office, unit) is Home.WAITING
    assert events(office, unit) == [EventKind.LETTER_RETURNED]
    scanning.leave_out(office.desk, office.project, [page.id], "不是这一页")
    assert home(office, unit) is Home.OUT
    assert events(office, unit) == []


def test_the_number_on_the_paper_names_its_page(office: Office) -> None:
    unit = office.units[1]
    case = office.desk.case(office.project)
    from zjbuy_desktop.core.papers.codes import printed_number
    from zjbuy_desktop.core.papers.compose import paper_code

    made = case.made_of(KIND, unit)
    assert made is not None
    number = printed_number(paper_code(case, KIND, unit), made.edition, 2)
    assert number.split("-")[3:] == [made.edition, "2"]
    assert scanning.named_on_paper(case, f" {number.lower()} ") == ((KIND, unit), 2)
    assert scanning.named_on_paper(case, number[:14]) == ((KIND, unit), None)
    assert scanning.why_old(office.desk, case, number) == ""
    assert "旧稿" in scanning.why_old(office.desk, case, number.replace(made.edition, "0000"))
    assert scanning.named_on_paper(case, "0000-0000-0000-0000-1") is None
    assert scanning.named_on_paper(case, "随便写的") is None


def test_a_batch_is_taken_back_as_a_whole(office: Office) -> None:
    first, second = office.units[:2]
    one = office.scan("一.pdf", office.letter(first))
    report = bring(office, one, office.scan("二.pdf", office.letter(second)))
    assert report.batch is not None
    twice = bring(office, office.scan("再.pdf", office.letter(first), Fault(noise=4)))
    assert fates(twice) == ["重复"] * 3
    scanning.undo(office.desk, office.project, report.batch)
    assert home(office, first) is Home.WAITING, "the second scan takes the first one's place"
    assert home(office, second) is Home.OUT
    assert events(office, second) == []
    with pytest.raises(UserError, match="没有可以撤销"):
        scanning.undo(office.desk, office.project, report.batch)
    assert fates(bring(office, one)) == ["重复"] * 3
    assert office.desk.store.originals.read(report.pages[0].sha256) == one.read_bytes()


def test_only_a_look_makes_a_seal(office: Office) -> None:
    first, second, third, fourth = office.units
    bring(office, office.scan("函.pdf", [*office.letter(first), *office.letter(second)]))
    look = seals.confirm_seals
    with pytest.raises(UserError, match="未交回"):
        look(office.desk, office.project, [(KIND, third)], accepted=True)
    with pytest.raises(UserError, match="原因"):
        look(office.desk, office.project, [(KIND, second)], accepted=False)
    look(office.desk, office.project, [(KIND, first)], accepted=True)
    case = office.desk.case(office.project)
    assert case.happened(EventKind.SEAL_CONFIRMED, first) == TODAY
    assert moves(office, first) == ["已扫回，待核章", "已核章"]
    with pytest.raises(UserError, match="已核章"):
        look(office.desk, office.project, [(KIND, first)], accepted=True)
    look(office.desk, office.project, [(KIND, second)], accepted=False, reason="缺公章")
    assert home(office, second) is Home.REFUSED
    assert events(office, second) == []
    resent = bring(office, office.scan("重盖.pdf", office.letter(second), Fault(noise=3)))
    assert fates(resent) == ["已归入"] * 3
    assert home(office, second) is Home.WAITING
    batch = resent.batch
    assert batch is not None
    look(office.desk, office.project, [(KIND, second)], accepted=True)
    with pytest.raises(UserError, match="已核章，不能改动"):
        scanning.undo(office.desk, office.project, batch)
    trail = [m.edition for m in office.desk.case(office.project).moves if m.subject == second]
    assert len(set(trail)) == 1
    assert trail[0]
    assert home(office, fourth) is Home.OUT


def test_a_seal_confirmed_on_its_own_page_needs_no_second_look(office: Office) -> None:
    unit = office.units[0]
    day = TODAY
    recording.record(office.desk, office.project, [Event(EventKind.SEAL_CONFIRMED, day, unit)])
    report = bring(office, office.scan("存.pdf", office.letter(unit)))
    assert report.returned == ((KIND, unit),)
    assert home(office, unit) is Home.SEALED
    assert events(office, unit) == [EventKind.SEAL_CONFIRMED]


def test_a_unit_that_left_or_was_explained_is_not_chased(office: Office) -> None:
    first, second, *rest = office.units
    office.send(date(2026, 8, 20))
    case = office.desk.case(office.project)
    case = replace(
        case,
        events=(*case.events, Event(EventKind.WITHDRAWN, TODAY, first)),
        overrides=(Override("every_need_is_entrusted", second, "不参加"),),
    )
    rows = chasing.chased(case, (), TODAY, KIND)
    assert {r.subject: r.days for r in rows} == dict.fromkeys(rest, 5)


def test_a_second_look_keeps_the_first_day(office: Office) -> None:
    unit = office.units[0]
    day = date(2026, 8, 24)
    old = [Event(kind, day, unit) for kind in (EventKind.LETTER_RETURNED, EventKind.SEAL_CONFIRMED)]
    recording.record(office.desk, office.project, old)
    office.make([unit])
    bring(office, office.scan("新.pdf", office.letter(unit)))
    seals.confirm_seals(office.desk, office.project, [(KIND, unit)], accepted=True)
    case = office.desk.case(office.project)
    assert [e.on for e in case.events if e.unit == unit] == [day, day]
    assert moves(office, unit) == ["已扫回，待核章", "已核章"]


def test_who_owes_what_is_listed_with_words_to_send(office: Office, tmp_path: Path) -> None:
    first, second, third, fourth = office.units
    assert chasing.chase_list(office.desk, office.project) == (), "made, and given to nobody"
    office.send()
    rows = chasing.chase_list(office.desk, office.project, KIND)
    assert {r.subject for r in rows} == set(office.units)
    assert all(r.state == "未交回" and r.phone for r in rows)
    bring(
        office,
        office.scan("函.pdf", [*office.letter(first), *office.letter(second)]),
        office.scan("缺.pdf", office.letter(third)[::2]),
    )
    seals.confirm_seals(
        office.desk, office.project, [(KIND, second)], accepted=False, reason="没有签字"
    )
    rows = chasing.chase_list(office.desk, office.project, KIND)
    states = {r.subject: r.state for r in rows}
    assert states == {second: "章不合格（没有签字）", third: "缺第2页", fourth: "未交回"}
    said = {r.subject: r.reminder for r in rows}
    assert "重新签字盖章" in said[second]
    assert "缺第2页，请补发" in said[third]
    assert "将原件送（寄）" in said[fourth]
    case = office.desk.case(office.project)
    together = chasing.group_reminder(case, rows)
    assert "还有 3 份没有交回" in together
    assert all(unit in together for unit in states)
    assert first not in together
    file = tmp_path / "催还名单.xlsx"
    assert chasing.write_chase_list(office.desk, office.project, file) >= 3
    import openpyxl

    book = openpyxl.load_workbook(file)
    cells = [str(c.value) for row in book.active.iter_rows() for c in row]
    assert third in cells
    assert "缺第2页" in cells


def test_what_was_recorded_as_done_is_not_asked_for(office: Office) -> None:
    kind = "lead_recommendation"
    units = papers.paper_spec(kind).subjects(office.desk.case(office.project))[:2]
    office.make(units, kind)
    case = office.desk.case(office.project)
    if any(p.draft for p in case.papers if p.kind == kind):
        case = replace(case, papers=tuple(replace(p, draft=False) for p in case.papers))
    assert chasing.chased(case, (), TODAY, kind) == ()
    out = tuple(Event(EventKind.FORM_DELIVERED, TODAY, unit) for unit in units)
    case = replace(case, events=(*case.events, *out))
    assert {r.subject for r in chasing.chased(case, (), TODAY, kind)} == set(units)
    given = (Recommendation(units[0], case.project.lead_unit, "经验丰富"),)
    case = replace(case, recommendations=given)
    assert [r.subject for r in chasing.chased(case, (), TODAY, kind)] == [units[1]]
    drafts = replace(case, papers=tuple(replace(p, draft=True) for p in case.papers))
    assert chasing.chased(drafts, (), TODAY, kind) == ()


def test_an_upside_down_page_is_shown_upright(office: Office) -> None:
    sheet = office.letter(office.units[0])[0]
    report = bring(office, office.scan("倒.pdf", [sheet], Fault(turned=180)))
    width, height, pixels = scanning.picture(office.desk, report.pages[0], 60)
    assert len(pixels) == width * height * 3
    image = Image.frombytes("RGB", (width, height), pixels).convert("L")
    band = height // 8
    head, foot = (image.crop((0, y, width // 3, y + band)) for y in (0, height - band))
    dark = [sum(i.histogram()[:128]) for i in (head, foot)]
    assert dark[0] > 2 * dark[1], "the code is at the head again"


def test_the_data_is_sound_and_every_write_is_in_the_trail(office: Office) -> None:
    unit = office.units[0]
    report = bring(office, office.scan("函.pdf", office.letter(unit)))
    seals.confirm_seals(office.desk, office.project, [(KIND, unit)], accepted=True)
    assert report.batch == 1
    with office.desk.store.read() as view:
        actions = view.db.exec_driver_sql("SELECT action FROM audit_event ORDER BY seq").scalars()
        assert list(actions)[-2:] == ["scans_imported", "seals_looked_at"]
    assert not verify.verify(office.desk.data_dir).problems

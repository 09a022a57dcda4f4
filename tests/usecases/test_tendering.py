"""采购实施：确认的文件留下原件和校验值，发出的拿来一比就知道；投标人公告前不说。"""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.documents import blank_pdf
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.tender import Clarification, Tender
from zjbuy_desktop.core.case.tendering import CONFIRMATION, confirmed
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import (
    disclosures,
    particulars,
    projects,
    recording,
    tender_view,
    tendering,
)
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "project.toml"
TODAY = date(2026, 10, 9)
PROJECT = 1


@pytest.fixture
def data(tmp_path: Path) -> Path:
    desk = open_desk(tmp_path / "数 据", TODAY)
    projects.new_from_file(desk, SAMPLE)
    desk.store.close()
    return tmp_path / "数 据"


@pytest.fixture
def desk(data: Path):
    made = open_desk(data, TODAY)
    yield made
    made.store.close()


def last(desk: Desk) -> dict[str, object]:
    with desk.store.read() as view:
        (found,) = list_audit(view, PROJECT, 1)
    return dict(found.payload)


def test_the_confirmed_file_is_kept_with_version_pages_and_checksum(
    desk: Desk, tmp_path: Path
) -> None:
    file = blank_pdf(tmp_path / "招标文件.pdf", 9)
    particulars.fill_in(desk, PROJECT, CONFIRMATION, "", {"opinion": "同意"})
    known = tendering.confirm_file(desk, PROJECT, file, " 送审稿第三版 ")
    assert (known.version, known.pages) == ("送审稿第三版", 9)
    kept = [f.read_bytes() for f in (desk.data_dir / "files").rglob("*") if f.is_file()]
    assert file.read_bytes() in kept
    values = dict(desk.case(PROJECT).particulars_of(CONFIRMATION).values)
    assert values["opinion"] == "同意", "what else was entered stays"
    assert tendering.confirm_file(desk, PROJECT, file, "定稿", 12).pages == 12


def test_what_can_not_be_counted_or_found_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    word = tmp_path / "招标文件.docx"
    word.write_bytes(b"PK\x03\x04 no pages here")
    with pytest.raises(UserError, match="数不出“招标文件.docx”的页数"):
        tendering.confirm_file(desk, PROJECT, word, "第一版")
    with pytest.raises(UserError, match="没有写采购文件的版本"):
        tendering.confirm_file(desk, PROJECT, word, " ", 3)
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(UserError, match="文件无法打开：坏.pdf"):
        tendering.confirm_file(desk, PROJECT, broken, "第一版")
    with pytest.raises(UserError, match="还没有选定确认的采购文件"):
        tendering.compare_file(desk, PROJECT, word)
    assert confirmed(desk.case(PROJECT)).sha256 == ""


def test_one_byte_more_is_another_file(desk: Desk, tmp_path: Path) -> None:
    file = blank_pdf(tmp_path / "招标文件.pdf", 2)
    tendering.confirm_file(desk, PROJECT, file, "定稿")
    copy = Path(shutil.copy(file, tmp_path / "平台下载.pdf"))
    assert tendering.compare_file(desk, PROJECT, copy).same
    copy.write_bytes(copy.read_bytes() + b"\n")
    assert not tendering.compare_file(desk, PROJECT, copy).same
    assert last(desk)["same"] is False
    tender = desk.case(PROJECT).tender
    assert (tender.released_file, len(tender.released_sha256)) == ("平台下载.pdf", 64)
    tendering.set_tender(desk, PROJECT, Tender(number="118"))
    assert desk.case(PROJECT).tender.released_file == "平台下载.pdf", "typing loses no comparison"


def test_bidders_are_kept_and_told_nowhere_before_the_result(desk: Desk) -> None:
    told = Tender(bidders=("甲公司", " 乙公司 ", ""))
    tendering.set_tender(desk, PROJECT, told)
    assert desk.case(PROJECT).tender.bidders == ("甲公司", "乙公司")
    assert "甲公司" not in str(last(desk))
    view = tender_view.of(desk, PROJECT)
    assert "甲公司" not in str(view)
    assert dict(view.lines)["投标人"] == "已登记，结果公告前保密"
    with pytest.raises(UserError, match="投标人“甲公司”写了两次"):
        tendering.set_tender(desk, PROJECT, Tender(bidders=("甲公司", "甲公司")))


def test_after_the_result_is_announced_they_are_named(desk: Desk) -> None:
    tendering.set_tender(desk, PROJECT, Tender(bidders=("甲公司",)))
    early = replace(desk.case(PROJECT), events=(Event(EventKind.RESULT_ANNOUNCED, TODAY),))
    assert "甲公司" in tender_view.bidder_words(early)


@pytest.mark.parametrize(
    ("on", "what", "said"),
    [
        (date(2026, 10, 10), "改参数", "晚于今天 2026-10-09"),
        (date(2026, 10, 9), " ", "没有写内容"),
        (date(2026, 10, 9), "改参数", ""),
    ],
)
def test_a_change_is_of_the_past_and_says_something(
    desk: Desk, on: date, what: str, said: str
) -> None:
    tender = Tender(clarifications=(Clarification(on, what),))
    if said:
        with pytest.raises(UserError, match=said):
            tendering.set_tender(desk, PROJECT, tender)
        assert desk.case(PROJECT).tender == Tender()
    else:
        tendering.set_tender(desk, PROJECT, tender)
        assert desk.case(PROJECT).tender.clarifications == (Clarification(on, what),)


def test_the_commands_say_the_same(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*words: object) -> tuple[int, dict[str, object]]:
        given = ["--data", str(data), "--today", "2026-10-09", *map(str, words), "--json"]
        code = run(given)
        return code, json.loads(capsys.readouterr().out)

    file = blank_pdf(tmp_path / "文件.pdf", 4)
    code, known = ask("tender", "confirm", PROJECT, file, "--version", "定稿")
    assert (code, known["pages"]) == (0, 4)
    other = blank_pdf(tmp_path / "别的.pdf", 5)
    assert ask("tender", "compare", PROJECT, other)[0] == 1
    assert ask("tender", "compare", PROJECT, file)[1]["same"] is True
    ask("tender", "set", PROJECT, "--number", "118", "--due", "2026-09-30")
    code, found = ask("tender", "set", PROJECT, "--leader", "周伯庸")
    assert found["set"] == ["leader"]
    ask("tender", "clarify", PROJECT, "2026-09-16", "更正电话", "--minor")
    shown = ask("tender", "show", PROJECT)[1]
    assert shown["number"] == "118", "what is not named stays"
    desk = open_desk(data, TODAY)
    assert desk.case(PROJECT).tender.due == date(2026, 9, 30)
    assert not desk.case(PROJECT).tender.clarifications[0].affects
    desk.store.close()


def test_a_report_needs_the_announcement_first(desk: Desk) -> None:
    with pytest.raises(UserError, match="采购公告已发布"):
        recording.record(
            desk, PROJECT, [Event(EventKind.EVALUATION_REPORT_RECEIVED, date(2026, 10, 8))]
        )


def test_the_last_change_that_matters_is_the_milestone_the_clocks_read(desk: Desk) -> None:
    kind = EventKind.DOCUMENT_CLARIFIED

    def told(*days: int, affects: bool = True) -> None:
        rows = tuple(Clarification(date(2026, 9, d), "改参数", affects) for d in days)
        tendering.set_tender(desk, PROJECT, Tender(clarifications=rows))

    told(10, affects=False)
    assert desk.case(PROJECT).event(kind) is None
    told(16, 12)
    assert desk.case(PROJECT).happened(kind) == date(2026, 9, 16)
    disclosures.set_link(desk, PROJECT, kind, "", "更正公告一")
    told(18)
    event = desk.case(PROJECT).event(kind)
    assert event is not None
    assert (event.on, event.note) == (date(2026, 9, 18), "更正公告一")
    assert sum(e.kind is kind for e in desk.case(PROJECT).events) == 1
    told()
    assert desk.case(PROJECT).happened(kind) == date(2026, 9, 18), "its link was added by hand"


def test_without_a_link_the_milestone_goes_with_the_rows(desk: Desk) -> None:
    rows = (Clarification(date(2026, 9, 16), "改参数"),)
    tendering.set_tender(desk, PROJECT, Tender(clarifications=rows))
    tendering.set_tender(desk, PROJECT, Tender())
    assert desk.case(PROJECT).event(EventKind.DOCUMENT_CLARIFIED) is None

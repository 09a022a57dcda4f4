"""The journey through 采购实施: the document confirmed first, held against what was sent out."""

from datetime import date

from tests.documents import blank_pdf
from tests.gui.journey_office import Office
from tests.gui.journey_results import check_off
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tendering import confirmed

DAYS = {
    EventKind.ANNOUNCEMENT_PUBLISHED: "2026-09-09",
    EventKind.BIDS_OPENED: "2026-09-30",
    EventKind.EVALUATION_REPORT_RECEIVED: "2026-10-08",
}
NEXT = "完成采购实施，去确认结果"


def conduct(office: Office) -> None:
    """确认、公告、评审: what was sent out is what was confirmed, and offers had their time."""
    hands = office.hands
    sent = blank_pdf(office.out / "招标文件（送审稿第三版）.pdf", 7)
    hands.press("选择确认的文件")
    assert "先填采购文件的版本" in hands.told()[0]
    hands.fill({"版本": "送审稿第三版"})
    hands.chosen.append(sent)
    hands.press("选择确认的文件")
    assert office.written() == ["document_chosen"]
    known = confirmed(office.case)
    assert (known.version, known.pages, len(known.sha256)) == ("送审稿第三版", 7, 64)
    _compared(office, blank_pdf(office.out / "改过.pdf", 8), "与确认的不是同一份")
    assert hands.card("发出的采购文件“改过.pdf”与确认的不是同一份")
    _compared(office, sent, "就是确认的那一份")
    hands.leaf("办理日期")
    check_off(office, {EventKind.DOCUMENT_CONFIRMED: "2026-09-08", **DAYS})
    hands.leaf("公告与评审")
    assert hands.reads("最早", hands.window)
    hands.fill({"公告编号": "ZJSCG-2026-118", "截止日": "2026-09-30", "评审组长": "周伯庸"})
    hands.fill({"投标人": "甲公司\n乙公司"})
    hands.press("保存公告与评审")
    assert office.written() == ["tender_set"]
    assert hands.card("登记的投标人只有 2 家，不足 3 家")
    hands.fill({"投标人": "甲公司\n乙公司\n丙公司"})
    hands.press(NEXT)
    assert office.written() == ["tender_set", "stage_completed"], "what was typed is kept first"
    kept = office.case.tender
    assert (kept.number, kept.due, kept.leader) == ("ZJSCG-2026-118", date(2026, 9, 30), "周伯庸")
    assert kept.bidders == ("甲公司", "乙公司", "丙公司")
    assert hands.title() == headed("结果确认与采购协议")
    assert hands.rail() == rail_at("结果确认与采购协议")


def _compared(office: Office, file: object, said: str) -> None:
    hands = office.hands
    hands.chosen.append(file)
    hands.press("核对发出的文件")
    assert office.written() == ["document_compared"]
    assert said in hands.told()[0]

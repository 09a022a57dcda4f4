"""The end of the journey: 通知与签约, and what stays when the window is closed."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTableView

from tests.gui.journey_begin import LEAD, NAME
from tests.gui.journey_hands import Hands
from tests.gui.journey_office import TODAY, Office
from tests.gui.journey_results import FIRST
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import contract_totals, notified_units
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.widgets.data_table import KEPT
from zjbuy_desktop.gui.widgets.project_summary import ProjectCard

NOTICE = "签订合同通知书"
NUMBER = "之机管采函〔2026〕{}号"
TABLE = "各单位签约情况"
DATED, SIGNED = date(2026, 10, 14), date(2026, 10, 19)
SENT = TODAY


def sign(office: Office) -> None:
    """Notices with their own numbers and amounts, sent; one contract signed; clocks that run."""
    hands = office.hands
    contracts = contract_totals(office.case)
    shown = dict(
        zip(hands.column(TABLE, "单位"), hands.column(TABLE, "合同金额（元）"), strict=True)
    )
    assert shown == {unit: money.yuan(fen) for unit, fen in contracts.items()}
    assert hands.table(TABLE).foot.mark == KEPT
    assert hands.reads("已签 0/19 家（0.00%）")
    assert hands.reads("法定期限为发出之日起30日内（2026年11月11日）")
    assert hands.reads("请于2026年11月11日（周三）前签订（还有 16 个工作日）")
    assert set(hands.column(TABLE, "期限")) == {"签订 还有 16 个工作日"}
    folder = office.out / "通知书"
    _make_notices(office, folder)
    _check_notices(office, folder)
    _send(office)
    _sign_first(office)


def _make_notices(office: Office, folder: Path) -> None:
    hands = office.hands

    def order(dialog: PaperRunDialog) -> None:
        hands.fill({"第一份的文号": NUMBER.format(30), "成文日期": DATED.isoformat()}, dialog)
        hands.chosen.append(folder)
        hands.press("浏览", dialog)
        hands.press("制作18份", dialog)

    assert "未制作 0/18 份" in hands.texts(hands.frame.side.papers)
    hands.answer(f"制作：{NOTICE}", PaperRunDialog, order)
    assert office.written() == ["paper_details_set", "papers_made"]
    assert hands.told()[0] == f"《{NOTICE}》制作了 18 份。"
    assert "已制作 18/18 份" in hands.texts(hands.frame.side.papers)


def _check_notices(office: Office, folder: Path) -> None:
    """Each notice bears its own number, its date, its amount in figures and in words."""
    case = office.case
    units, contracts = notified_units(case), contract_totals(case)
    made = {p.unit: p for p in case.papers if p.kind == "signing_notice"}
    assert tuple(made) == units
    assert LEAD not in units
    for n, unit in enumerate(units, 30):
        paper = made[unit]
        assert (paper.number, paper.dated, paper.draft) == (NUMBER.format(n), DATED, False)
        facts = set(dict(paper.facts).values())
        assert {money.yuan(contracts[unit]), money.in_words(contracts[unit])} <= facts, unit
        assert Path(paper.file).parent == folder
        assert Path(paper.file).read_bytes().startswith(b"%PDF")
    assert len(list(folder.iterdir())) == 18


def _send(office: Office) -> None:
    hands = office.hands
    assert hands.checks() == 37, "18 notices to send, 19 contracts to sign"
    assert hands.card("18 家单位的签订合同通知书还没有发出")
    hands.press("通知发出")
    hands.dialog(RecordManyDialog)
    assert hands.reads("已勾选 18 / 18 家")
    hands.fill({"日期": "2026-10-15"})
    hands.press("登记")
    assert hands.reads("的签订合同通知书2026-10-20 才制作，晚于登记的 2026-10-15。")
    assert office.written() == [], "nothing is sent before it is made"
    hands.fill({"日期": SENT.isoformat()})
    hands.press("登记")
    assert office.written() == ["event_recorded"]
    assert {office.case.happened(EventKind.SIGNING_NOTICE_SENT, u)
            for u in notified_units(office.case)} == {SENT}  # fmt: skip
    assert hands.cell(TABLE, FIRST, "通知发出") == f"{SENT:%m-%d}"
    assert hands.cell(TABLE, LEAD, "通知发出") == "–"
    assert hands.checks() == 20
    assert hands.card("19 家单位还没有登记合同签订")
    assert hands.card("有 18 家单位的签订合同通知书在 2026-10-14 之后才发出")


def _sign_first(office: Office) -> None:
    hands = office.hands
    hands.select(TABLE, FIRST)
    hands.press("合同签订")
    dialog = hands.dialog(RecordManyDialog)
    assert dialog.ticked() == [FIRST], "what is selected is ticked, and nothing else"
    hands.fill({"日期": SIGNED.isoformat(), "备注": "合同编号 ZJ-2026-001"})
    hands.press("登记")
    assert office.written() == ["event_recorded"]
    event = office.case.event(EventKind.CONTRACT_SIGNED, FIRST)
    assert event is not None
    assert (event.on, event.note) == (SIGNED, "合同编号 ZJ-2026-001")
    assert hands.reads("已签 1/19 家（5.26%）")
    assert hands.cell(TABLE, FIRST, "合同签订") == f"{SIGNED:%m-%d}"
    assert hands.cell(TABLE, FIRST, "期限") == "公告 还有 1 个工作日"
    assert hands.column(TABLE, "期限").count("签订 还有 16 个工作日") == 18
    assert hands.checks() == 18 + 3 + 2
    assert hands.card("18 家单位还没有登记合同签订")
    for said in ("“合同已公告”", "“合同副本已备案”", "没有正式采购计划"):
        assert FIRST in hands.says(hands.card(said))
    assert hands.rail() == rail_at("通知与签约")
    assert "还有 1 个工作日" in hands.foot()


def look_around(office: Office) -> None:
    """工作台 and 期限 say the same as the project's own page, from where one goes back to it."""
    hands, case = office.hands, office.case
    hands.go("工作台")
    (card,) = hands.all(ProjectCard)
    assert card.accessibleName().startswith(f"{NAME}：通知与签约，下一步 ")
    assert hands.reads("已回收 20/27 家，已退出 5 家", card), "two stay silent"
    whole = money.yuan(total(case.needs).amount_fen)
    assert hands.reads(f"预算合计 {whole} 元", card)
    assert hands.reads("10月21日　还有 1 个工作日", card)
    hands.go("期限")
    clocks = zip(
        hands.column("全部期限", "单位"), hands.column("全部期限", "建议最后日"),
        hands.column("全部期限", "还有"), strict=True,
    )  # fmt: skip
    assert (FIRST, "2026-10-21", "还有 1 个工作日") in set(clocks)
    hands.go("工作台")
    hands.press(f"打开：{NAME}")
    assert hands.title() == headed("通知与签约")


def snapshot(hands: Hands) -> dict[str, Any]:
    """Everything a user sees of the page on show."""
    tables = [hands.table(view.accessibleName()) for view in hands.all(QTableView)]
    return {
        "title": hands.title(),
        "rail": hands.rail(),
        "foot": hands.foot(),
        "findings": [hands.says(card) for card in hands.cards()],
        "papers": hands.texts(hands.frame.side.papers),
        "words": hands.texts(hands.frame.pages),
        "tables": [
            [[t.view.model().index(r, c).data() for c in range(t.model.columnCount())]
             for r in range(t.model.rowCount())]
            for t in tables
        ],
    }  # fmt: skip

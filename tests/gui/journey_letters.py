"""The journey through 参与委托: letters made, back, sealed; facts supplied; who is in."""

from collections import Counter
from datetime import date, datetime

from tests.gui.journey_begin import LEAD
from tests.gui.journey_needs import SCRIPT, explain
from tests.gui.journey_office import TODAY, Office
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Funds
from zjbuy_desktop.core.case.tally import LeftOut, included_lines, standings, total
from zjbuy_desktop.gui.dialogs.facts_supply import FactsDialog
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.widgets.data_table import KEPT

LETTER = "参与带量集中采购委托函"
TABLE = "各单位委托情况"
WITHOUT = "之江市公安局"
RETURNED, SEALED = date(2026, 8, 25), date(2026, 8, 27)


def entrust(office: Office) -> None:
    """参与委托, from letters nobody has seen to units that are in the plan."""
    hands = office.hands
    rows = hands.column(TABLE, "单位")
    assert len(rows) == 20
    assert "纳入" not in hands.column(TABLE, "是否纳入")
    assert hands.cell(TABLE, WITHOUT, "是否纳入") == "未纳入：委托函未核章"
    assert hands.cell(TABLE, LEAD, "是否纳入") == "未纳入：待补内容未补齐", "it entrusts nobody"
    _make_letters(office)
    back = [u for u in rows if u not in (LEAD, WITHOUT)]
    _record(office, "收回", back, RETURNED)
    _record(office, "核章", back, SEALED)
    for unit in back:
        assert office.case.happened(EventKind.LETTER_RETURNED, unit) == RETURNED
        assert office.case.happened(EventKind.SEAL_CONFIRMED, unit) == SEALED
        assert hands.cell(TABLE, unit, "核章") == SEALED.isoformat()
    assert hands.cell(TABLE, WITHOUT, "核章") == "–"
    assert total(included_lines(office.case)).amount_fen == 0, "facts are still missing"
    _supply(office)
    _weigh(office)
    explain(office, "委托函尚未核章", "记入理由", SCRIPT["letters"]["missing_reason"])
    assert hands.checks() == 0
    hands.press("完成委托，去公开采购意向")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("delegation").completed_on == TODAY
    assert hands.title() == headed("意向公开")
    assert hands.rail() == rail_at("意向公开")


def _make_letters(office: Office) -> None:
    hands = office.hands
    folder = office.out / "委托函"
    assert "未制作 0/19 份" in hands.texts(hands.frame.side.papers)

    def order(dialog: PaperRunDialog) -> None:
        assert len(hands.column("为哪些单位制作", "对象")) == 19
        hands.chosen.append(folder)
        hands.press("浏览", dialog)
        assert hands.field("存到", dialog).text() == str(folder)
        hands.press("制作19份", dialog)

    hands.answer(f"制作：{LETTER}", PaperRunDialog, order)
    assert office.written() == ["papers_made"]
    made = [p for p in office.case.papers if p.kind == "delegation_letter"]
    assert len(made) == len(list(folder.glob("*.pdf"))) == 19
    assert not any(p.draft for p in made)
    assert {p.made_at for p in made} == {datetime(2026, 10, 20, 10)}
    for paper in made:
        sums = total(n for n in office.case.needs if n.unit == paper.unit)
        assert dict(paper.facts)["amount"] == money.yuan(sums.amount_fen), paper.unit
        assert paper.pages > 0
    assert "已制作 19/19 份" in hands.texts(hands.frame.side.papers)
    assert hands.told()[0] == f"《{LETTER}》制作了 19 份。"


def _record(office: Office, words: str, units: list[str], day: date) -> None:
    hands = office.hands
    hands.press(words)
    dialog = hands.dialog(RecordManyDialog)
    offered = [dialog.units.item(n).text() for n in range(dialog.units.count())]
    assert len(offered) == 19, "the lead unit writes no letter to itself"
    hands.tick(units)
    hands.fill({"日期": day.isoformat(), "备注": "专人送回"})
    hands.press("登记")
    assert office.written() == ["event_recorded"], f"{len(units)} units, one write"
    assert hands.told()[0].endswith("18 家。")


def _supply(office: Office) -> None:
    hands, told = office.hands, SCRIPT["facts"]
    hands.press("补充内容")
    hands.dialog(FactsDialog)
    hands.fill(
        {
            "资金来源": told["funding"],
            "预算项目": told["budget_item"],
            "资金已落实": "是，已落实",
            "交付时间地点": told["delivery"],
            "意向公开方式": told["intention"],
        }
    )
    hands.press("补充20家")
    assert hands.reads("请写明凭据：从哪里得知。")
    assert office.written() == []
    hands.fill({"凭据": told["evidence"]})
    hands.press("补充20家")
    assert office.written() == ["facts_supplied"]
    case = office.case
    assert {f.evidence for f in case.facts} == {told["evidence"]}
    assert {n.funds for n in case.needs} == {Funds.SECURED}
    assert all(n.funding and n.delivery and n.intention for n in case.needs)


def _weigh(office: Office) -> None:
    """已接收 ＝ 纳入 ＋ 未纳入, on screen as on the disk."""
    hands, case = office.hands, office.case
    found = standings(case)
    assert Counter(s.reason for s in found) == {None: 19, LeftOut.NO_LETTER: 1}
    whole, inside = total(case.needs), total(included_lines(case))
    outside = next(s.total.amount_fen for s in found if s.unit == WITHOUT)
    assert whole.amount_fen == inside.amount_fen + outside
    assert hands.reads(
        f"已接收 {money.yuan(whole.amount_fen)} 元 ＝ 纳入 {money.yuan(inside.amount_fen)} 元"
        f"（19 家）＋ 未纳入 {money.yuan(outside)} 元（1 家）✓"
    )
    assert hands.cell(TABLE, WITHOUT, "是否纳入") == "未纳入：委托函未核章"
    assert hands.column(TABLE, "是否纳入").count("纳入") == 19
    assert hands.table(TABLE).foot.mark == KEPT
    assert hands.checks() == 1
    assert hands.card(f"{WITHOUT}委托函尚未核章，{money.yuan(outside)} 元暂不纳入计划。")

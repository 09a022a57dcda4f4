"""The journey from the plan to the results: 临时采购计划, 代理委托, 结果确认与采购协议."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.gui.journey_begin import ITEMS
from tests.gui.journey_letters import WITHOUT
from tests.gui.journey_office import TODAY, Office
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PROVISIONAL_PLAN_TYPE, PlanKind
from zjbuy_desktop.core.case.tally import included_lines, standings, total
from zjbuy_desktop.gui.widgets.data_table import KEPT
from zjbuy_desktop.host import resources

FIRST = "之江市教育局"
PLANS, WRONG, SPLIT = "计划与需求逐家核对", "计划与需求不一致的地方", "按单位分配"
LUMP = "标项二"
PRICE = 478_000
AGENCY: dict[str, Any] = tomllib.loads(
    (resources.resource_dir() / "sample" / "agency.toml").read_text("utf-8")
)
AWARD: dict[str, Any] = tomllib.loads(
    (resources.resource_dir() / "sample" / "award.toml").read_text("utf-8")
)
TYPED = {
    "机构名称": "name", "信用代码": "uscc", "联系人": "contact", "联系电话": "phone",
    "地址": "address", "代理费用": "fee", "选定理由": "reason", "协议编号": "agreement_number",
}  # fmt: skip


def check_off(office: Office, days: Mapping[EventKind, str]) -> None:
    """登记 days in the checklist of the page, one write each."""
    hands = office.hands
    for kind, day in days.items():
        assert office.case.happened(kind) is None
        hands.put(hands.field(f"{kind.label}：日期"), day)
        hands.press(f"登记：{kind.label}")
        assert office.written() == ["event_recorded"]
        assert office.case.happened(kind) == date.fromisoformat(day)
        assert hands.button(f"撤销登记：{kind.label}").isVisible()


# 临时采购计划


def plan(office: Office) -> None:
    """Plans that do not agree are named and hold the stage; those that do let it go on."""
    hands = office.hands
    needed = {s.unit: s.total.amount_fen for s in standings(office.case) if s.included}
    whole = money.yuan(sum(needed.values()))
    assert hands.column(PLANS, "核对") == ["没有计划"] * 19
    wrong = {**needed, FIRST: needed[FIRST] - 125_000, WITHOUT: 1_000_000}
    _bring(office, _export(office, "计划导出.csv", wrong))
    assert "有 2 处不一致" in hands.told()[0]
    assert hands.column(WRONG, "问题") == ["金额不同", "未纳入却有计划"]
    assert hands.cell(WRONG, FIRST, "差（元）") == "1,250.00"
    assert hands.cell(WRONG, FIRST, "计划出处").startswith("计划导出.csv!")
    assert ".xlsx!" in hands.cell(WRONG, FIRST, "需求出处")
    hands.leaf("逐家核对")
    assert hands.cell(PLANS, FIRST, "核对") == "少 1,250.00 元"
    assert hands.cell(PLANS, WITHOUT, "核对") == "未纳入却有计划"
    assert hands.checks() == 4, "two that differ, no number, not filed"
    assert hands.card(f"{FIRST}的计划是")
    assert hands.card(f"{WITHOUT}有采购计划，但没有纳入本次采购")
    hands.press("完成计划，去委托代理机构")
    assert office.case.stage("plan").completed_on is None
    _bring(office, _export(office, "计划导出（改）.csv", needed))
    assert hands.reads(f"Σ需求 {whole} 元 ＝ Σ计划 {whole} 元，逐家一致 ✓")
    assert hands.table(PLANS).foot.mark == KEPT
    kept = {p.unit: p.amount_fen for p in office.case.plans_of(PlanKind.PROVISIONAL)}
    assert kept == needed
    hands.fill({"临时计划编号": "临〔2026〕0815号"})
    hands.press("登记编号")
    assert office.written() == ["plan_filed"]
    assert (office.case.filing.number, office.case.filing.plan_type) == (
        "临〔2026〕0815号", PROVISIONAL_PLAN_TYPE,
    )  # fmt: skip
    check_off(
        office,
        {
            EventKind.PROVISIONAL_PLAN_FILED: "2026-09-02",
        },
    )
    assert hands.checks() == 0
    hands.press("完成计划，去委托代理机构")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("plan").completed_on == TODAY
    assert hands.title() == headed("代理委托")
    assert hands.rail() == rail_at("代理委托")


def _export(office: Office, name: str, amounts: Mapping[str, int]) -> Path:
    """What 预算一体化系统 would export."""
    file = office.out / name
    with file.open("w", encoding="gb18030", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["单位名称", "采购计划编号", "品目编码", "金额(元)"])
        for n, (unit, fen) in enumerate(amounts.items(), 1):
            rows.writerow([unit, f"临2026{n:04d}", "A02010105", money.yuan(fen)])
    return file


def _bring(office: Office, file: Path) -> None:
    office.hands.chosen.append(file)
    office.hands.press("导入计划表")
    assert office.written() == ["plans_imported"]


# 代理委托


def type_agency(office: Office) -> None:
    """Typed, and left without saving."""
    hands = office.hands
    assert hands.reads("台式计算机在集中采购目录内，应当委托集中采购机构代理采购")
    hands.fill({title: AGENCY[name] for title, name in TYPED.items() if name != "fee"})
    assert hands.reads("有未保存的改动")
    assert office.case.agency is None
    assert office.written() == []


def agency(office: Office) -> None:
    """What was typed before is still there; a red line holds; saved and completed."""
    hands = office.hands
    for title, name in TYPED.items():
        field = hands.field(title)
        text = field.toPlainText() if title == "选定理由" else field.text()
        assert text == ("" if name == "fee" else AGENCY[name])
    assert hands.reads("有未保存的改动")
    assert office.case.agency is None, "a draft is no decision"
    hands.press("保存代理机构")
    assert office.written() == ["agency_set"]
    assert hands.checks() == 2, "the agreement is not signed either"
    assert hands.card("不是集中采购机构")
    hands.press("完成委托，去确认采购文件")
    assert office.case.stage("agency").completed_on is None
    assert "不是集中采购机构" in hands.told()[0]
    hands.fill({"机构类别": True, "代理费用": AGENCY["fee"]})
    hands.press("保存代理机构")
    assert office.written() == ["agency_set"]
    kept = office.case.agency
    assert {name: getattr(kept, name) for name in AGENCY} == AGENCY
    assert not hands.reads("有未保存的改动")
    check_off(
        office,
        {
            EventKind.AGENCY_AGREEMENT_SIGNED: "2026-09-04",
            EventKind.PLAN_ENTRUSTED: "2026-09-04",
        },
    )
    assert hands.checks() == 0
    hands.press("完成委托，去确认采购文件")
    assert office.written() == ["stage_completed"]
    assert hands.title() == headed("采购实施")
    assert hands.rail() == rail_at("采购实施")


# 结果确认与采购协议

DAYS = {
    EventKind.RESULT_CONFIRMED: "2026-10-10",
    EventKind.AWARD_NOTICE_ISSUED: "2026-10-12",
    EventKind.RESULT_ANNOUNCED: "2026-10-12",
    EventKind.PROCUREMENT_AGREEMENT_SIGNED: "2026-10-14",
}


def award(office: Office) -> None:
    """Results typed, their split seen before it is kept, the days in their order."""
    hands = office.hands
    budget = {
        item: total(n for n in included_lines(office.case) if n.item == item).amount_fen
        for item in ITEMS
    }
    lump = budget[ITEMS[1]] - 12_345_678
    _type_results(office, "12,345,678.00", money.yuan(lump))
    over = f"超过预算 {money.yuan(budget[ITEMS[0]])} 元"
    hands.wait(lambda: hands.reads(over))
    hands.put(hands.field("标项一：中标（成交）价"), money.yuan(PRICE))
    hands.wait(lambda: not hands.reads("超过预算") and hands.column(SPLIT, "单位"))
    assert office.written() == [], "a preview keeps nothing"
    assert office.case.awards == ()
    hands.press("保存采购结果")
    assert office.written() == ["award_set"]
    _split(office, lump, sum(budget.values()))
    hands.leaf("办理日期")
    check_off(office, DAYS)
    assert hands.checks() == 0
    hands.press("完成定标，去通知各单位签约")
    assert office.written() == ["stage_completed"]
    assert hands.title() == headed("通知与签约")
    assert hands.rail() == rail_at("通知与签约")


def _type_results(office: Office, price: str, lump: str) -> None:
    hands = office.hands
    for row in AWARD["lots"]:
        lot = row["name"]
        hands.fill(
            {
                f"{lot}：中标人": row["supplier"],
                f"{lot}：信用代码": row["supplier_uscc"],
                f"{lot}：报价方式": "总价" if lot == LUMP else "单价",
                f"{lot}：中标（成交）价": lump if lot == LUMP else price,
                f"{lot}：地址": row["address"],
                f"{lot}：联系人": row["contact"],
                f"{lot}：电话": row["phone"],
            }
        )
    assert hands.reads("有未保存的改动")


def _split(office: Office, lump: int, budget: int) -> None:
    """The split on screen is the split on the disk, and both are what arithmetic says."""
    hands = office.hands
    first, second = lot_results(office.case)
    assert [a.contract_fen for a in first.allocations] == [
        PRICE * a.quantity // 1000 for a in first.allocations
    ]
    assert sum(a.contract_fen for a in second.allocations) == second.award_fen == lump
    for a in second.allocations:
        assert abs(a.contract_fen * second.budget_fen - lump * a.budget_fen) < second.budget_fen
    kept = [(a.unit, a.lot, money.yuan(a.contract_fen))
            for r in (first, second) for a in r.allocations]  # fmt: skip
    shown = (hands.column(SPLIT, head) for head in ("单位", "标项", "合同金额（元）"))
    assert list(zip(*shown, strict=True)) == kept
    whole = first.award_fen + lump
    assert hands.table(SPLIT).foot.mark == KEPT
    assert money.yuan(whole) in hands.table(SPLIT).foot.cells
    assert hands.reads(
        f"预算 {money.yuan(budget)} 元 － 结果 {money.yuan(whole)} 元 ＝ "
        f"节约 {money.yuan(budget - whole)} 元"
    )
    assert {x.lot: x.supplier for x in office.case.awards} == {
        row["name"]: row["supplier"] for row in AWARD["lots"]
    }

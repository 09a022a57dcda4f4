"""After signing: the formal plan linked, the contract entered as signed and held to the 分."""

from tests.gui.journey_office import Office
from tests.gui.journey_results import FIRST
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.gui.dialogs.enter_contract import EnterContractDialog

PAIRS, CHECKED, FIELDS = "正式采购计划与临时采购计划配对", "合同与采购结果核对", "这份合同逐项核对"
TABLE, SIGNED = "各单位签约情况", "2026-10-19"


def link_formal_plan(office: Office) -> None:
    """A signed contract asks for its formal plan; imported and linked, it asks no more."""
    hands, case = office.hands, office.case
    assert FIRST in hands.says(hands.card("没有正式采购计划"))
    hands.leaf("正式计划")
    assert set(hands.column(PAIRS, "核对")) == {"待编制"}
    amount = sum(c.share.contract_fen for c in contracts(case) if c.share.unit == FIRST)
    file = office.out / "正式计划导出.csv"
    row = f"{FIRST},正20260001,A02010105,{money.yuan(amount).replace(',', '')}"
    file.write_text(f"单位名称,采购计划编号,品目编码,金额(元)\n{row}\n", "utf-8-sig")
    hands.chosen.append(file)
    hands.press("导入计划表")
    assert office.written() == ["plans_imported"]
    assert hands.cell(PAIRS, FIRST, "核对") == "没有关联"
    assert hands.card("没有关联临时采购计划")
    hands.press("按单位关联")
    assert office.written() == ["plans_paired"]
    assert hands.cell(PAIRS, FIRST, "核对") == "已关联"
    (plan,) = office.case.plans_of(PlanKind.FORMAL)
    own = [p.number for p in case.plans_of(PlanKind.PROVISIONAL) if p.unit == FIRST]
    assert plan.linked == own[0]
    assert hands.cell(PAIRS, FIRST, "关联的临时计划") == plan.linked


def enter_contract(office: Office) -> None:
    """A 分 too much is marked at once, kept, and blocks; put right, it is as awarded."""
    hands = office.hands
    found = next(c for c in contracts(office.case) if c.share.unit == FIRST)
    fen = found.share.contract_fen
    before = hands.checks()
    hands.leaf("合同核对")
    assert set(hands.column(CHECKED, "核对")) == {"未录入"}
    for amount, state in ((fen + 1, "不一致 1 处"), (fen, "一致")):
        hands.select(CHECKED, FIRST)
        hands.press("录入合同")
        dialog = hands.dialog(EnterContractDialog)
        assert dialog.chosen() == found
        typed = money.yuan(amount).replace(",", "")
        hands.fill({"合同编号": "ZJ-2026-001", "签订日期": SIGNED, "合同金额（元）": typed}, dialog)
        sign = "✓" if amount == fen else "✗"
        assert hands.reads(f"{sign} 应为 {money.yuan(fen)}", dialog)
        hands.press("保存", dialog)
        assert "contracts_entered" in office.written()
        assert hands.column(CHECKED, "核对")[0] == state
    assert hands.cell(FIELDS, "合同金额（元）", "核对") == "一致"
    assert hands.checks() <= before, "what was put right is said no more"
    hands.leaf("签约情况")

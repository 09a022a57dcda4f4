"""The journey before the procurement begins: 意向公开."""

from datetime import date

from tests.gui.journey_begin import LEAD, rail_at
from tests.gui.journey_office import TODAY, Office
from tests.gui.journey_results import check_off
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.intentions import PAPER, Coverage, unit_intentions
from zjbuy_desktop.core.case.tally import included_lines, total
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.widgets.data_table import KEPT

INTENTIONS = "各单位采购意向公开情况"


def publish_intentions(office: Office) -> None:
    """意向公开: one notice for all that entrusted the lead, early enough, with its basis."""
    hands = office.hands
    assert hands.reads("牵头单位公开 19 家（含本单位） ＋ 自行公开 0 家 ＝ 19 家；已公开 0 家")
    assert hands.cell(INTENTIONS, LEAD, "公开方式") == "本单位公开"
    assert hands.column(INTENTIONS, "情况") == ["还没有公开"] * 19
    whole = money.yuan(total(included_lines(office.case)).amount_fen)
    assert hands.table(INTENTIONS).foot.mark == KEPT
    assert whole in hands.table(INTENTIONS).foot.cells
    assert hands.checks() == 2
    assert hands.card("19 家的采购意向由牵头单位公开，还没有登记公开的日期")
    assert hands.card("没有选择预算依据")
    hands.press("完成意向公开，去办理临时采购计划")
    assert office.case.stage("intention").completed_on is None
    hands.fill({"预算依据": "批复的部门预算", "预计采购时间": "2026-9-9"})
    hands.press("保存依据和时间")
    assert office.written() == ["paper_filled_in"]
    assert dict(office.case.particulars_of(PAPER).values) == {
        "budget_basis": "批复的部门预算", "expected_on": "2026-09-09",
    }  # fmt: skip
    _too_late(office)
    check_off(office, {EventKind.INTENTION_PUBLISHED: "2026-08-07"})
    assert hands.column(INTENTIONS, "情况") == ["已公开"] * 19
    assert hands.column(INTENTIONS, "距采购活动") == ["早 33 日"] * 19
    assert {a.coverage for a in unit_intentions(office.case)} == {Coverage.PUBLISHED}
    assert hands.checks() == 0
    hands.press("完成意向公开，去办理临时采购计划")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("intention").completed_on == TODAY
    assert hands.rail() == rail_at(5)


def _too_late(office: Office) -> None:
    """One day short of thirty is told; the record is taken back."""
    hands = office.hands
    check_off(office, {EventKind.INTENTION_PUBLISHED: "2026-08-11"})
    assert hands.checks() == 1
    assert hands.card("距预计采购时间（2026-09-09）只有 29 日，不足 30 日")

    def say(dialog: ReasonDialog) -> None:
        hands.fill({"理由": "日期写错了"}, dialog)
        hands.press("撤销登记", dialog)

    word = EventKind.INTENTION_PUBLISHED.label
    hands.answer(f"撤销登记：{word}", ReasonDialog, say)
    assert office.written() == ["event_removed"]
    assert office.case.happened(EventKind.INTENTION_PUBLISHED) is None
    assert date(2026, 9, 9).toordinal() - date(2026, 8, 11).toordinal() == 29

"""The journey before the procurement begins: 意向公开, 需求调查与编制, 需求审查."""

from datetime import date

from tests.gui.journey_begin import LEAD
from tests.gui.journey_needs import explain
from tests.gui.journey_office import TODAY, Office
from tests.gui.journey_results import check_off
from tests.gui.stage_names import headed, rail_at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.events import NOTE_NEEDED, EventKind
from zjbuy_desktop.core.case.intentions import PAPER, Coverage, unit_intentions
from zjbuy_desktop.core.case.tally import included_lines, total
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.widgets.data_table import KEPT

INTENTIONS = "各单位采购意向公开情况"
ANSWERS, VERDICTS = "各参与单位对采购需求的意见", "审查内容和结论"


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
    hands.press("完成意向公开，去编制采购需求")
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
    hands.press("完成意向公开，去编制采购需求")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("intention").completed_on == TODAY
    assert hands.rail() == rail_at("需求调查与编制")


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


def draft(office: Office) -> None:
    """需求调查与编制: last year's survey still counts; the papers were written in Word."""
    hands = office.hands
    assert hands.title() == headed("需求调查与编制")
    assert hands.reads("应当开展需求调查：第（一）项")
    hands.press("完成需求编制，去审查")
    assert office.case.stage("requirement").completed_on is None
    hands.fill({"不重复的依据": "2025年11月已就台式计算机调查过。", "上次调查": "2025-11-3"})
    hands.press("保存调查情形")
    assert office.written() == ["paper_filled_in"]
    assert not hands.reads("还没有登记调查", hands.frame.side)
    _answers(office)
    outside = "用办公软件另行编制，存本项目卷宗"
    for words in ("采购需求书还没有成文", "采购实施计划还没有成文", "没有写采购需求由谁编制"):
        explain(office, words, "记入理由", outside)
    assert hands.checks() == 0
    hands.press("完成需求编制，去审查")
    assert office.written() == ["stage_completed"]
    assert hands.rail() == rail_at("需求审查")


def _answers(office: Office) -> None:
    """One unit with a wish, all the others together."""
    hands = office.hands
    units = hands.column(ANSWERS, "单位")
    assert LEAD not in units
    assert len(units) == 18
    hands.select(ANSWERS, units[0])
    for note in ("建议保修三年，已采纳", "无意见"):
        hands.press("登记反馈")
        hands.dialog(RecordManyDialog)
        hands.fill({NOTE_NEEDED[EventKind.REQUIREMENT_ANSWERED]: note, "日期": "2026-08-28"})
        hands.press("登记")
        assert office.written() == ["event_recorded"]
    assert hands.column(ANSWERS, "情况") == ["已反馈"] * 18
    assert hands.reads("全部反馈 ✓")


def review(office: Office) -> None:
    """需求审查: all items at once, two that do not apply, the day it passed."""
    hands = office.hands
    assert hands.title() == headed("需求审查")
    hands.table(VERDICTS).view.selectAll()
    hands.press("通过")
    assert office.written() == ["paper_filled_in"]
    hands.select(VERDICTS, "4", "7")
    hands.press("不涉及")
    assert office.written() == ["paper_filled_in"]
    assert hands.reads("21 项：通过 19，不涉及 2，全部有结论 ✓")
    check_off(office, {EventKind.REVIEW_PASSED: "2026-09-01"})
    explain(office, "还没有制作审查意见书", "记入理由", "纸质意见书已签名，存本项目卷宗")
    assert hands.checks() == 0
    hands.press("完成审查，去办理临时采购计划")
    assert office.written() == ["stage_completed"]
    assert office.case.stage("review").completed_on == TODAY
    assert hands.rail() == rail_at("临时采购计划")

"""D-01 … D-36：法律的每一项期限都在法规库里，天数、起算、谁办、两侧的界限都对。

python -m tests.core.test_deadlines_law    prints the table
"""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.builders import BUREAU, make_case
from tests.core.covering import (
    Reference,
    deadline,
    duty,
    field,
    lost,
    number,
    printed,
    recorded_in_window,
    rule,
    said,
)
from tests.core.ruling import law, without
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.tables import DeadlineRule, DeadlineSense
from zjbuy_desktop.core.rules.clocks import Deadline, State, deadlines

TITLES = {
    "D-01": "采购意向公开", "D-02": "意向的依据", "D-03": "资格预审申请", "D-04": "招标公告期限",
    "D-05": "招标文件提供期限", "D-06": "投标截止", "D-07": "磋商响应截止",
    "D-08": "谈判、询价响应截止",
    "D-09": "澄清修改", "D-10": "送评审报告", "D-11": "确定供应商", "D-12": "发通知书、公告结果",
    "D-13": "结果公告期限", "D-14": "采购协议", "D-15": "签订合同", "D-16": "合同公告",
    "D-17": "合同备案", "D-18": "补充合同", "D-19": "合同变更公告", "D-20": "支付中小企业",
    "D-21": "收到发票后支付", "D-22": "逾期利息", "D-23": "答复询问", "D-24": "供应商质疑",
    "D-25": "答复质疑", "D-26": "投诉", "D-27": "投诉处理", "D-28": "暂停签约",
    "D-29": "档案保存", "D-30": "投标保证金退还", "D-31": "履约保证金", "D-32": "信用评价",
    "D-33": "抽取专家", "D-34": "终止退款", "D-35": "信息发布", "D-36": "单一来源公示",
}  # fmt: skip

TABLE: dict[str, tuple[Reference, ...]] = {
    "D-01": (deadline("D-01"),),
    "D-02": (duty("D-02"), field(NeedLine, "budget_item"), field(NeedLine, "funding")),
    "D-03": (deadline("D-03"),),
    "D-04": (deadline("D-04"),),
    "D-05": (deadline("D-05"),),
    "D-06": (deadline("D-06"),),
    "D-07": (deadline("D-07"), deadline("D-07b")),
    "D-08": (deadline("D-08"),),
    "D-09": (deadline("D-09"), deadline("D-09b"), deadline("D-09c")),
    "D-10": (deadline("D-10"),),
    "D-11": (deadline("D-11"),),
    "D-12": (deadline("D-12"), deadline("D-12b")),
    "D-13": (deadline("D-13"),),
    "D-14": (duty("D-14"), rule("agreement_after_announcement"), said("指引没有规定天数")),
    "D-15": (deadline("D-15"), rule("contract_signed_in_time")),
    "D-16": (deadline("D-16"), rule("contract_announced_in_time")),
    "D-17": (deadline("D-17"), rule("contract_filed_in_time")),
    "D-18": (duty("D-18"), rule("supplements_within_limit"), number("supplement_limit_percent")),
    "D-19": (deadline("D-19"),),
    "D-20": (deadline("D-20"), number("sme_payment_limit_days")),
    "D-21": (deadline("D-21"),),
    "D-22": (duty("D-22"), number("late_payment_daily_rate"), said("程序不代为公示")),
    "D-23": (deadline("D-23"),),
    "D-24": (deadline("D-24"), deadline("D-24b"), deadline("D-24c")),
    "D-25": (deadline("D-25"),),
    "D-26": (deadline("D-26"),),
    "D-27": (deadline("D-27"), deadline("D-27b")),
    "D-28": (duty("D-28"), said("暂停的日子是否从期限中扣除，法律没有规定")),
    "D-29": (deadline("D-29"), number("archive_years")),
    "D-30": (deadline("D-30"), duty("D-30b"), number("bid_bond_limit_percent")),
    "D-31": (duty("D-31"), number("performance_bond_limit_percent")),
    "D-32": (deadline("D-32"), deadline("D-32b")),
    "D-33": (deadline("D-33"),),
    "D-34": (deadline("D-34"),),
    "D-35": (deadline("D-35"),),
    "D-36": (deadline("D-36"),),
}

Vector = tuple[int, str, str, str]
LIMITS: dict[str, Vector] = {
    # 天数、日或工作日，起算日，法定最后日（最早的：可以的第一天）
    "D-01": (30, "日", "2026-09-14", "2026-08-15"),
    "D-03": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-04": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-05": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-06": (20, "日", "2026-09-15", "2026-10-08"),
    "D-07": (10, "日", "2026-09-23", "2026-10-08"),
    "D-07b": (5, "工作日", "2026-09-30", "2026-10-13"),
    "D-08": (3, "工作日", "2026-09-29", "2026-10-09"),
    "D-09": (15, "日", "2026-09-18", "2026-10-08"),
    "D-09b": (5, "日", "2026-09-29", "2026-10-08"),
    "D-09c": (3, "工作日", "2026-09-29", "2026-10-09"),
    "D-10": (2, "工作日", "2026-02-13", "2026-02-24"),
    "D-11": (5, "工作日", "2026-09-30", "2026-10-13"),
    "D-12": (2, "工作日", "2026-02-12", "2026-02-14"),
    "D-12b": (2, "工作日", "2026-09-29", "2026-10-08"),
    "D-13": (1, "工作日", "2026-03-02", "2026-03-03"),
    "D-15": (30, "日", "2026-09-03", "2026-10-08"),
    "D-16": (2, "工作日", "2026-09-29", "2026-10-08"),
    "D-17": (7, "工作日", "2026-04-30", "2026-05-13"),
    "D-19": (2, "工作日", "2026-09-29", "2026-10-08"),
    "D-20": (30, "日", "2026-01-16", "2026-02-24"),
    "D-21": (30, "日", "2026-09-10", "2026-10-10"),
    "D-23": (3, "工作日", "2026-09-29", "2026-10-09"),
    "D-24": (7, "工作日", "2026-03-02", "2026-03-12"),
    "D-24b": (7, "工作日", "2026-09-29", "2026-10-21"),
    "D-24c": (7, "工作日", "2026-09-18", "2026-09-29"),
    "D-25": (7, "工作日", "2026-09-29", "2026-10-14"),
    "D-26": (15, "工作日", "2026-09-29", "2026-11-04"),
    "D-27": (30, "工作日", "2026-09-29", "2026-11-16"),
    "D-27b": (30, "日", "2026-09-03", "2026-10-08"),
    "D-29": (15, "年", "2026-11-20", "2041-11-20"),
    "D-30": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-32": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-32b": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-33": (2, "工作日", "2026-09-29", "2026-10-08"),
    "D-34": (5, "工作日", "2026-09-29", "2026-10-12"),
    "D-35": (1, "工作日", "2026-09-29", "2026-09-30"),
    "D-36": (5, "工作日", "2026-09-29", "2026-10-12"),
}
BARE = without(make_case(), *EventKind)
LETTERS = tuple(e for e in make_case().events if e.kind is EventKind.SEAL_CONFIRMED)
FROM_RECORDS = {
    EventKind.ACCEPTANCE_DONE, EventKind.INVOICE_RECEIVED, EventKind.PAID,
    EventKind.DOCUMENT_CLARIFIED, EventKind.ENQUIRY_RECEIVED, EventKind.ENQUIRY_ANSWERED,
    EventKind.CHALLENGE_RECEIVED, EventKind.CHALLENGE_ANSWERED, EventKind.COMPLAINT_RECEIVED,
    EventKind.COMPLAINT_DECIDED,
}  # fmt: skip
"""Milestones that follow from single records entered in the window."""
COMMAND_ONLY = {EventKind.CONTRACT_CHANGED, EventKind.CHANGE_ANNOUNCED}
"""Milestones that clocks need and that have no place in the window yet: ``record`` takes them."""


def test_every_deadline_of_the_law_is_served_by_what_is_there() -> None:
    assert list(TABLE) == list(TITLES) == [f"D-{n:02}" for n in range(1, 37)]
    assert all(TABLE.values())
    assert lost(TABLE) == []


def test_the_law_book_holds_no_deadline_that_the_table_does_not_know() -> None:
    named = {ref.name for refs in TABLE.values() for ref in refs if ref.word in ("期限", "要求")}
    held = {r.id for r in law().deadlines} | {d.id for d in law().duties}
    assert held == named
    assert set(LIMITS) == {r.id for r in law().deadlines}


def test_a_deadline_taken_away_is_missed() -> None:
    gone = Reference("期限", "D-15", lambda: False)
    assert lost({**TABLE, "D-15": (gone,)}) == ["D-15: 期限 D-15"]


def test_what_starts_and_ends_a_clock_can_be_recorded() -> None:
    needed = {
        EventKind(name)
        for r in law().deadlines
        for name in (r.start, r.end, r.given, *r.stops)
        if name
    }
    assert needed - recorded_in_window() == COMMAND_ONLY | FROM_RECORDS


def unit_of(kind: EventKind) -> str:
    return BUREAU if kind.per_unit else ""


def case_of(r: DeadlineRule, done: date | None = None) -> Case:
    """The case in which a clock has started, and was met on a day."""
    start = date.fromisoformat(LIMITS[r.id][2])
    kinds = dict.fromkeys(EventKind(name) for name in (r.given, r.start) if name)
    events = [Event(kind, start, unit_of(kind)) for kind in kinds]
    if done and r.end:
        events.append(Event(EventKind(r.end), done, unit_of(EventKind(r.end))))
    method = Method(r.methods[0]) if r.methods else Method.OPEN_TENDER
    project = replace(BARE.project, method=method)
    return replace(BARE, project=project, events=(*LETTERS, *events))


def stands(r: DeadlineRule, on: date, done: date | None = None) -> Deadline:
    unit = BUREAU if r.per_unit else ""
    listed = deadlines(case_of(r, done), law(), law().calendar, on)
    (found,) = [d for d in listed if (d.id, d.unit) == (r.id, unit)]
    return found


@pytest.mark.parametrize("r", law().deadlines, ids=lambda r: r.id)
def test_a_clock_says_what_the_law_says(r: DeadlineRule) -> None:
    days, kind, _, last = LIMITS[r.id]
    assert (r.days, r.kind) == (days, DayKind(kind))
    found = stands(r, date(2026, 11, 30))
    counted = found.nominal if r.backwards else found.last_day
    assert counted == date.fromisoformat(last)
    assert found.advised_day is not None
    assert found.nominal is not None
    assert found.advised_day <= found.nominal
    assert not found.provisional
    assert found.who
    assert found.basis.label


@pytest.mark.parametrize("r", law().deadlines, ids=lambda r: r.id)
def test_a_clock_knows_both_sides_of_its_limit(r: DeadlineRule) -> None:
    last = date.fromisoformat(LIMITS[r.id][3])
    before, after = last - timedelta(days=1), last + timedelta(days=1)
    if r.sense is DeadlineSense.EARLIEST:
        assert stands(r, before).state is State.RUNNING
        if r.end:
            assert stands(r, after, before).state is State.TOO_SOON
            assert stands(r, after, last).state is State.MET
        else:
            assert stands(r, last).state is State.EXPIRED
        return
    assert stands(r, last).state is State.RUNNING
    late = State.EXPIRED if r.sense is DeadlineSense.PERIOD else State.OVERDUE
    assert stands(r, after).state is late
    if r.end:
        assert stands(r, after, last).state is State.MET
        assert stands(r, after, after).state is State.LATE


@pytest.mark.parametrize("r", law().deadlines, ids=lambda r: r.id)
def test_a_clock_into_a_year_without_schedule_is_provisional(r: DeadlineRule) -> None:
    start = date(2027, 1, 4) if r.backwards else date(2026, 12, 29)
    counted = law().period(r.id, start)
    # 年限不因休假日变动；一个工作日内的还没有跨年。
    known = r.kind is DayKind.YEARS or r.days == 1
    within = r.kind is DayKind.WORKING and counted.last_day.year == 2026
    assert counted.provisional is not (known or within or r.backwards)


def test_only_the_method_in_hand_has_clocks() -> None:
    ids = {
        method: {r.id for r in law().deadlines if not r.methods or method in r.methods}
        for method in Method
    }
    assert {"D-06", "D-09"} <= ids[Method.INVITED_TENDER]
    assert "D-04" not in ids[Method.INVITED_TENDER]
    assert {"D-07", "D-07b", "D-09b"} <= ids[Method.CONSULTATION]
    assert {"D-08", "D-09c"} <= ids[Method.INQUIRY] & ids[Method.NEGOTIATION]
    assert "D-36" in ids[Method.SINGLE_SOURCE]
    assert "D-06" not in ids[Method.SINGLE_SOURCE]


def test_every_entry_says_what_follows_or_quotes_the_text() -> None:
    for r in law().deadlines:
        assert r.quote or r.consequence, r.id
        assert not re.search(r"[A-Za-z]", r.what + r.consequence + r.who)
    for d in law().duties:
        assert d.served.endswith("。")


_OTHERWISE = {EventKind.BIDS_OPENED}
"""What ends periods of several names: 投标截止、首次响应截止、评审开始……"""


@pytest.mark.parametrize("rule", law().deadlines, ids=lambda rule: rule.id)
def test_a_period_and_the_event_that_ends_it_go_by_one_name(rule: DeadlineRule) -> None:
    if not rule.end or EventKind(rule.end) in _OTHERWISE:
        return
    label = re.sub("（.*）|[已的后]", "", EventKind(rule.end).label)
    shared = [c for c in label if c in rule.what]
    assert len(shared) >= len(label) * 0.6, f"“{rule.what}”与“{EventKind(rule.end).label}”"


if __name__ == "__main__":
    print(printed(TABLE, TITLES))

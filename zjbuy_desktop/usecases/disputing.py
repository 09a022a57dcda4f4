"""询问、质疑、投诉：逐件登记、答复、请参与单位协助；里程碑和《质疑答复函》随着登记走。"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import disputing
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.case.documents import Particulars, Value
from zjbuy_desktop.core.case.finance import complaint_department
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.store import disputes as stored
from zjbuy_desktop.store import papers as stored_papers
from zjbuy_desktop.store import records
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases.desk import Desk

OUTCOMES = {
    DisputeKind.ENQUIRY: (Outcome.ANSWERED, Outcome.WITHDRAWN),
    DisputeKind.CHALLENGE: (
        Outcome.UNFOUNDED,
        Outcome.PARTLY,
        Outcome.FOUNDED,
        Outcome.WITHDRAWN,
    ),
    DisputeKind.COMPLAINT: (
        Outcome.UNFOUNDED,
        Outcome.PARTLY,
        Outcome.FOUNDED,
        Outcome.WITHDRAWN,
    ),
}
"""What may come of each kind."""


def add(desk: Desk, project_id: int, told: Dispute) -> Dispute:
    """登记一件; its name is the supplier's, told apart where one raises several.

    Raises:
        UserError: no supplier, or days that can't be.
    """
    case = desk.case(project_id)
    made = replace(told, supplier=told.supplier.strip(), answered=None, outcome=None)
    made = replace(made, name=_free_name(case, made.supplier))
    _check(desk, made)
    summary = f"登记{made.kind.value}：{made.name}，{made.received} 收到"
    after = replace(case, disputes=(*case.disputes, made))
    _keep(desk, after, "dispute_added", summary, made)
    return made


def change(desk: Desk, project_id: int, told: Dispute) -> None:
    """更正 the record of that name; kind and name stay.

    Raises:
        UserError: no such record, or days that can't be.
    """
    case = desk.case(project_id)
    before = _of(case, told.name)
    made = replace(told, kind=before.kind, supplier=told.supplier.strip())
    _check(desk, made)
    _replace(desk, case, made, "dispute_changed", f"更正{made.kind.value}：{made.name}")


def answer(desk: Desk, project_id: int, name: str, on: date, outcome: Outcome) -> None:
    """登记答复 (of a 投诉: its 处理决定), or that it was withdrawn.

    Raises:
        UserError: no such record, a day before it was received or to come, no such outcome.
    """
    case = desk.case(project_id)
    before = _of(case, name)
    if outcome not in OUTCOMES[before.kind]:
        words = "、".join(o.value for o in OUTCOMES[before.kind])
        raise UserError(f"{before.kind.value}的结果不能写“{outcome.value}”。", f"可以写：{words}。")
    made = replace(before, answered=on, outcome=outcome)
    _check(desk, made)
    summary = f"登记{made.kind.value}的结果：{made.name}，{on} {outcome.value}"
    _replace(desk, case, made, "dispute_answered", summary)


def reopen(desk: Desk, project_id: int, name: str, reason: str) -> None:
    """撤销答复的登记, with a reason.

    Raises:
        UserError: no such record, it is open, or no reason.
    """
    case = desk.case(project_id)
    before = _of(case, name)
    if before.outcome is None:
        raise UserError(f"“{name}”还没有登记答复。", "不用撤销。")
    made = replace(before, answered=None, outcome=None)
    summary = f"撤销{made.kind.value}的答复登记：{name}：{_reason(reason)}"
    _replace(desk, case, made, "dispute_reopened", summary)


def remove(desk: Desk, project_id: int, name: str, reason: str) -> None:
    """删除登记错的一件, with a reason; its requests for help go with it.

    Raises:
        UserError: no such record, no reason, or its reply was made.
    """
    case = desk.case(project_id)
    gone = _of(case, name)
    if case.made_of(disputing.REPLY, name) is not None:
        raise UserError(f"“{name}”的《质疑答复函》已经制作，不能删除。", "供应商撤回的，登记撤回。")
    after = replace(
        case,
        disputes=tuple(d for d in case.disputes if d.name != name),
        assistance=tuple(a for a in case.assistance if a.dispute != name),
    )
    summary = f"删除{gone.kind.value}的登记：{name}：{_reason(reason)}"
    _keep(desk, after, "dispute_removed", summary, gone)


def ask_help(
    desk: Desk,
    project_id: int,
    name: str,
    units: Sequence[str],
    asked: date,
    what: str,
    due: date | None = None,
) -> None:
    """请参与单位协助答复 (指引 十).

    Raises:
        UserError: no such record or unit, nothing asked, or days that can't be.
    """
    case = desk.case(project_id)
    dispute = _of(case, name)
    missing = next((u for u in units if case.unit(u) is None), "")
    if missing or not units:
        raise UserError(f"名册里没有“{missing}”。" if missing else "没有写哪家单位。", "核对单位。")
    if not what.strip():
        raise UserError("没有写请单位说明什么。", "例：说明贵单位的使用场景和技术要求的依据。")
    if asked > desk.today or (due is not None and due < asked):
        raise UserError("日期不对：请求不能在今天以后，回复期限不能早于请求。", "改正日期。")
    new = tuple(Assistance(name, unit, asked, what.strip(), due) for unit in units)
    summary = f"请{'、'.join(units)}协助答复{name}的{dispute.kind.value}"
    _keep(desk, replace(case, assistance=(*case.assistance, *new)), "help_asked", summary, dispute)


def reply_help(
    desk: Desk, project_id: int, name: str, unit: str, replied: date, reply: str
) -> None:
    """登记协助的回复; the oldest open request to that unit.

    Raises:
        UserError: nothing was asked of that unit, no reply is told, or the day can't be.
    """
    case = desk.case(project_id)
    dispute = _of(case, name)
    owed = next((a for a in disputing.owing(case) if (a.dispute, a.unit) == (name, unit)), None)
    if owed is None:
        raise UserError(f"没有等{unit}回复的协助请求。", "先登记请它协助。")
    if not reply.strip():
        raise UserError("没有写它回复了什么。", "写一句要点；材料另存卷宗的写明。")
    if replied > desk.today or replied < owed.asked:
        raise UserError(f"回复的日期 {replied} 不对。", f"应当在 {owed.asked} 和今天之间。")
    given = replace(owed, replied=replied, reply=reply.strip())
    kept = tuple(given if a is owed else a for a in case.assistance)
    summary = f"登记{unit}对{name}的{dispute.kind.value}协助答复的回复"
    _keep(desk, replace(case, assistance=kept), "help_given", summary, dispute)


def last_day(desk: Desk, told: Dispute) -> date:
    """法定最后日 of its answer."""
    return disputing.answer_last(told, desk.law)


def show(desk: Desk, project_id: int) -> dict[str, Any]:
    """Every record with its days, and every request, for the command line."""
    case, law = desk.case(project_id), desk.law
    return {
        "department": complaint_department(case),
        "disputes": [
            {
                "name": d.name,
                "kind": d.kind.value,
                "supplier": d.supplier,
                "about": d.about.value,
                "received": d.received,
                "answer_by": disputing.answer_last(d, law),
                "answered": d.answered,
                "outcome": d.outcome.value if d.outcome else None,
                "late_raised": disputing.raised_late(case, law, d),
                "affects": d.affects,
            }
            for d in case.disputes
        ],
        "assistance": [
            {
                "dispute": a.dispute,
                "unit": a.unit,
                "asked": a.asked,
                "what": a.what,
                "due": a.due,
                "replied": a.replied,
                "reply": a.reply,
            }
            for a in case.assistance
        ],
    }


def _of(case: Case, name: str) -> Dispute:
    found = disputing.dispute_named(case, name)
    if found is None:
        known = "、".join(d.name for d in case.disputes) or "还没有登记"
        raise UserError(f"没有登记“{name}”。", f"已登记的：{known}。")
    return found


def _free_name(case: Case, supplier: str) -> str:
    taken = {d.name for d in case.disputes} | set(PAPERS[disputing.REPLY].subjects(case))
    number = 1
    name = supplier
    while name in taken:
        number += 1
        name = f"{supplier}（{number}）"
    return name


def _check(desk: Desk, told: Dispute) -> None:
    if not told.supplier:
        raise UserError("没有写供应商。", "写提出的供应商全称。")
    if told.received > desk.today:
        raise UserError(f"收到的日期 {told.received} 晚于今天。", "改成实际收到的日期。")
    if told.posted is not None and told.posted > told.received:
        raise UserError(f"交邮日期 {told.posted} 晚于收到日期 {told.received}。", "核对两个日期。")
    if told.answered is not None and not told.received <= told.answered <= desk.today:
        raise UserError(
            f"答复日期 {told.answered} 不对。", f"应当在收到日期 {told.received} 和今天之间。"
        )


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UserError("需要写明原因。", "写一句原因后再办。")
    return reason.strip()


def _replace(desk: Desk, case: Case, made: Dispute, action: str, summary: str) -> None:
    kept = tuple(made if d.name == made.name else d for d in case.disputes)
    _keep(desk, replace(case, disputes=kept), action, summary, made)


def _keep(desk: Desk, after: Case, action: str, summary: str, about: Dispute) -> None:
    """Records, milestones and the entries of the reply, in one transaction."""
    with desk.store.begin(action, summary, desk.now(), project_id=after.id) as work:
        stored.set_disputes(work, after.id, after.disputes)
        stored.set_assistance(work, after.id, after.assistance)
        gone, new = disputing.milestones(after)
        for event in gone:
            records.remove_event(work, after.id, event)
        records.add_events(work, after.id, new)
        if action in ("dispute_added", "dispute_changed"):
            _enter_reply(work, after, about)
        work.payload.update(dispute=_told(about), open=len(disputing.open_disputes(after)))


def _enter_reply(work: Work, after: Case, about: Dispute) -> None:
    """What the record says of a challenge is entered for its reply, so that it is typed once."""
    if about.kind is not DisputeKind.CHALLENGE or about.by_agency:
        return
    days = (("received", about.received), ("posted", about.posted), ("known_day", about.known_day))
    given: dict[str, Value] = {
        **dict(after.particulars_of(disputing.REPLY, about.name).values),
        "challenger": about.supplier,
        "about": about.about.value,
        **{name: day.isoformat() if day else "" for name, day in days},
    }
    entered = check_all(PAPERS[disputing.REPLY].entries, given)
    stored_papers.set_particulars(work, after.id, Particulars(disputing.REPLY, about.name, entered))


def _told(about: Dispute) -> dict[str, Any]:
    return {
        "kind": about.kind.value,
        "name": about.name,
        "received": about.received.isoformat(),
        "about": about.about.value,
        "answered": about.answered.isoformat() if about.answered else "",
        "outcome": about.outcome.value if about.outcome else "",
        "affects": about.affects,
    }


def about_named(word: str) -> About:
    """采购文件、采购过程、采购结果.

    Raises:
        UserError: it is none of them.
    """
    for about in About:
        if word == about.value:
            return about
    raise UserError(f"没有“{word}”这种对象。", f"可以写：{'、'.join(a.value for a in About)}。")

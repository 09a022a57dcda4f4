"""待改问题：一轮回收里还要改的每一处，谁、电话、哪一格；打电话的话；登记哪些已经退回。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.store import returns, sent_back
from zjbuy_desktop.store.returns import ReturnRecord
from zjbuy_desktop.store.sent_back import SendingBack as SendingBack
from zjbuy_desktop.usecases import returning
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.returning import waiting as waiting

HOWS = ("微信", "浙政钉", "电话", "电子邮件", "当面")
"""Offered; any other words may be written."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One thing a unit has to mend.

    Attributes:
        unit: 单位名称, or words for an unknown one.
        contact: 联系人.
        phone: 电话.
        record: the refused file.
        problem: what must be mended.
        sent: when and how the file last went back; ``None`` if it did not.
    """

    unit: str
    contact: str
    phone: str
    record: ReturnRecord
    problem: CellProblem
    sent: SendingBack | None

    @property
    def who(self) -> str:
        """联系人 电话."""
        return f"{self.contact} {self.phone}".strip()

    @property
    def place(self) -> str:
        """“需求表” E4, or the whole file."""
        sheet = f"“{self.problem.sheet}”" if self.problem.sheet else ""
        return f"{sheet}{' ' if sheet and self.problem.cell else ''}{self.problem.cell or ''}"


def sendings_back(desk: Desk, project_id: int) -> dict[int, SendingBack]:
    """Number of a return → when and how it last went back."""
    with desk.store.read() as view:
        return sent_back.sendings_back(view, project_id)


def problem_rows(
    case: Case, records: Sequence[ReturnRecord], sent: Mapping[int, SendingBack]
) -> list[ProblemRow]:
    """Everything that waits to be mended, by unit in roster order, then by file and place."""
    order = {unit.name: place for place, unit in enumerate(case.units)}
    rows = [
        _row(case, record, problem, sent.get(record.id))
        for record in sorted(returns.waiting(records), key=lambda r: r.file)
        for problem in record.problems
    ]
    return sorted(rows, key=lambda r: (order.get(r.unit, len(order)), r.unit))


def _row(
    case: Case, record: ReturnRecord, problem: CellProblem, sent: SendingBack | None
) -> ProblemRow:
    unit = next((u for u in case.units if u.name in record.units), None)
    name = unit.name if unit else "、".join(record.units) or returning.UNKNOWN
    who = (unit.contact, unit.phone) if unit else ("", "")
    return ProblemRow(name, *who, record, problem, sent)


def words(case: Case, rows: Sequence[ProblemRow], today: date) -> str:
    """What to say: to the one unit in hand, or a list of calls to make, unit by unit."""
    by_unit: dict[str, list[ProblemRow]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)
    alone = len(by_unit) == 1
    return "\n".join(_to_unit(case, group, today, alone=alone) for group in by_unit.values())


def _to_unit(case: Case, rows: Sequence[ProblemRow], today: date, *, alone: bool) -> str:
    first = rows[0]
    who = first.unit if first.unit != returning.UNKNOWN else "填报单位"
    name = f"　{first.contact}" if first.contact else ""
    phone = f"（{first.phone}）" if first.phone and not alone else ""
    lines = [f"{who}{name}{phone}：报来的需求表有 {len(rows)} 处要改，尚未计入汇总："]
    file = ""
    for number, row in enumerate(rows, 1):
        if row.record.file != file:
            file = row.record.file
            lines.append(f"“{file}”")
        lines.append(f"{number}. {_said(row)}")
    if alone:
        lines.append(f"{returning.until(case, today)}改好发回{case.project.lead_unit}。")
    return "\n".join([*lines, ""])


def _said(row: ProblemRow) -> str:
    problem = row.problem
    where = (
        f"{row.place} 写的是“{problem.found}”" if problem.cell else f"{row.place}{problem.found}"
    )
    better = f"建议改为：{problem.suggestion}。" if problem.suggestion else ""
    return f"{where}，应当：{problem.expected}。{problem.hint}。{better}".replace("。。", "。")


def record_sent_back(
    desk: Desk,
    project_id: int,
    return_ids: Sequence[int],
    how: str,
    *,
    whom: str = "",
    on: date | None = None,
) -> SendingBack:
    """登记已退回: when, how and to whom refused files went back.

    Raises:
        UserError: without a way, on a day to come, or of a file that waits for nobody.
    """
    day = on or desk.today
    if not how.strip():
        raise UserError("请写明怎样退回的。", "例如：微信。")
    if day > desk.today:
        raise UserError("退回的日期还没有到。", "填实际退回的那一天。")
    names = {r.id: r.file for r in waiting(desk, project_id)}
    if not return_ids or not set(return_ids) <= set(names):
        raise UserError("选中的文件里有不用退回的。", "只登记还等着改正的文件。")
    files = "、".join(f"“{names[n]}”" for n in return_ids[:3])
    more = f"等 {len(return_ids)} 份" if len(return_ids) > 3 else ""
    sent = SendingBack(day, how.strip(), whom.strip(), "")
    summary = f"退回 {files}{more}：{sent.told}"
    at = desk.now()
    with desk.store.begin(sent_back.ACTION, summary, at, project_id=project_id) as work:
        sent_back.add_sending_back(work, return_ids, day, sent.how, sent.whom)
    return sent

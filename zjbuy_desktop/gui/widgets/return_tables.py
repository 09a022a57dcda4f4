"""The tables of 回收与汇总: what came back, by unit, by item, by file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.asking import of_file, of_needs, of_price, of_units
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.items import ItemTotal
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import Answer, Total, answers, total, totals_by
from zjbuy_desktop.gui.models.columns import (
    Column,
    count_column,
    date_column,
    money_column,
    quantity_column,
    text_column,
)
from zjbuy_desktop.gui.widgets.return_strip import Returned
from zjbuy_desktop.usecases.collecting import ReturnRecord
from zjbuy_desktop.usecases.sending_back import SendingBack

_NONE_SENT: Mapping[int, SendingBack] = MappingProxyType({})
MARKS = {"ok": "check", "stop": "stop", "warn": "warn", "quiet": "circle"}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What came back from one unit."""

    unit: str
    names: tuple[str, ...]
    sums: Total | None
    state: Returned
    note: str
    share: float

    @property
    def files(self) -> int | None:
        """How many files came in; one read again after a correction came in once."""
        return len(self.names) or None

    @property
    def text(self) -> str:
        """The state in words."""
        return f"{self.state.value}　{self.note}" if self.note else self.state.value


def unit_rows(
    case: Case, returns: Sequence[ReturnRecord], sent: Mapping[int, SendingBack] = _NONE_SENT
) -> list[UnitRow]:
    """Every unit that is asked, by roster order, in its one state."""
    sums = totals_by(case.needs, attrgetter("unit"))
    most = max((t.amount_fen for t in sums.values()), default=0)
    came = _files(returns)
    waits = open_ids(case, returns)
    back = {u: sent[r.id] for r in returns if r.id in waits and r.id in sent for u in r.units}
    rows = []
    for unit, answer in answers(case).items():
        found = sums.get(unit)
        share = found.amount_fen / most if found and most else 0.0
        names = tuple(came.get(unit, {}).values())
        note = _note(case, unit, answer)
        if note and unit in back:
            note = f"{note}，{back[unit].short}"
        rows.append(UnitRow(unit, names, found, Returned(answer.value), note, share))
    return rows


def _files(returns: Sequence[ReturnRecord]) -> dict[str, dict[str, str]]:
    """单位 → the files it sent, each once however often it was read."""
    came: dict[str, dict[str, str]] = {}
    for r in returns:
        for unit in r.units if not r.undone else ():
            came.setdefault(unit, {}).setdefault(r.sha256 or r.file, r.file)
    return came


def _note(case: Case, unit: str, answer: Answer) -> str:
    if answer is Answer.TAKEN_BACK:
        return dict(case.withdrawn)[unit]
    if answer not in (Answer.PROBLEM, Answer.WAITING):
        return ""
    count = sum(r.problems for r in case.open_returns if unit in r.units)
    return f"{count} 处" if answer is Answer.PROBLEM else f"另有一份待改 {count} 处"


def unit_columns() -> tuple[Column[UnitRow], ...]:
    """By unit."""
    return (
        text_column("单位", lambda r: r.unit, 216),
        count_column(
            "份数", lambda r: r.files, tip=lambda r: "收到的文件：" + "、".join(r.names or ("无",))
        ),
        count_column(
            "行数",
            lambda r: r.sums and r.sums.rows,
            why=lambda r: of_needs(Aspect.ROWS, r.unit),
            why_total=of_needs(Aspect.ROWS),
        ),
        quantity_column(
            "数量",
            lambda r: r.sums and r.sums.quantity,
            96,
            why=lambda r: of_needs(Aspect.QUANTITY, r.unit),
            why_total=of_needs(Aspect.QUANTITY),
        ),
        money_column(
            "预算金额（元）",
            lambda r: r.sums and r.sums.amount_fen,
            152,
            bar=lambda r: r.share,
            why=lambda r: of_needs(Aspect.AMOUNT, r.unit),
            why_total=of_needs(Aspect.AMOUNT),
        ),
        text_column(
            "状态",
            lambda r: r.text,
            200,
            tone=lambda r: r.state.tone,
            mark=lambda r: MARKS.get(r.state.tone, "circle"),
        ),
    )


def item_columns() -> tuple[Column[ItemTotal], ...]:
    """By item; 单价 as the units budgeted it, from the lowest to the highest."""
    return (
        text_column("标的", lambda r: r.item, 180),
        count_column("单位数", lambda r: r.units, 60, total=False, why=lambda r: of_units(r.item)),
        count_column(
            "行数",
            lambda r: r.sums.rows,
            52,
            why=lambda r: of_needs(Aspect.ROWS, item=r.item),
            why_total=of_needs(Aspect.ROWS),
        ),
        quantity_column(
            "数量",
            lambda r: r.quantity,
            76,
            why=lambda r: of_needs(Aspect.QUANTITY, item=r.item),
            why_total=of_needs(Aspect.QUANTITY),
        ),
        money_column(
            "预算金额（元）",
            lambda r: r.sums.amount_fen,
            140,
            why=lambda r: of_needs(Aspect.AMOUNT, item=r.item),
            why_total=of_needs(Aspect.AMOUNT),
        ),
        money_column(
            "最低单价（元）",
            lambda r: r.low_fen,
            112,
            total=False,
            why=lambda r: of_price(r.item, lowest=True),
        ),
        money_column(
            "最高单价（元）",
            lambda r: r.high_fen,
            112,
            total=False,
            why=lambda r: of_price(r.item, lowest=False),
        ),
        text_column("标项", lambda r: r.lot or "不在标项中", 96),
    )


def open_ids(case: Case, returns: Sequence[ReturnRecord]) -> set[int]:
    """The refused files nobody has mended yet: the latest of their name."""
    waiting = {r.file for r in case.open_returns}
    latest = {
        r.file: r.id
        for r in returns
        if r.outcome is Outcome.REJECTED and not r.undone and not r.settled
    }
    return {number for file, number in latest.items() if file in waiting}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One returned file as it stands now."""

    record: ReturnRecord
    waits: bool
    sent: SendingBack | None = None

    @property
    def state(self) -> str:
        """What became of it, in words."""
        if self.record.undone:
            return "已撤销"
        if self.record.outcome is not Outcome.REJECTED:
            return outcome_words(self.record.outcome)
        if self.waits:
            return f"待改 {len(self.record.problems)} 处"
        return "已处理" if self.record.settled else "已另行改正"

    @property
    def tone(self) -> str:
        """Colour token of the state."""
        if self.waits:
            return "stop"
        taken = self.record.outcome is Outcome.ACCEPTED and not self.record.undone
        return "ok" if taken else "quiet"

    @property
    def remark(self) -> str:
        """Why it is so: the reason given, the first problem, or a note."""
        problems = [_told(p) for p in self.record.problems]
        back = self.sent.told if self.sent and self.waits else ""
        told = (back, self.record.settled, *problems, *self.record.notes)
        return "；".join([t for t in told if t])


def outcome_words(outcome: Outcome) -> str:
    """Words short enough for a column."""
    return "被代替" if outcome is Outcome.SUPERSEDED else outcome.label


def _told(problem: CellProblem) -> str:
    where = problem.cell or problem.sheet or "整个文件"
    return f"{where}：现在是“{problem.found}”，应当：{problem.expected}"


def file_rows(
    case: Case, returns: Sequence[ReturnRecord], sent: Mapping[int, SendingBack] = _NONE_SENT
) -> list[FileRow]:
    """Every file, those that wait for somebody first, then the newest."""
    waiting = open_ids(case, returns)
    rows = [FileRow(r, r.id in waiting, sent.get(r.id)) for r in returns]
    return sorted(rows, key=lambda r: (not r.waits, -r.record.batch_id, r.record.id))


def file_columns() -> tuple[Column[FileRow], ...]:
    """Every file with what became of it."""
    return (
        text_column("文件", lambda r: r.record.file, 190, tip=lambda r: r.record.file),
        text_column(
            "结果",
            lambda r: r.state,
            122,
            tone=lambda r: r.tone,
            mark=lambda r: MARKS[r.tone],
        ),
        text_column(
            "单位",
            lambda r: "、".join(r.record.units),
            150,
            tip=lambda r: "、".join(r.record.units),
        ),
        count_column(
            "行数",
            lambda r: r.record.rows or None,
            48,
            total=False,
            why=lambda r: of_file(r.record.sha256, r.record.file, Aspect.ROWS),
        ),
        money_column(
            "金额（元）",
            lambda r: r.record.amount_fen or None,
            112,
            total=False,
            why=lambda r: of_file(r.record.sha256, r.record.file),
        ),
        date_column("收到", lambda r: r.record.received_at.date(), 92),
        text_column("说明", lambda r: r.remark, 96, tip=lambda r: r.remark),
    )


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One file of a preview."""

    place: int
    result: ReadReturn

    @property
    def tone(self) -> str:
        """Colour token of the outcome."""
        return {Outcome.ACCEPTED: "ok", Outcome.REJECTED: "stop"}.get(self.result.outcome, "quiet")


def read_columns() -> tuple[Column[ReadRow], ...]:
    """A preview: what would become of each file."""
    return (
        text_column("文件", lambda r: r.result.file, 232),
        text_column(
            "结果",
            lambda r: outcome_words(r.result.outcome),
            88,
            tone=lambda r: r.tone,
            mark=lambda r: MARKS[r.tone],
        ),
        text_column("单位", lambda r: "、".join(r.result.units), 190),
        count_column("行数", lambda r: _sums(r).rows or None, 52),
        quantity_column("数量", lambda r: _sums(r).quantity or None, 72),
        money_column("金额（元）", lambda r: _sums(r).amount_fen or None, 120),
        text_column("说明", lambda r: _why(r.result), 160, tip=lambda r: _why(r.result)),
    )


def _sums(row: ReadRow) -> Total:
    """What the file adds to the totals: nothing unless it is accepted."""
    taken = row.result.outcome is Outcome.ACCEPTED
    return total(row.result.lines if taken else ())


def _why(result: ReadReturn) -> str:
    problems = [_told(p) for p in result.problems]
    return "；".join([*problems, *result.notes])

"""The projects as rows: stage, what came back, what is signed, money, saving, what is overdue."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.savings import Saving, hundredths, percent
from zjbuy_desktop.gui.models.columns import Column, count_column, money_column, text_column
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow

_DONE = ("已完成", "需复核")


def project_table() -> "DataTable[ProjectRow]":
    """Every project one row; heads sort, the field above filters."""
    columns: tuple[Column[ProjectRow], ...] = (
        text_column("项目", lambda r: r.name, 168, tip=lambda r: r.name),
        Column(
            "环节", lambda r: r.outline.stage_title, width=118, key=_place, tip=_stage_tip,
            bar=lambda r: _share(*_stages(r)),
            mark=lambda r: "half" if r.outline.stage else "check",
        ),
        text_column("下一步", lambda r: r.outline.next_step, 134, tip=_step_tip),
        _of("已回收", lambda r: (r.outline.answered, r.outline.units), "家需求表已回收"),
        _of("委托函", lambda r: (r.outline.sealed, r.outline.letters), "家委托函已核章"),
        _of("已签约", lambda r: (r.outline.signed, r.outline.signing), "家合同已签订"),
        money_column("预算合计(元)", lambda r: r.outline.amount_fen or None, 112),
        money_column("中标成交(元)", lambda r: r.outline.award_fen or None, 112),
        Column(
            "节约率", _saving, _saving_words, right=True, width=64, key=_saved,
            tone=lambda r: "stop" if (_saved(r) or 0) < 0 else "", tip=_saving_tip,
            bar=lambda r: max(0, _saved(r) or 0) / 10_000,
        ),
        count_column(
            "逾期", lambda r: r.overdue or None, 64,
            tone=lambda r: "stop" if r.overdue else "",
            mark=lambda r: "stop" if r.overdue else "",
        ),
        text_column(
            "最近到期", _due, 100, key=lambda r: r.due.day if r.due else None,
            tone=lambda r: "stop" if r.due and r.due.late else "",
            mark=lambda r: "clock" if r.due and r.due.late else "",
            tip=lambda r: f"{r.due.what}　{r.due.words}" if r.due else "",
        ),
    )  # fmt: skip
    return DataTable("projects", columns, title="项目", empty="没有符合条件的项目")


def _of(
    title: str, pair: "Callable[[ProjectRow], tuple[int, int]]", tip: str
) -> "Column[ProjectRow]":
    """How many of how many, with a bar."""

    def shown(row: "ProjectRow") -> tuple[int, int] | None:
        done, whole = pair(row)
        return (done, whole) if whole else None

    def key(row: "ProjectRow") -> float | None:
        found = shown(row)
        return _share(*found) if found else None

    def words(row: "ProjectRow") -> str:
        found = shown(row)
        return f"{found[0]}/{found[1]} {tip}（{percent(*found)}）" if found else ""

    return Column(
        title, shown, lambda v: f"{v[0]}/{v[1]}", right=True, width=74, key=key, tip=words,
        bar=lambda r: key(r) or 0,
    )  # fmt: skip


def _share(done: int, whole: int) -> float:
    return done / whole if whole else 0.0


def _stages(row: "ProjectRow") -> tuple[int, int]:
    stages = row.outline.stages
    return sum(state in _DONE for _, state in stages), len(stages)


def _place(row: "ProjectRow") -> float:
    return _share(*_stages(row))


def _stage_tip(row: "ProjectRow") -> str:
    return "\n".join(f"{title}　{state}" for title, state in row.outline.stages)


def _step_tip(row: "ProjectRow") -> str:
    return f"{row.outline.next_step}\n{row.outline.why}"


def _saving(row: "ProjectRow") -> Saving | None:
    return row.outline.saving if row.outline.budget_fen else None


def _saved(row: "ProjectRow") -> int | None:
    saving = _saving(row)
    return hundredths(saving.saved_fen, saving.budget_fen) if saving else None


def _saving_words(saving: Saving) -> str:
    return saving.percent if saving.saved_fen >= 0 else f"超 {saving.percent.lstrip('-')}"


def _saving_tip(row: "ProjectRow") -> str:
    saving = _saving(row)
    if saving is None:
        return "登记采购结果以后才有"
    return f"{saving.words}\n结果涉及的预算 {money.yuan(saving.budget_fen)} 元"


def _due(row: "ProjectRow") -> str | None:
    return short_date(row.due.day) if row.due else None

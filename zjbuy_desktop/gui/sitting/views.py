"""From the facts to what the frame draws, as plain values."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.flow import NextStep
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.models.views import (
    BasisView,
    FootView,
    HeaderView,
    PaperState,
    PaperView,
    StageMark,
    StageView,
)
from zjbuy_desktop.gui.widgets.rail import RailEntry
from zjbuy_desktop.usecases.articles import quotes_of
from zjbuy_desktop.usecases.overview import Due
from zjbuy_desktop.usecases.results import PaperRow
from zjbuy_desktop.usecases.trust import BackupState

_ONES = "一二三四五六七八九"
_NUMBERS = (*_ONES, "十", *(f"十{n}" for n in _ONES))
_STALE = "已过期"
_SHOWN = 3
_LONGEST = 48
"""Characters of one change on a card."""


def stage_views(case: Case) -> list[StageView]:
    """The rail."""
    return [_stage_view(case, spec) for spec in flow.stages_of(case)]


def _stage_view(case: Case, spec: StageSpec) -> StageView:
    mark = StageMark.of(flow.state(case, spec).value)
    return StageView(spec.id, spec.title, spec.phase.value, mark, _stage_hint(case, spec))


def _stage_hint(case: Case, spec: StageSpec) -> str:
    record = case.stage(spec.id)
    if record.stale:
        return "完成后前面的内容有改动，请再看一遍"
    if record.completed_on and record.taken_over:
        return f"接手前已办理：{record.note}"
    if record.completed_on:
        return f"{record.completed_on} 完成"
    return ""


def header_view(case: Case, spec: StageSpec) -> HeaderView:
    """The head of a stage's page."""
    number = "" if spec.along else _NUMBERS[flow.in_turn(case).index(spec)]
    mark = StageMark.of(flow.state(case, spec).value)
    return HeaderView(spec.title, number, spec.purpose, mark, spec.section.article)


def basis_views(spec: StageSpec) -> list[BasisView]:
    """The articles a stage rests on."""
    return [BasisView(q.label, q.text) for q in quotes_of(spec)]


def foot_view(place: Path, backup: BackupState, step: NextStep, due: Due | None) -> FootView:
    """The foot: where the data is, whether it is safe, what is next and by when."""
    target = step.stage.id if step.stage else ""
    why = due_words(due) if due else step.why
    return FootView(str(place), backup.words, backup.sound, step.text, why, target, backup.drill)


def due_words(due: Due) -> str:
    """填报截止 8月20日，还有 3 个工作日."""
    return f"{due.what} {short_date(due.day)}，{due.words}"


def paper_views(spec: StageSpec, rows: Sequence[PaperRow]) -> list[PaperView]:
    """One card per kind of paper of the stage."""
    return [_paper_view(p, [r for r in rows if r.kind == p.kind]) for p in spec.papers]


def _paper_view(paper: PaperSpec, rows: list[PaperRow]) -> PaperView:
    made = [r for r in rows if r.file]
    stale = [r for r in made if r.state == _STALE]
    # Of the state that is told: so many are out of date, or so many are made.
    told = len(stale or made)
    count = f"{told}/{len(rows)} 份" if paper.per_subject and rows else ""
    return PaperView(
        paper.kind,
        paper.title,
        _paper_state(made, stale),
        count,
        _paper_note(paper, rows, stale),
        bool(made),
        bool(paper.entries),
    )


def _paper_state(made: list[PaperRow], stale: list[PaperRow]) -> PaperState:
    if not made:
        return PaperState.MISSING
    if stale:
        return PaperState.STALE
    drafts = any(r.state == PaperState.DRAFT.value for r in made)
    return PaperState.DRAFT if drafts else PaperState.MADE


def _paper_note(paper: PaperSpec, rows: list[PaperRow], stale: list[PaperRow]) -> str:
    if not rows:
        return "现在还没有要制作的对象。"
    if stale:
        return _stale_note(stale)
    lacking = dict.fromkeys(_short(paper, text) for r in rows for text in r.lacking)
    return "还缺" + _listed(lacking) + "，先出草稿。" if lacking else ""


def _stale_note(stale: list[PaperRow]) -> str:
    """What changed, so short that the card stays a card."""
    first = stale[0]
    who = f"{first.subject}　" if first.subject else ""
    said = who + "；".join(_cut(change) for change in first.changed[:2])
    rest = len(first.changed) - 2
    more = [f"本份另有 {rest} 处"] if rest > 0 else []
    more += [f"共 {len(stale)} 份有变化"] if len(stale) > 1 else []
    return said + (f"（{'，'.join(more)}）" if more else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _short(paper: PaperSpec, message: str) -> str:
    """What is missing, out of the sentence that says so."""
    return message.removeprefix(f"《{paper.title}》缺少").removesuffix("，只能出草稿。")


def _listed(words: Iterable[str]) -> str:
    shown = list(words)
    more = f"等 {len(shown)} 项" if len(shown) > _SHOWN else ""
    return "、".join(shown[:_SHOWN]) + more


def find_entries(case: Case) -> list[RailEntry]:
    """What Ctrl+K offers of the project in hand besides places and stages: papers, by stage."""
    return [
        RailEntry(f"paper:{spec.id}", paper.title, "file", state="文件", hint=spec.title)
        for spec in flow.stages_of(case)
        for paper in spec.papers
    ]

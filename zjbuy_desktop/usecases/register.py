"""文件台账：每一份文件做了没有、据哪些数据、现在还对不对、打印发出扫回到哪一步。"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind, PaperMove
from zjbuy_desktop.core.case.preconditions import stands_for
from zjbuy_desktop.core.papers.blocks import Style
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import HAND_NUMBER
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.paper_moves import EVENT_OF

Pair = tuple[str, str]
Progress = Callable[[int, int, str], None]


class Standing(StrEnum):
    """Where a paper stands on its way; the value is the word shown."""

    MISSING = "未制作"
    DRAFT = "草稿"
    STALE = "已过期"
    MADE = "已制作"
    TO_SEND = "待发出"
    TO_RETURN = "待扫回"
    TO_CONFIRM = "待核章"
    REFUSED = "已退回"
    SENT = "已发出"
    CONFIRMED = "已核章"


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that became of a paper.

    Attributes:
        on: the day.
        copies: 份数.
        note: how, to whom.
    """

    on: date
    copies: int
    note: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One paper of one subject.

    Attributes:
        kind: paper kind.
        title: 名称.
        subject: for whom; empty for the project.
        unit: the unit concerned; empty for none.
        standing: where it stands.
        number: 文号 it has now.
        dated: 成文日期 it has now.
        made: as it was last made; ``None`` before.
        changed: what changed since, in words.
        lacking: what keeps it a draft now, in words.
        printed: the last print of this edition, copies of all prints together.
        sent, scanned, confirmed, refused: the last of each for this edition.
    """

    kind: str
    title: str
    subject: str
    unit: str
    standing: Standing
    number: str
    dated: date | None
    made: MadePaper | None
    changed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    printed: Passed | None = None
    sent: Passed | None = None
    scanned: Passed | None = None
    confirmed: Passed | None = None
    refused: Passed | None = None

    @property
    def pair(self) -> Pair:
        """Kind and subject."""
        return self.kind, self.subject


def register(
    desk: Desk, case: Case, kinds: Sequence[str] = (), progress: Progress | None = None
) -> tuple[RegisterRow, ...]:
    """Every paper of the project, in working order; composing them takes a while.

    Args:
        kinds: only these; all when empty.
        progress: told done, total and 名称; may raise to stop.
    """
    wanted = papers.wanted_papers(case, kinds or tuple(PAPERS))
    moves = _moves_by_paper(case.moves)
    rows = []
    for at, pair in enumerate(wanted):
        if progress is not None:
            progress(at, len(wanted), papers.paper_spec(pair[0]).title)
        rows.append(_row(desk, case, pair, moves.get(pair, ())))
    return tuple(rows)


def totals(rows: Iterable[RegisterRow]) -> dict[Standing, int]:
    """How many stand where, in order, none left out: their sum is the number of rows."""
    counted = Counter(row.standing for row in rows)
    return {standing: counted[standing] for standing in Standing if counted[standing]}


def copies(rows: Iterable[RegisterRow]) -> int:
    """份数 printed of the papers as they are now."""
    return sum(row.printed.copies for row in rows if row.printed)


def file_words(rows: Sequence[RegisterRow], progress: Progress | None = None) -> dict[Pair, str]:
    """Whether each file made is still there and unchanged, in words."""
    from zjbuy_desktop.usecases.rendering import file_sum

    sums: dict[str, str] = {}
    said: dict[Pair, str] = {}
    made = [row for row in rows if row.made is not None]
    for at, row in enumerate(made):
        assert row.made is not None
        if progress is not None:
            progress(at, len(made), row.subject or row.title)
        file = row.made.file
        if file not in sums:
            sums[file] = file_sum(Path(file))
        said[row.pair] = _file_word(sums[file], row.made.sha256)
    return said


def _file_word(now: str, then: str) -> str:
    if not now:
        return "已不在原处"
    if not then:
        return "在原处（制作时没有校验码）"
    return "在原处，未改动" if now == then else "制作后被改动"


# One paper


def _row(desk: Desk, case: Case, pair: Pair, moves: Sequence[PaperMove]) -> RegisterRow:
    kind, subject = pair
    spec, made = papers.paper_spec(kind), case.made_of(kind, subject)
    changed: tuple[str, ...] = ()
    try:
        now = papers.composed(desk, case, kind, subject)
        number = "" if now.paper.number == HAND_NUMBER else now.paper.number
        dated = now.paper.printed_on
        lacking = tuple(f.message for f in now.findings)
        if made is not None:
            changed = tuple(changed_since(case, made, now.paper.facts))
    except UserError as error:
        lacking = (str(error),)
        number, dated = (made.number, made.dated) if made else ("", None)
    own = [m for m in moves if not made or m.edition in ("", made.edition)]
    passed = _passed(own) | _milestones(case, pair, moves)
    return RegisterRow(
        kind, spec.title, subject, spec.unit(case, subject),
        _standing(spec, made, changed, own, passed), number, dated, made, changed, lacking,
        *(passed.get(what) for what in _COLUMNS),
    )  # fmt: skip


_COLUMNS = (
    MoveKind.PRINTED,
    MoveKind.SENT,
    MoveKind.SCANNED,
    MoveKind.CONFIRMED,
    MoveKind.REFUSED,
)


def _passed(moves: Sequence[PaperMove]) -> dict[MoveKind, Passed]:
    """The last of each; copies of all prints together."""
    last = {move.what: Passed(move.on, move.copies, move.note) for move in moves}
    printed = last.get(MoveKind.PRINTED)
    if printed is not None:
        whole = sum(m.copies for m in moves if m.what is MoveKind.PRINTED)
        last[MoveKind.PRINTED] = Passed(printed.on, whole, printed.note)
    return last


def _milestones(case: Case, pair: Pair, moves: Sequence[PaperMove]) -> dict[MoveKind, Passed]:
    """What was recorded as a milestone only, on its stage's page: it has no edition."""
    found = {}
    moved = {move.what for move in moves}
    for (kind, what), event_kind in EVENT_OF.items():
        if kind == pair[0] and what not in moved:
            event = case.event(event_kind, pair[1] if event_kind.per_unit else "")
            if event is not None and stands_for(case, event, case.made_of(*pair)):
                found[what] = Passed(event.on, 1, event.note)
    return found


def _standing(
    spec: PaperSpec,
    made: MadePaper | None,
    changed: tuple[str, ...],
    moves: Sequence[PaperMove],
    passed: Mapping[MoveKind, Passed],
) -> Standing:
    if changed:
        return Standing.STALE
    steps = [move.what for move in moves]
    if MoveKind.REFUSED in steps:  # what came before was for nothing
        steps = steps[len(steps) - 1 - steps[::-1].index(MoveKind.REFUSED) :]
    else:
        steps += passed
    for what, standing in _FURTHEST:
        if what in steps:
            return standing
    if MoveKind.SENT in steps:
        return Standing.TO_RETURN if spec.returns else Standing.SENT
    if MoveKind.REFUSED in steps:
        return Standing.REFUSED
    if made is None or made.draft:
        return Standing.DRAFT if made else Standing.MISSING
    return Standing.TO_SEND if MoveKind.PRINTED in steps and goes_out(spec) else Standing.MADE


_FURTHEST = (
    (MoveKind.CONFIRMED, Standing.CONFIRMED),
    (MoveKind.SCANNED, Standing.TO_CONFIRM),
)


def goes_out(spec: PaperSpec) -> bool:
    """Whether the paper is sent to somebody, and not only put on file."""
    return spec.per_subject or spec.returns or spec.style in (Style.OFFICIAL, Style.LETTER)


def _moves_by_paper(moves: Iterable[PaperMove]) -> dict[Pair, list[PaperMove]]:
    found: dict[Pair, list[PaperMove]] = {}
    for move in moves:
        found.setdefault((move.kind, move.subject), []).append(move)
    return found

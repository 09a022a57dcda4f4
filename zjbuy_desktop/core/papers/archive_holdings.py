"""项目里实际有的归档材料：制作的文件、回收的填报表、平台上的公告，和还缺的。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.archive_kinds import GROUP_OF, Group, Material
from zjbuy_desktop.core.case.archiving import EVIDENCE_OF, required
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers.archive_places import DAY_OF, PLACES
from zjbuy_desktop.core.papers.compose import HAND_NUMBER
from zjbuy_desktop.core.papers.spec import PaperSpec, Per

PAPER, ELECTRONIC = "纸质", "电子"
MISSING, ABSENT = "缺", "无"
_FORM = "采购需求意向填报表"
_PLATFORM = "平台发布"


@dataclass(frozen=True, slots=True)
class Holding:
    """One line of the catalogue.

    Attributes:
        group: where it stands.
        title: 题名.
        number: 文号（编号）.
        author: 责任者.
        day: 日期; ``None`` while unknown.
        pages: 页数; 0 where pages aren't counted (电子).
        carrier: 载体.
        note: 备注.
        materials: what of the legal list it is, if it is really there.
    """

    group: Group
    title: str
    number: str = ""
    author: str = ""
    day: date | None = None
    pages: int = 0
    carrier: str = PAPER
    note: str = ""
    materials: frozenset[Material] = frozenset()

    @property
    def missing(self) -> bool:
        """Whether this line says that something isn't there."""
        return self.note.startswith(MISSING)

    @property
    def absent(self) -> bool:
        """Whether it says that there is none, and why."""
        return self.note.startswith(ABSENT)


def kept(case: Case) -> Iterator[Holding]:
    """Everything the program knows to be there.

    A paper that has to come back counts once it was scanned or its seal confirmed: a print
    that is still out, or was refused, is no archive.
    """
    yield from _forms(case)
    last = _last_moves(case)
    final = {(p.kind, p.unit): p for p in case.papers if not p.draft}
    for spec, group, material in PLACES:
        for subject in spec.subjects(case):
            made = final.get((spec.kind, subject))
            move = last.get((spec.kind, subject))
            if made and _came_home(case, spec, subject, move):
                yield _paper(case, spec, group, material, made, move)
    yield from _published(case)
    yield from _files(case)
    yield from _added(case)


def _forms(case: Case) -> Iterator[Holding]:
    """填报表 as they came in: one line for each file that counts."""
    files: dict[tuple[str, str], list[str]] = {}
    days: dict[tuple[str, str], date | None] = {}
    for line in case.needs:
        key = (line.source.file, line.source.sha256)
        files.setdefault(key, []).append(line.unit)
        at = line.source.received_at
        days[key] = at.date() if at else None
    for key, units in files.items():
        author = "、".join(dict.fromkeys(units))
        yield Holding(Group.INITIATION, _FORM, "", author, days[key], 0, ELECTRONIC)


def _last_moves(case: Case) -> dict[tuple[str, str], MoveKind]:
    """What became last of each paper that comes back; printing and sending don't matter here."""
    counting = (MoveKind.SCANNED, MoveKind.CONFIRMED, MoveKind.REFUSED)
    return {(m.kind, m.subject): m.what for m in case.moves if m.what in counting}


def _paper(
    case: Case,
    spec: PaperSpec,
    group: Group,
    material: Material | None,
    made: MadePaper,
    move: MoveKind | None,
) -> Holding:
    unit = spec.unit(case, made.unit)
    confirmed = move is MoveKind.CONFIRMED or _sealed(case, spec, unit)
    there = confirmed or not spec.returns
    note = "" if not spec.returns else "已核章" if confirmed else "待核章"
    own = spec.returns and spec.per in (Per.UNIT, Per.CONTRACT)
    named = made.unit and not (own and spec.per is Per.UNIT)
    return Holding(
        group=group,
        title=f"{spec.title}：{made.unit}" if named else spec.title,
        number="" if made.number == HAND_NUMBER else made.number,
        author=unit if own else case.project.lead_unit,
        day=made.dated or _day(case, spec, unit) or made.made_at.date(),
        pages=made.pages,
        note=note,
        materials=frozenset({material} if material and there else ()),
    )


def _came_home(case: Case, spec: PaperSpec, subject: str, move: MoveKind | None) -> bool:
    came = move in (MoveKind.SCANNED, MoveKind.CONFIRMED)
    return not spec.returns or came or _sealed(case, spec, spec.unit(case, subject))


def _sealed(case: Case, spec: PaperSpec, unit: str) -> bool:
    """委托函 is confirmed by an event of its own."""
    return spec.kind == "delegation_letter" and bool(case.happened(EventKind.SEAL_CONFIRMED, unit))


def _day(case: Case, spec: PaperSpec, unit: str) -> date | None:
    kind = DAY_OF.get(spec.kind)
    return case.happened(kind, unit if kind.per_unit else "") if kind else None


def _published(case: Case) -> Iterator[Holding]:
    """What the platform published and the project only recorded."""
    words = words_for(case.project.method)
    agency = case.agency.name if case.agency else case.project.lead_unit
    for kind, group, title in (
        (EventKind.ANNOUNCEMENT_PUBLISHED, Group.PROCUREMENT, words.announcement),
        (EventKind.AWARD_NOTICE_ISSUED, Group.EVALUATION, words.award_notice),
        (EventKind.RESULT_ANNOUNCED, Group.EVALUATION, words.result_announcement),
    ):
        on = case.happened(kind)
        if on:
            yield Holding(group, title, "", agency, on, 0, ELECTRONIC, _PLATFORM)


def _added(case: Case) -> Iterator[Holding]:
    """What the clerk put in as a file."""
    for file in case.archive_files:
        title = f"{file.title}：{file.subject}" if file.subject else file.title
        yield Holding(
            GROUP_OF[file.material], title, file.number, file.author, file.on, file.pages,
            ELECTRONIC, materials=frozenset({file.material}),
        )  # fmt: skip


def _files(case: Case) -> Iterator[Holding]:
    """The document that was sent out, and what was recorded together with its proof."""
    words = words_for(case.project.method)
    agency = case.agency.name if case.agency else case.project.lead_unit
    if case.tender.released_sha256:
        on = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
        is_what = frozenset({Material.DOCUMENT, Material.CRITERIA})
        title, number = words.document, case.tender.number
        yield Holding(
            Group.PROCUREMENT, title, number, agency, on, 0, ELECTRONIC, materials=is_what
        )
    for event in case.events:
        material = EVIDENCE_OF.get(event.kind)
        if material and event.sha256 and case.event(event.kind, event.unit) is event:
            title = material.shown(words) + (f"：{event.unit}" if event.unit else "")
            author = event.unit or agency
            yield Holding(
                GROUP_OF[material], title, "", author, event.on, 0, ELECTRONIC,
                materials=frozenset({material}),
            )  # fmt: skip


def missing(case: Case) -> Iterator[Holding]:
    """A line for what of the legal list isn't there, and for what there is none of, with why."""
    lines: dict[tuple[Material, str], list[str]] = {}
    names: dict[Material, str] = {}
    for one in required(case):
        if not one.where:
            lines.setdefault((one.material, one.reason), []).append(one.subject)
            names[one.material] = one.word
    for (material, reason), subjects in lines.items():
        note = f"{ABSENT}：{reason}" if reason else MISSING
        what = _among(names[material], subjects)
        yield Holding(GROUP_OF[material], what, carrier="", note=note)


def _among(what: str, names: Sequence[str]) -> str:
    if names == [""]:
        return what
    more = f"等{len(names)}份" if len(names) > 1 else ""
    return f"{what}：{names[0]}{more}"

"""档案齐不齐：法定清单上每一件有没有、从哪里来，没有的理由，保管到哪一天（政府采购法 四十二）。

Papers print it, rules ask it, the page shows it: all of them read it here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.archive_kinds import Material
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import (
    contracts,
    deliveries,
    unit_of_contract,
    unit_of_delivery,
)
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.homecoming import Home, standing_of
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.words import words_for

CATALOGUE, STATISTICS, RECORD = "archive_catalogue", "statistics", "activity_record"
COMPLETE, RECORDED = "archive_is_complete", "activity_record_is_made"
"""Rules to which the reasons are given why there is no such thing."""

PAPER_OF: dict[Material, str] = {
    Material.RECORD: RECORD,
    Material.BUDGET: "provisional_plan",
    Material.AWARD: "result_confirmation",
    Material.CONTRACT: "contract",
    Material.ACCEPTANCE: "acceptance_record",
    Material.REPLY: "challenge_reply",
}
"""Which paper is which material."""

SIGNED = frozenset({Material.CONTRACT, Material.ACCEPTANCE})
"""Those whose paper counts only with its seals confirmed."""

EVIDENCE_OF: dict[EventKind, Material] = {
    EventKind.EVALUATION_REPORT_RECEIVED: Material.REPORT,
    EventKind.COMPLAINT_DECIDED: Material.COMPLAINT,
    EventKind.CONTRACT_SIGNED: Material.CONTRACT,
    EventKind.ACCEPTANCE_DONE: Material.ACCEPTANCE,
}
"""A milestone recorded with its proof holds the material itself."""

LISTED = "其他材料清单"
_AFTER_RESULT = frozenset({Material.AWARD, Material.CONTRACT, Material.ACCEPTANCE})


@dataclass(frozen=True, slots=True)
class Required:
    """One thing the law wants in the archive.

    Attributes:
        material: what of the list.
        word: how this method calls it: 招标文件 …
        subject: which contract, share or challenge; empty where there is one for the project.
        unit: whose it is; empty for the project's.
        where: 从哪里来; empty while it isn't there.
        reason: why there is none, as the clerk explained it.
    """

    material: Material
    word: str
    subject: str = ""
    unit: str = ""
    where: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """合同文本：甲局（标项一）; also what a reason is given for."""
        return f"{self.word}：{self.subject}" if self.subject else self.word

    @property
    def lacking(self) -> bool:
        """Neither there nor explained."""
        return not self.where and not self.reason


@once_for_a_case
def required(case: Case) -> tuple[Required, ...]:
    """Everything the law wants of this project, in the order of the law.

    质疑答复 is wanted for each challenge, 投诉处理决定 where there was a complaint; what follows a
    result is wanted even before there is one, unless the procurement was terminated.
    """
    return tuple(_required(case))


def _required(case: Case) -> Iterator[Required]:
    words = words_for(case.project.method)
    reasons = {(o.rule, o.subject): o.reason for o in case.overrides}
    listed = _listed(case)
    final = {(p.kind, p.unit): p for p in case.papers if not p.draft}
    for material in Material:
        rule = RECORDED if material is Material.RECORD else COMPLETE
        for subject, unit in _subjects(case, material):
            word = material.shown(words)
            where = _listed_for(listed, material, subject, unit)
            found = (
                where
                or _made(case, material, subject, final)
                or _added(case, material, subject)
                or _kept(case, material, unit)
            )
            name = f"{word}：{subject}" if subject else word
            reason = reasons.get((rule, name)) or reasons.get((rule, ""), "")
            yield Required(material, word, subject, unit, found, "" if found else reason)


def _subjects(case: Case, material: Material) -> list[tuple[str, str]]:
    """(对象, 单位) pairs."""
    if material in _AFTER_RESULT and not case.awards:
        ended = case.happened(EventKind.PROCUREMENT_TERMINATED)
        return [] if ended else [("", "")]
    if material is Material.CONTRACT:
        keys = [c.key for c in contracts(case)]
        return [(key, unit_of_contract(case, key)) for key in keys] or [("", "")]
    if material is Material.ACCEPTANCE:
        keys = [d.key for d in deliveries(case)]
        return [(key, unit_of_delivery(case, key)) for key in keys] or [("", "")]
    if material is Material.REPLY:
        kind = PAPER_OF[material]
        named = (p.subject for p in case.particulars if p.kind == kind and p.subject)
        return [(name, "") for name in dict.fromkeys(named)]
    if material is Material.COMPLAINT and not has_complaint(case):
        return []
    return [("", "")]


def has_complaint(case: Case) -> bool:
    """有无投诉: a complaint was recorded, or 档案目录 says so."""
    entered = dict(case.particulars_of(CATALOGUE).values).get("complaint", "")
    return entered == "有" or case.happened(EventKind.COMPLAINT_RECEIVED) is not None


# What is there


@dataclass(frozen=True, slots=True)
class _Listed:
    """A row of 其他材料 that is of the legal list; ``units``: those it is of, none for all."""

    materials: frozenset[Material]
    units: frozenset[str]
    title: str


def _listed(case: Case) -> list[_Listed]:
    rows = dict(case.particulars_of(CATALOGUE).values).get("others", ())
    found = []
    for kind, title, _, author, *_ in () if isinstance(rows, str) else rows:
        materials = frozenset(m for m in Material if m.value in split_kinds(kind))
        units = frozenset({author} if case.unit(author) else ())
        found.append(_Listed(materials, units, title))
    return found


def split_kinds(kind: str) -> list[str]:
    """The kinds a row of 其他材料 says it is."""
    return [part.strip() for part in kind.replace("，", "、").split("、") if part.strip()]


def _listed_for(listed: Sequence[_Listed], material: Material, subject: str, unit: str) -> str:
    """A row of one unit's counts for that unit alone, any other for all."""
    for row in listed:
        if material in row.materials and (not unit or not row.units or unit in row.units):
            return LISTED
    return ""


def _made(
    case: Case,
    material: Material,
    subject: str,
    final: dict[tuple[str, str], MadePaper],
) -> str:
    kind = PAPER_OF.get(material, "")
    if (kind, subject) not in final:
        return ""
    if material not in SIGNED:
        return "本程序制作"
    sealed = standing_of(case, kind, subject).home is Home.SEALED
    return "本程序制作，已核章" if sealed else ""


def _added(case: Case, material: Material, subject: str) -> str:
    """Put in by hand, for this one or for all of its kind."""
    for file in case.archive_files:
        if file.material is material and file.subject in ("", subject):
            return f"补进的文件 {file.name}"
    return ""


def _kept(case: Case, material: Material, unit: str) -> str:
    """What is held as a file without being a paper of ours."""
    if material is Material.DOCUMENT and case.tender.released_sha256:
        return "采购实施存下的发出文件"
    if material is Material.CRITERIA and case.tender.released_sha256:
        return "载于存下的采购文件"
    for kind, proved in EVIDENCE_OF.items():
        event = case.event(kind, unit if kind.per_unit else "") if proved is material else None
        if event is not None and event.sha256:
            return f"登记“{kind.label}”所附"
    return ""


# How long it is kept


def ended_on(case: Case) -> date | None:
    """采购结束之日: as recorded; before that as entered for 档案目录."""
    recorded = case.happened(EventKind.PROCUREMENT_ENDED)
    entered = dict(case.particulars_of(CATALOGUE).values).get("ended", "")
    return recorded or (
        date.fromisoformat(entered) if entered and isinstance(entered, str) else None
    )


def kept_until(ended: date | None, years: int) -> date | None:
    """The same day so many years on; 2月29日 ends with February (民法典 二百零二)."""
    if ended is None:
        return None
    try:
        return ended.replace(year=ended.year + years)
    except ValueError:
        return ended.replace(year=ended.year + years, day=28)


def final_paper(case: Case, kind: str) -> MadePaper | None:
    """The last final edition of a paper of the project; ``None`` while there are drafts only."""
    found = [p for p in case.papers if p.kind == kind and not p.unit and not p.draft]
    return found[-1] if found else None


# Whose is there


@dataclass(frozen=True, slots=True)
class UnitHolding:
    """What the archive holds of one unit.

    Attributes:
        unit: 单位名称.
        forms: 填报表, how many that count.
        letter: 委托函 came home with its seal.
        notice: 签订合同通知书 was made in its final form.
        lead: 牵头单位, which needs neither letter nor notice for its own need.
        contracts: 合同文本 there and wanted.
        acceptances: 验收证明 there and wanted.
    """

    unit: str
    forms: int
    letter: bool
    notice: bool
    lead: bool
    contracts: tuple[int, int]
    acceptances: tuple[int, int]


def unit_holdings(case: Case) -> tuple[UnitHolding, ...]:
    """Every unit that takes part, by roster order."""
    files: dict[str, set[str]] = {}
    for line in case.needs:
        files.setdefault(line.unit, set()).add(line.source.sha256 or line.source.file)
    wanted: dict[tuple[Material, str], list[bool]] = {}
    for one in required(case):
        wanted.setdefault((one.material, one.unit), []).append(bool(one.where))
    final = {(p.kind, p.unit) for p in case.papers if not p.draft}

    def count(material: Material, unit: str) -> tuple[int, int]:
        found = wanted.get((material, unit), [])
        return sum(found), len(found)

    return tuple(
        UnitHolding(
            unit.name,
            len(files.get(unit.name, ())),
            standing_of(case, "delegation_letter", unit.name).home is Home.SEALED
            or case.happened(EventKind.SEAL_CONFIRMED, unit.name) is not None,
            ("signing_notice", unit.name) in final,
            unit.name == case.project.lead_unit,
            count(Material.CONTRACT, unit.name),
            count(Material.ACCEPTANCE, unit.name),
        )
        for unit in case.units
        if unit.name in files and not case.happened(EventKind.WITHDRAWN, unit.name)
    )

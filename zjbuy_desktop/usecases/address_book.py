"""单位库：以前各项目的单位、联系人和代理机构，新建名册时拿来用。"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.usecases import projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.overview import cases


@dataclass(frozen=True, slots=True)
class BookUnit:
    """One unit as the last project that had it knows it.

    Attributes:
        unit: the unit, a participant.
        project: name of that project.
        times: in how many projects it took part.
    """

    unit: Unit
    project: str
    times: int


def units(desk: Desk, leave_out: Collection[Unit] = (), but: int = 0) -> tuple[BookUnit, ...]:
    """Every unit of every project but ``but``, once; one on a roster already is left out.

    The same unit is known by its 统一社会信用代码, or by its name where it has none.
    """
    known: dict[str, BookUnit] = {}
    taken = {_key(unit) for unit in leave_out} | {unit.name for unit in leave_out}
    for case in _newest_first(desk, but):
        for unit in case.units:
            key = _key(unit)
            if key in taken or unit.name in taken:
                continue
            seen = known.get(key)
            plain = replace(unit, role=Role.PARTICIPANT, order=0)
            known[key] = (
                replace(seen, times=seen.times + 1)
                if seen
                else BookUnit(plain, case.project.name, 1)
            )
    return tuple(sorted(known.values(), key=lambda b: (-b.times, b.unit.level.rank, b.unit.name)))


def agencies(desk: Desk, but: int = 0) -> tuple[Agency, ...]:
    """Every agency of every project but ``but``, once, the last used first.

    What belongs to one project (协议编号、选定理由) is left out.
    """
    found: dict[str, Agency] = {}
    for case in _newest_first(desk, but):
        agency = case.agency
        if agency is not None:
            bare = replace(agency, reason="", agreement_number="")
            found.setdefault(normalise_code(agency.uscc) or agency.name, bare)
    return tuple(found.values())


def add(desk: Desk, project_id: int, names: Sequence[str]) -> tuple[Unit, ...]:
    """Put units of the book on a project's roster, after those that are there.

    Raises:
        UserError: the book has no such unit, or the roster is locked; nothing is written.
    """
    roster = desk.case(project_id).units
    book = {b.unit.name: b.unit for b in units(desk, roster, project_id)}
    strange = [name for name in names if name not in book]
    if strange:
        there = {unit.name for unit in roster}
        why = "已经在名册里" if strange[0] in there else "不在单位库里"
        raise UserError(f"“{strange[0]}”{why}。", "用 units list 查看单位库里的全称。")
    new = tuple(book[name] for name in dict.fromkeys(names))
    projects.replace_roster(desk, project_id, (*roster, *new))
    return new


def _newest_first(desk: Desk, but: int) -> list[Case]:
    return sorted((c for c in cases(desk) if c.id != but), key=lambda c: -c.id)


def _key(unit: Unit) -> str:
    return normalise_code(unit.uscc) or unit.name

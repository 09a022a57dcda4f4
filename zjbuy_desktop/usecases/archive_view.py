"""归档一眼看全：法律要的每一件、各卷、各单位，保管到哪天，上次封存以后变没变。"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zjbuy_desktop.core.case import archiving
from zjbuy_desktop.core.case.archive_kinds import GROUP_OF, Group
from zjbuy_desktop.core.case.archiving import Required, UnitHolding
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.archive_catalogue import holdings
from zjbuy_desktop.usecases.archive_writing import volume
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.sealing import Standing, standing


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume.

    Attributes:
        name: 1-立项 …, as its folder is called.
        held: 件数 as the catalogue counts them.
        lacking: what of the legal list it lacks.
        until: 保管至; ``None`` while the end isn't known.
    """

    name: str
    held: int
    lacking: int
    until: date | None

    @property
    def until_words(self) -> str:
        """保管至 …, or why it isn't known."""
        return f"保管至 {self.until}" if self.until else "采购结束之日还没有登记"


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """What the archive comes to.

    Attributes:
        required: everything the law wants.
        volumes: in order.
        units: what is there of each unit.
        ended: 采购结束之日.
        years: 保管年限.
        until: 保管至.
        standing: the last sealing.
    """

    required: tuple[Required, ...]
    volumes: tuple[Volume, ...]
    units: tuple[UnitHolding, ...]
    ended: date | None
    years: int
    until: date | None
    standing: Standing

    @property
    def words(self) -> str:
        """齐不齐、保管到哪天, in one sentence."""
        held = sum(bool(x.where) for x in self.required)
        none = sum(bool(x.reason) for x in self.required)
        lacking = len(self.required) - held - none
        keep = (
            f"采购 {self.ended} 结束，保管 {self.years} 年，至 {self.until}。"
            if self.until
            else f"登记采购结束之日以后，从那天起保管 {self.years} 年。"
        )
        explained = f"，写明没有的 {none} 件" if none else ""
        return f"法律要的 {len(self.required)} 件：有 {held} 件{explained}，缺 {lacking} 件。{keep}"


def view(desk: Desk, case: Case) -> ArchiveView:
    """How complete the archive is today."""
    rows = dict(case.particulars_of(archiving.CATALOGUE).values).get("others", ())
    held = holdings(case, () if isinstance(rows, str) else rows)
    wanted = archiving.required(case)
    years = desk.law.number("archive_years", desk.today).value
    ended = archiving.ended_on(case)
    until = archiving.kept_until(ended, years)
    volumes = tuple(
        Volume(
            volume(group),
            sum(h.group is group for h in held),
            sum(x.lacking and GROUP_OF[x.material] is group for x in wanted),
            until,
        )
        for group in Group
    )
    return ArchiveView(
        wanted, volumes, archiving.unit_holdings(case), ended, years, until,
        standing(desk, case.id),
    )  # fmt: skip


def state_of(one: Required) -> str:
    """有, 缺, or 没有（已说明）."""
    return "有" if one.where else "没有（已说明）" if one.reason else "缺"


def as_json(found: ArchiveView) -> dict[str, Any]:
    """The same for the command line."""
    last = found.standing.last
    return {
        "ended": found.ended,
        "keep_years": found.years,
        "keep_until": found.until,
        "required": [
            {
                "material": x.material.value, "name": x.name, "unit": x.unit,
                "where": x.where, "reason": x.reason, "lacking": x.lacking,
            }
            for x in found.required
        ],
        "volumes": [
            {"volume": v.name, "held": v.held, "lacking": v.lacking, "keep_until": v.until}
            for v in found.volumes
        ],
        "units": [
            {
                "unit": u.unit, "forms": u.forms, "letter": u.letter, "notice": u.notice,
                "contracts": list(u.contracts), "acceptances": list(u.acceptances),
            }
            for u in found.units
        ],
        "sealed": {
            "at": last.at.isoformat(), "by": last.actor, "folder": last.folder,
            "place": last.place, "sha256": last.sha256, "files": last.files,
            "changes_since": list(found.standing.since),
        } if last else None,
    }  # fmt: skip

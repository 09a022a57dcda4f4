"""A project with as many units as a test wants, without forms or imports."""

from dataclasses import replace
from pathlib import Path

from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.usecases import projects
from zjbuy_desktop.usecases.demo.big import scaled
from zjbuy_desktop.usecases.demo.script import load
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.toml_text import read_toml

KIND = "lead_recommendation"
"""A paper of one page that every participant gets from the first day on."""


def roster(count: int) -> tuple[Unit, ...]:
    """The lead unit and ``count`` participants."""
    units = scaled(load(Path()), count + 1).units
    assert units is not None
    return units


def project(desk: Desk, count: int, lots: tuple[Lot, ...] = ()) -> int:
    """The sample's card with ``count`` participants, and other lots if any are given; its id."""
    file = load(Path()).folder / "project.toml"
    card = projects.project_from(read_toml(file), file.name)
    return projects.create(desk, replace(card, lots=lots or card.lots), roster(count))


def rename_contact(desk: Desk, project_id: int, unit: str, contact: str) -> None:
    """Change a fact that the unit's own paper prints, and no other's."""
    case = desk.case(project_id)
    units = [replace(u, contact=contact) if u.name == unit else u for u in case.units]
    projects.replace_roster(desk, project_id, units)


def names(desk: Desk, project_id: int) -> list[str]:
    """The participants, in roster order."""
    return [u.name for u in desk.case(project_id).units if u.role is Role.PARTICIPANT]

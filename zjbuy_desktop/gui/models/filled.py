"""What was entered for one kind of paper, and what was typed and not saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.usecases import stages

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Filled:
    """What the dialog shows, read in one go on the worker.

    Attributes:
        case: all facts.
        draft: what was typed last time and not saved: subject → fields.
    """

    case: "Case"
    draft: Mapping[str, Any]


def read_filled(desk: "Desk", project_id: int, kind: str) -> Filled:
    """Read it."""
    return Filled(desk.case(project_id), stages.load_draft(desk, project_id, draft_key(kind)))


def draft_key(kind: str) -> str:
    """Under which the unsaved typing of a kind is kept."""
    return f"paper:{kind}"

"""What the text editor shows, read and tried on the worker."""

from typing import TYPE_CHECKING

from zjbuy_desktop.gui.models.texts import OpenText, TriedText
from zjbuy_desktop.usecases import text_drafts, text_trial, wording
from zjbuy_desktop.usecases.text_trial import TrialGround
from zjbuy_desktop.usecases.wording import TextState

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.desk import Desk


def open_text(desk: "Desk", project_id: int | None, key: str) -> OpenText:
    """A text with its draft, if one was left."""
    state = wording.text_state(desk, key)
    served = wording.shown(desk, key)
    return OpenText(
        state=state,
        offer=wording.offer(key),
        served=served,
        text=text_drafts.drafts(desk).get(key, served),
        on=text_trial.ground(desk, project_id, key),
        updates=tuple(wording.updates(desk, key)),
    )


def try_text(
    desk: "Desk", on: TrialGround, key: str, text: str, subject: str, *, first: bool
) -> TriedText:
    """Check a text, keep it as a draft and draw its pages.

    Args:
        first: nothing was drawn yet: instead of a wrong text the words that serve are drawn.
    """
    offer = wording.offer(key)
    problems = wording.problems(key, text)
    text_drafts.keep(desk, key, text)
    drawn = text if not problems else wording.shown(desk, key) if first else ""
    pages = text_trial.trial_pages(desk, on, key, drawn, subject, dpi=96) if drawn else []
    return TriedText(
        problems=problems,
        pages=tuple(pages),
        changes=tuple(wording.own_changes(desk, key, text)),
        unused=offer.unused(offer.stored(text), offer.stored(wording.shipped_shown(key))),
        values=text_trial.values(desk, on, key, subject),
    )


def save_text(desk: "Desk", key: str, text: str) -> TextState:
    """Save, and let the draft go."""
    state = wording.save(desk, key, text)
    text_drafts.drop(desk, key)
    return state


def reset_text(desk: "Desk", key: str) -> TextState:
    """Let the shipped text serve, and let the draft go."""
    state = wording.reset(desk, key)
    text_drafts.drop(desk, key)
    return state


def drop_draft(desk: "Desk", key: str) -> str:
    """Let the draft go; returns the words that serve."""
    text_drafts.drop(desk, key)
    return wording.shown(desk, key)

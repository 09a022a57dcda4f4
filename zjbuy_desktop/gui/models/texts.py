"""A text as the editor shows it."""

from dataclasses import dataclass

from zjbuy_desktop.core.papers.comparing import Difference
from zjbuy_desktop.core.papers.wording import Offer, TextProblem
from zjbuy_desktop.usecases.text_trial import TrialGround
from zjbuy_desktop.usecases.wording import TextState

PageImage = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class OpenText:
    """A text as it is opened.

    Attributes:
        state: own or shipped, outdated or not.
        offer: what it may name.
        served: the words that serve now, with Chinese names.
        text: those, or the draft that was left unsaved last time.
        on: what it is tried on.
        updates: what the program changed since the office's words came from its text.
    """

    state: TextState
    offer: Offer
    served: str
    text: str
    on: TrialGround
    updates: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TriedText:
    """A text as it was tried.

    Attributes:
        problems: what is wrong with it; then there are no pages of it.
        pages: pictures of the paper.
        changes: from the shipped text to this one.
        unused: what the shipped text prints and this one doesn't.
        values: what each fact prints here.
    """

    problems: tuple[TextProblem, ...]
    pages: tuple[PageImage, ...]
    changes: tuple[Difference, ...]
    unused: tuple[str, ...]
    values: dict[str, str]

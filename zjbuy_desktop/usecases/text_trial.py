"""看改过的文本印出来的样子；什么也不保存。"""

from dataclasses import dataclass

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.papers.compose import Composed, compose
from zjbuy_desktop.core.papers.spec import setting_for
from zjbuy_desktop.usecases import papers, wording
from zjbuy_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class TrialGround:
    """What a text is tried on.

    Attributes:
        case: the project in hand, or the sample where that one has no such paper.
        subjects: for whom the paper can be looked at; one empty name for one of the project.
        is_sample: the sample serves.
    """

    case: Case
    subjects: tuple[str, ...]
    is_sample: bool


def ground(desk: Desk, project_id: int | None, key: str) -> TrialGround:
    """The project if it has a paper with this text, else the sample."""
    spec = wording.spec_of(key)
    if project_id is not None:
        case = desk.case(project_id)
        if spec.text_key(case) == key and (subjects := spec.subjects(case)):
            return TrialGround(case, subjects, is_sample=False)
    case = wording.sample_for(spec, key)
    return TrialGround(case, spec.subjects(case), is_sample=True)


def trial(desk: Desk, on: TrialGround, key: str, text: str, subject: str = "") -> Composed:
    """The paper as it would be with this text.

    Raises:
        UserError: something is wrong with the text.
    """
    spec = wording.spec_of(key)
    words = wording.checked(key, text)
    who = subject if subject in on.subjects else next(iter(on.subjects), "")
    return compose(spec, words, papers.setting_of(desk, on.case, spec, who))


def values(desk: Desk, on: TrialGround, key: str, subject: str = "") -> dict[str, str]:
    """What each fact on offer prints here, by its Chinese name; empty where it is not known."""
    spec, known = wording.spec_of(key), wording.offer(key)
    who = subject if subject in on.subjects else next(iter(on.subjects), "")
    content = spec.fill(setting_for(spec, on.case, desk.law, desk.calendar, desk.today, who))
    return {chinese: content.facts.get(name, "") for name, chinese in known.facts.items()}


def trial_pages(
    desk: Desk, on: TrialGround, key: str, text: str, subject: str = "", dpi: int = 110
) -> list[tuple[int, int, bytes]]:
    """Page pictures of the paper as it would be with this text.

    Raises:
        UserError: something is wrong with the text.
    """
    return papers.pictures(desk, trial(desk, on, key, text, subject).paper, dpi)

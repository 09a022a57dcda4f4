"""The items of a review: question, article, what was said, and why."""

from collections.abc import Callable

from zjbuy_desktop.core.case.reviewing import FAILED, NOT_CONCERNED, PASSED, Verdict
from zjbuy_desktop.gui.models.columns import Column, text_column

_LOOKS = {
    PASSED: ("check", "ok"),
    NOT_CONCERNED: ("half", "quiet"),
    FAILED: ("stop", "stop"),
    "": ("circle", "warn"),
}
OPEN = "还没有结论"


def verdict_columns(limit: Callable[[], int]) -> tuple[Column[Verdict], ...]:
    """项号 | 类别 | 审查内容 | 结论 | 意见 | 依据; ``limit``: see ``ReviewItem.words``."""

    def asked(verdict: Verdict) -> str:
        return verdict.item.words(limit())

    return (
        Column("项号", lambda v: v.item.number, width=48, right=True),
        text_column("审查类别", lambda v: v.item.group.removesuffix("审查"), 84),
        text_column("审查内容", asked, 320, tip=asked),
        text_column(
            "结论",
            lambda v: v.said or OPEN,
            104,
            tone=lambda v: _look(v)[1],
            mark=lambda v: _look(v)[0],
        ),
        text_column("意见", lambda v: v.opinion, 148, tip=lambda v: v.opinion),
        text_column("依据条款", lambda v: v.item.article, 108),
    )


def _look(verdict: Verdict) -> tuple[str, str]:
    return _LOOKS.get(verdict.said, ("warn", "stop"))


def verdict_sums(said: tuple[Verdict, ...]) -> str:
    """21 项：通过 15，不涉及 6；全部有结论 ✓."""
    words = [v.said for v in said]
    counted = [f"{word} {words.count(word)}" for word in dict.fromkeys(words) if word]
    left = words.count("")
    end = "全部有结论 ✓" if not left else f"还有 {left} 项没有结论"
    return f"{len(said)} 项：{'，'.join([*counted, end])}"

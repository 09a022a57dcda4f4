"""勾选栏：选定的打勾，其余留空框；一项没选的由签字人手工勾。"""

from collections.abc import Collection, Iterable

TICKED, OPEN = "☑", "☐"
"""Two signs of one face, so that both are of one size."""
YES_NO = ("是", "否")


def ticks(options: Iterable[str], chosen: Collection[str] | str) -> str:
    """``☑公开招标　☐邀请招标``; ``chosen`` is one option or several."""
    picked = {chosen} if isinstance(chosen, str) else chosen
    return "　".join(f"{TICKED if o in picked else OPEN}{o}" for o in options)


def yes_no(value: str) -> str:
    """``☑是　☐否`` for 是; both open for an empty value."""
    return ticks(YES_NO, value)

"""序号用的中文数字。"""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 23 → 二十三; for numbering things on a page.

    Raises:
        ValueError: 不在 1 到 99 之间.
    """
    if not 0 < number < 100:
        raise ValueError("序号只能是 1 到 99")
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[units] if units else "")

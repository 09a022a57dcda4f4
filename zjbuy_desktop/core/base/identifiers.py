"""统一社会信用代码（GB 32100—2015）、品目编码（2022 版目录）与公民身份号码（GB 11643）。"""

import re
from dataclasses import dataclass
from typing import Any

from zjbuy_desktop.core.base.text import halfwidth, squeeze

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: no I O S V Z; the index is the value."""

_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")

CATEGORY_CODE = re.compile(r"[ABC][0-9]{8}")
"""品目编码 of the 2022 catalogue: A 货物 / B 工程 / C 服务 and four pairs of digits."""

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([0-9]{6})[0-9]{8}([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
"""A 公民身份号码 in a text: region, birthday, the rest."""
_FIGURES = re.compile(r"[0-9]{14,}X?")

_D = "[0-9０-９]"
_WRITTEN = re.compile(
    rf"(?:(?<![0-9A-Za-z０-９])|(?<=\\[nrt]))({_D}{{6}})([ \-]?)({_D}{{8}})([ \-]?)"
    rf"({_D}{{3}}[0-9０-９XxＸｘ])(?![0-9A-Za-z０-９])"
)
"""As people write one: in full-width figures, parted by spaces; behind a line's end in JSON."""
_BORN = re.compile(r"(?:19[0-9]{2}|200[0-9]|201[0-2])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
"""A birthday of somebody who works; a later day is the date in a plan's or contract's number."""
_LENGTH = 18


@dataclass(frozen=True, slots=True)
class UsccCheck:
    """What is to be said about one 统一社会信用代码.

    Attributes:
        code_normalised: half-width, upper case, without spaces.
        ok_form: length and alphabet are right; ``False`` is an error.
        ok_check: the check character is right; ``False`` is only a warning, because codes in
            real use are known to fail it.
        message: 中文：哪里不对; empty when all is well.
        suggestion: the code with O→0, I→1, if that makes it pass; only to be offered.
        expected: the check character the first 17 ask for; empty while the form is wrong.
    """

    code_normalised: str
    ok_form: bool
    ok_check: bool
    message: str
    suggestion: str = ""
    expected: str = ""


def normalise_code(s: str) -> str:
    """A code as it is compared: half-width, upper case, no white space."""
    return squeeze(halfwidth(s)).upper()


def check_character(first_17: str) -> str:
    """The 18th character (GB 32100—2015): 31 − Σ value × 3^i mod 31."""
    total = sum(_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first_17))
    return _ALPHABET[-total % 31]


def check_uscc(code: str) -> UsccCheck:
    """Judge a 统一社会信用代码 as somebody typed it."""
    plain = normalise_code(code)
    if not _FORM.fullmatch(plain):
        return UsccCheck(plain, False, False, _form_message(plain), _suggestion(plain))
    expected = check_character(plain[:17])
    if plain[17] == expected:
        return UsccCheck(plain, True, True, "", "", expected)
    message = f"统一社会信用代码的校验位对不上：末位应为“{expected}”，现为“{plain[17]}”，请核对全码"
    return UsccCheck(plain, True, False, message, "", expected)


def identity_problem(number: str) -> str:
    """What is wrong with a 公民身份号码, in words; empty when nothing is.

    Another paper (护照 …) has a form of its own: only 18 figures are checked by their last one.
    """
    plain = normalise_code(number)
    if not plain:
        return "没有填写"
    if not _IDENTITY.fullmatch(plain):
        return f"应为18位，现为{len(plain)}位" if _FIGURES.fullmatch(plain) else ""
    total = sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(plain[:17]))
    expected = "10X98765432"[total % 11]
    return "" if plain[17] == expected else "校验位对不上，请核对全号"


def mask_identity(text: str) -> str:
    """A text with the birthday of every 公民身份号码 in it made unreadable.

    A wrong last figure makes no difference: a mistyped number tells as much of a person.
    """
    return _WRITTEN.sub(_masked, text) if len(text) >= _LENGTH else text


def mask_all(value: Any) -> Any:
    """The same for every text in what JSON can hold."""
    if isinstance(value, str):
        return mask_identity(value)
    if isinstance(value, dict):
        return {mask_all(name): mask_all(found) for name, found in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(mask_all, value)) if type(value) in (list, tuple) else value
    return value


def _masked(found: re.Match[str]) -> str:
    region, gap, born, second, rest = found.groups()
    whole = halfwidth(f"{region}{born}{rest}").upper()
    if not _BORN.fullmatch(halfwidth(born)):
        return found[0]
    # A 统一社会信用代码 may be all figures: one that is right, and no right number of a person's.
    if identity_problem(whole) and check_uscc(whole).ok_check:
        return found[0]
    return f"{region}{gap}********{second}{rest}"


def is_category_code(s: str) -> bool:
    """Whether this looks like a 2022 品目编码 (letter and eight digits)."""
    return CATEGORY_CODE.fullmatch(normalise_code(s)) is not None


def is_works_code(s: str) -> bool:
    """Whether the 品目 is 工程 (B…), which the guideline doesn't cover (指引 二)."""
    return normalise_code(s).startswith("B")


def _suggestion(plain: str) -> str:
    mended = plain.replace("O", "0").replace("I", "1")
    passes = _FORM.fullmatch(mended) and check_character(mended[:17]) == mended[17]
    return mended if mended != plain and passes else ""


def _form_message(plain: str) -> str:
    if not plain:
        return "没有填写统一社会信用代码"
    if len(plain) != 18:
        return f"统一社会信用代码应为 18 位，现为 {len(plain)} 位"
    wrong = sorted({c for c in plain if c not in _ALPHABET})
    if wrong:
        return f"统一社会信用代码里不会有“{'、'.join(wrong)}”（不用字母 I、O、S、V、Z）"
    return "统一社会信用代码的第 3 至 8 位（行政区划）应为数字"

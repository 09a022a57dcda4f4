"""填报表的身份：是哪个项目、哪家单位、哪一版，有没有被人改过。"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze

LAYOUT = "2"
"""Rises when the form itself asks for something else."""

_DIGEST = 8
_CHECKSUM = 32
_PARTS = ("填报表的样式", "品目编码", "单位名称或统一社会信用代码", "标的、规格或计量单位")
"""What each part of a version stands for, in its order."""
_UNIT = 2


@dataclass(frozen=True, slots=True)
class FormKey:
    """What signs the forms of one project; kept in its data folder, never written into a form.

    Attributes:
        mark: tells the project from any other, also from one of the same name.
        secret: of the keyed checksum.
    """

    mark: str
    secret: str


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """What a form says of itself.

    Attributes:
        mark: whose key signed it.
        project: 项目名称.
        unit: 填报单位.
        version: of what was asked, see `version_of`.
        checksum: HMAC-SHA256 over the rest.
    """

    mark: str
    project: str
    unit: str
    version: str
    checksum: str = ""


def version_of(
    category_code: str, unit: str, uscc: str, items: Iterable[tuple[str, str, str]]
) -> str:
    """A form's version: the same for the same questions, on any day.

    Args:
        category_code: 品目编码.
        unit: 单位名称.
        uscc: 统一社会信用代码.
        items: 标的名称, 规格, 计量单位.
    """
    parts = (_digest(category_code), _digest(unit, uscc), _digest(*(w for i in items for w in i)))
    return ".".join((f"V{LAYOUT}", *parts))


def changed(old: str, new: str) -> tuple[str, ...]:
    """What differs between two versions, in words; everything if it can't be told."""
    before, after = old.split("."), new.split(".")
    if len(before) != len(after) or len(after) != len(_PARTS):
        return (_PARTS[0],)
    pairs = zip(_PARTS, before, after, strict=True)
    return tuple(word for word, was, now in pairs if was != now)


def is_for(version: str, unit: str, uscc: str) -> bool:
    """Whether a version was made for the unit of that name and 统一社会信用代码."""
    return changed(version, version_of("", unit, uscc, ())).count(_PARTS[_UNIT]) == 0


def signed(identity: FormIdentity, key: FormKey) -> FormIdentity:
    """The identity with its checksum."""
    words = (key.mark, identity.project, identity.unit, identity.version)
    code = hmac.new(bytes.fromhex(key.secret), _joined(words), hashlib.sha256).hexdigest()
    return replace(identity, mark=key.mark, checksum=f"C{code[:_CHECKSUM]}")


def is_genuine(identity: FormIdentity, key: FormKey) -> bool:
    """Whether nobody changed what the form says of itself."""
    expected = signed(identity, key).checksum
    return hmac.compare_digest(expected.encode(), identity.checksum.encode())


@lru_cache(maxsize=4096)
def _digest(*words: str) -> str:
    # 一个项目的各份表问的是同样的标的，不必每家单位算一遍。
    return hashlib.sha256(_joined(words)).hexdigest()[:_DIGEST]


def _joined(words: Iterable[str]) -> bytes:
    # 空白、全半角和看不见的字符在另存时会变，不算改动。
    return "\x1f".join([_plain(squeeze(halfwidth(word))) for word in words]).encode()


def _plain(text: str) -> str:
    return text if text.isprintable() else "".join(filter(str.isprintable, text))

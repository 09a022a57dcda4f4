"""文件怎样打印：红头、回收码、合并文件双面起页；整个单位一份设置。"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from zjbuy_desktop.store import settings as stored
from zjbuy_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from zjbuy_desktop.pdf.layout import RenderOptions

_PREFIX = "papers."
_YES, _NO = "1", "0"


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """How the office wants its papers.

    Attributes:
        letterhead: 印红头; off where the paper is pre-printed (the place is kept).
        codes: 印回收码 on papers that come back signed.
        duplex: 合并文件里每份都从正面起页, for printing on both sides.
    """

    letterhead: bool = True
    codes: bool = True
    duplex: bool = False


def paper_settings(desk: Desk) -> PaperSettings:
    """The settings as kept, or as they are at first."""
    with desk.store.read() as view:
        kept = stored.load_settings(view)
    given = {f.name: kept[_PREFIX + f.name] == _YES for f in fields(PaperSettings)
             if _PREFIX + f.name in kept}  # fmt: skip
    return PaperSettings(**given)


def keep(desk: Desk, wanted: PaperSettings) -> bool:
    """Keep settings; ``False`` when they were so already and nothing was written."""
    if wanted == paper_settings(desk):
        return False
    values = {f.name: getattr(wanted, f.name) for f in fields(PaperSettings)}
    said = "、".join(f"{_WORDS[name]}{'是' if on else '否'}" for name, on in values.items())
    with desk.store.begin("paper_settings_kept", f"文件设置：{said}", desk.now()) as work:
        stored.set_settings(work, {_PREFIX + n: _YES if on else _NO for n, on in values.items()})
        work.payload.update(values)
    return True


_WORDS = {"letterhead": "印红头", "codes": "印回收码", "duplex": "合并文件双面起页"}


def render_options(desk: Desk) -> "RenderOptions":
    """The settings as the typesetter takes them."""
    from zjbuy_desktop.pdf.layout import RenderOptions

    wanted = paper_settings(desk)
    return RenderOptions(wanted.letterhead, wanted.codes, wanted.duplex)

"""更正：要改的格子所在的整行写了什么，数量乘单价是多少。"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from zjbuy_desktop.store import header_mappings, returns
from zjbuy_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from zjbuy_desktop.excel.context import RowAround as RowAround

Place = tuple[str, str]
"""(工作表, 单元格)."""


def rows_around(
    desk: Desk,
    project_id: int,
    return_id: int,
    places: Iterable[Place],
    typed: Mapping[Place, str],
) -> "dict[Place, RowAround]":
    """The rows of some cells of a kept return, with what the clerk has typed so far.

    The original was read to its end in a child process when it came in, or its problems would
    name no cells; so it may be read again here.

    Raises:
        UserError: the original is missing or was changed.
    """
    from zjbuy_desktop.excel.context import rows_around as read

    with desk.store.read() as view:
        known = returns.list_returns(view, project_id)
        used = header_mappings.mappings_of(view, return_id)
    kept = next(r for r in known if r.id == return_id)
    return read(desk.store.originals.read(kept.sha256 or ""), places, typed, used, kept.file)

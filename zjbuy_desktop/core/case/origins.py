"""一个数的出处：原件的一格（连同更正）、程序里的一条录入、法规的一条。"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """更正 of one cell by the clerk.

    Attributes:
        old: what stands in the file.
        new: how it is read.
        reason: 理由.
        at: when.
        by: 经办人.
        seq: number of the 操作记录; 0 when none is known.
    """

    old: str
    new: str
    reason: str
    at: datetime
    by: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """A cell of a kept original.

    Attributes:
        file: 文件名 as received.
        sha256: 原件的 SHA-256.
        sheet: 工作表名.
        cell: address; empty where only the row's other cells are known.
        row_cells: (field, address) of all cells of that line.
        received_at: 接收时间.
        corrected: 更正, if the cell is read otherwise than it says.
        remarks: what was said when the file was read (以万元填写，已换算为元 …).
    """

    file: str
    sha256: str
    sheet: str
    cell: str
    row_cells: tuple[tuple[str, str], ...] = ()
    received_at: datetime | None = None
    corrected: Corrected | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryOrigin:
    """An entry made in the program.

    Attributes:
        what: 录入的是什么.
        seq: number of the 操作记录; 0 when none is known.
        at: when.
        by: 经办人.
        summary: what the record says.
        reason: 理由或凭据, where one was given.
    """

    what: str
    seq: int = 0
    at: datetime | None = None
    by: str = ""
    summary: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """A place that is not a kept original: an article of the law, a cell of a platform's export.

    Attributes:
        where: 依据的条文, or file, sheet and cell.
    """

    where: str


Origin = CellOrigin | EntryOrigin | TextOrigin

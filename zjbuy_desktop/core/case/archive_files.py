"""补进档案的文件：投标文件、评审报告等，程序以外来的，随归档文件夹一起封存。"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.archive_kinds import Material


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file that was put into the archive.

    Attributes:
        material: what of the legal list it is.
        subject: which contract, share or challenge; empty for all of the kind.
        title: 题名.
        number: 文号（编号）.
        author: 责任者.
        on: 日期 of the paper.
        pages: 页数; 0 where they aren't counted.
        name: file name as it came.
        sha256: of the file, kept among the originals.
        id: key in the store; 0 before it is kept.
    """

    material: Material
    subject: str
    title: str
    number: str
    author: str
    on: date
    pages: int
    name: str
    sha256: str
    id: int = 0

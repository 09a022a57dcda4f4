"""采购实施登记的内容：公告、开标、评审小组组长、投标人、澄清修改、发出的采购文件。"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Clarification:
    """对采购文件的一次澄清或修改.

    Attributes:
        on: 书面通知发出的日期.
        what: 澄清、修改了什么.
        affects: 可能影响投标（响应）文件编制.
    """

    on: date
    what: str
    affects: bool = True


@dataclass(frozen=True, slots=True)
class Tender:
    """What is known of the procurement itself, beside the days recorded as milestones.

    Version, pages and checksum of the document that was confirmed are entries of 采购文件确认函;
    the panel and its 采购人代表 those of 采购人代表授权函.

    Attributes:
        number: 公告编号（平台）.
        link: 公告链接.
        issued: 采购文件开始发出日; ``None``: the day of the announcement.
        due: 投标（响应）截止日 as announced, put off as the case may be.
        released_file: 核对过的、实际发出的采购文件的文件名.
        released_sha256: SHA-256 of it, in small letters; empty while none was compared.
        leader: 评审小组组长.
        bidders: 提交投标（响应）文件的供应商. 87号令 第二十八条 keeps them secret until offers are
            due, this program until the result is announced: no paper, workbook or answer may
            show them before.
        clarifications: 澄清、修改, in order of entry.
    """

    number: str = ""
    link: str = ""
    issued: date | None = None
    due: date | None = None
    released_file: str = ""
    released_sha256: str = ""
    leader: str = ""
    bidders: tuple[str, ...] = ()
    clarifications: tuple[Clarification, ...] = ()

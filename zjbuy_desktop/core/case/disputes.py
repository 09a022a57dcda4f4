"""询问、质疑、投诉：一件一件登记；请参与单位协助答复的，一次一次登记（指引 十）。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DisputeKind(StrEnum):
    """What was raised."""

    ENQUIRY = "询问"
    CHALLENGE = "质疑"
    COMPLAINT = "投诉"


class About(StrEnum):
    """What it is about; the day a challenger had to know of hangs on it (条例 五十三)."""

    DOCUMENT = "采购文件"
    PROCESS = "采购过程"
    RESULT = "采购结果"


class Outcome(StrEnum):
    """What came of it."""

    FOUNDED = "成立"
    PARTLY = "部分成立"
    UNFOUNDED = "不成立"
    WITHDRAWN = "撤回"
    ANSWERED = "已答复"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One 询问, 质疑 or 投诉.

    Attributes:
        kind: 询问、质疑、投诉.
        name: what it is called in this project: the supplier, told apart where one raises two.
        supplier: 供应商全称.
        received: 收到之日; of a 投诉 the day the finance department received it.
        about: 对什么提出的.
        posted: 交邮日期; ``None`` when it was handed in.
        known_day: 质疑期限的起算日; ``None``: reckoned from the announcements.
        by_agency: answered by the agency within its mandate (法 五十四).
        affects: 可能影响采购结果 (条例 五十四): signing is suspended while it is open.
        answered: 书面答复之日; of a 投诉 the day it was decided; ``None`` while open.
        outcome: 结果; ``None`` while open.
        note: 备注.
    """

    kind: DisputeKind
    name: str
    supplier: str
    received: date
    about: About = About.RESULT
    posted: date | None = None
    known_day: date | None = None
    by_agency: bool = False
    affects: bool = False
    answered: date | None = None
    outcome: Outcome | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assistance:
    """A participant asked to help with an answer, and what it said.

    Attributes:
        dispute: name of the dispute.
        unit: 参与单位.
        asked: 请求之日.
        what: 要它说明什么.
        due: 请在哪天前回复; ``None`` when no day was set.
        replied: 回复之日; ``None`` while it owes one.
        reply: what it said.
    """

    dispute: str
    unit: str
    asked: date
    what: str
    due: date | None = None
    replied: date | None = None
    reply: str = ""

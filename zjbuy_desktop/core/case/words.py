"""随采购方式变化的词（中标/成交、招标文件/磋商文件……），处处从这里取。"""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """采购方式 (政府采购法 第二十六条)."""

    OPEN_TENDER = "公开招标"
    INVITED_TENDER = "邀请招标"
    NEGOTIATION = "竞争性谈判"
    CONSULTATION = "竞争性磋商"
    INQUIRY = "询价"
    SINGLE_SOURCE = "单一来源采购"

    @property
    def is_tender(self) -> bool:
        """招标 (财政部令第87号 applies): 公开招标 or 邀请招标."""
        return self in (Method.OPEN_TENDER, Method.INVITED_TENDER)


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of one method.

    Attributes:
        document: 采购文件的名称.
        announcement: 采购公告的名称.
        won: 中标 / 成交.
        result_announcement: 结果公告的名称.
        supplier: 结果确定前对供应商的称谓.
        winner: 结果确定后对供应商的称谓.
        award_notice: 中标通知书 / 成交通知书.
        offer: 投标文件 / 响应文件.
        panel: 评标委员会 / 磋商小组 …, whoever reviews the offers.
    """

    document: str
    announcement: str
    won: str
    result_announcement: str
    supplier: str
    winner: str
    award_notice: str
    offer: str
    panel: str


def _tender(announcement: str) -> Words:
    return Words(
        "招标文件",
        announcement,
        "中标",
        "中标结果公告",
        "投标人",
        "中标人",
        "中标通知书",
        "投标文件",
        "评标委员会",
    )


def _deal(document: str, announcement: str, panel: str) -> Words:
    return Words(
        document,
        announcement,
        "成交",
        "成交结果公告",
        "供应商",
        "成交供应商",
        "成交通知书",
        "响应文件",
        panel,
    )


WORDS: dict[Method, Words] = {
    Method.OPEN_TENDER: _tender("招标公告"),
    Method.INVITED_TENDER: _tender("投标邀请书"),
    Method.NEGOTIATION: _deal("谈判文件", "竞争性谈判公告", "谈判小组"),
    Method.CONSULTATION: _deal("磋商文件", "竞争性磋商公告", "磋商小组"),
    Method.INQUIRY: _deal("询价通知书", "询价公告", "询价小组"),
    Method.SINGLE_SOURCE: _deal("单一来源采购文件", "单一来源公示", "协商小组"),
}


def words_for(method: Method) -> Words:
    """The words that go with a method."""
    return WORDS[method]


def over_limit(method: Method) -> str:
    """What becomes of an offer above the budget or the ceiling, by method."""
    if method in (Method.OPEN_TENDER, Method.INVITED_TENDER):
        return "报价超过预算或最高限价的投标无效（财政部令第87号第六十三条）。"
    return "报价超过预算或最高限价的，不能确定为成交供应商。"

"""里程碑：在平台上或纸面上发生、由经办人登记的事。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """Every event that can be recorded; the value is the word of the command line."""

    CALL_SENT = "call_sent"
    FORM_DELIVERED = "form_delivered"
    LETTER_RETURNED = "letter_returned"
    SEAL_CONFIRMED = "seal_confirmed"
    FUNDS_SECURED = "funds_secured"
    WITHDRAWN = "withdrawn"
    INTENTION_PUBLISHED = "intention_published"
    OWN_INTENTION_PUBLISHED = "own_intention_published"
    INTENTION_WAIVED = "intention_waived"
    REQUIREMENT_ANSWERED = "requirement_answered"
    REVIEW_FAILED = "review_failed"
    REVIEW_PASSED = "review_passed"
    PROVISIONAL_PLAN_FILED = "provisional_plan_filed"
    AGENCY_AGREEMENT_SIGNED = "agency_agreement_signed"
    PLAN_ENTRUSTED = "plan_entrusted"
    DOCUMENT_CONFIRMED = "document_confirmed"
    PREQUALIFICATION_ANNOUNCED = "prequalification_announced"
    NOTICE_SUBMITTED = "notice_submitted"
    ANNOUNCEMENT_PUBLISHED = "announcement_published"
    BID_DEPOSIT_TAKEN = "bid_deposit_taken"
    DOCUMENT_CLARIFIED = "document_clarified"
    EXPERTS_DRAWN = "experts_drawn"
    BIDS_OPENED = "bids_opened"
    EVALUATION_FINISHED = "evaluation_finished"
    EVALUATION_REPORT_RECEIVED = "evaluation_report_received"
    RESULT_CONFIRMED = "result_confirmed"
    AWARD_NOTICE_ISSUED = "award_notice_issued"
    RESULT_ANNOUNCED = "result_announced"
    PROCUREMENT_AGREEMENT_SIGNED = "procurement_agreement_signed"
    BID_DEPOSITS_RETURNED = "bid_deposits_returned"
    EXPERTS_RATED = "experts_rated"
    PROCUREMENT_TERMINATED = "procurement_terminated"
    FEES_REFUNDED = "fees_refunded"
    ENQUIRY_RECEIVED = "enquiry_received"
    ENQUIRY_ANSWERED = "enquiry_answered"
    CHALLENGE_RECEIVED = "challenge_received"
    CHALLENGE_ANSWERED = "challenge_answered"
    COMPLAINT_RECEIVED = "complaint_received"
    COMPLAINT_DECIDED = "complaint_decided"
    SIGNING_SUSPENDED = "signing_suspended"
    SIGNING_RESUMED = "signing_resumed"
    PROCUREMENT_SUSPENDED = "procurement_suspended"
    PROCUREMENT_RESUMED = "procurement_resumed"
    SIGNING_NOTICE_SENT = "signing_notice_sent"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_ANNOUNCED = "contract_announced"
    CONTRACT_FILED = "contract_filed"
    ACCEPTANCE_DONE = "acceptance_done"
    INVOICE_RECEIVED = "invoice_received"
    PAID = "paid"
    CONTRACT_CHANGED = "contract_changed"
    CHANGE_ANNOUNCED = "change_announced"
    PROCUREMENT_ENDED = "procurement_ended"
    AGENCY_RATED = "agency_rated"

    @property
    def label(self) -> str:
        """给人看的词。"""
        return LABELS[self]

    @property
    def per_unit(self) -> bool:
        """Whether the event belongs to one unit rather than to the project."""
        return self in PER_UNIT


LABELS: dict[EventKind, str] = {
    EventKind.CALL_SENT: "征集通知已发出",
    EventKind.FORM_DELIVERED: "填报材料已送达",
    EventKind.LETTER_RETURNED: "委托函已收回",
    EventKind.SEAL_CONFIRMED: "委托函已核章",
    EventKind.FUNDS_SECURED: "资金已落实（补充确认）",
    EventKind.WITHDRAWN: "退出本次采购",
    EventKind.INTENTION_PUBLISHED: "采购意向已公开",
    EventKind.OWN_INTENTION_PUBLISHED: "采购意向已自行公开",
    EventKind.INTENTION_WAIVED: "采购意向不公开（急需且不可预见）",
    EventKind.REQUIREMENT_ANSWERED: "采购需求已反馈意见",
    EventKind.REVIEW_FAILED: "需求审查没有通过",
    EventKind.REVIEW_PASSED: "需求审查已通过",
    EventKind.PROVISIONAL_PLAN_FILED: "临时采购计划已办理",
    EventKind.AGENCY_AGREEMENT_SIGNED: "委托代理协议已签订",
    EventKind.PLAN_ENTRUSTED: "临时采购计划已委托采购代理机构",
    EventKind.DOCUMENT_CONFIRMED: "采购文件已确认",
    EventKind.PREQUALIFICATION_ANNOUNCED: "资格预审公告已发布",
    EventKind.NOTICE_SUBMITTED: "采购公告已提交发布",
    EventKind.ANNOUNCEMENT_PUBLISHED: "采购公告已发布",
    EventKind.BID_DEPOSIT_TAKEN: "已收取投标保证金",
    EventKind.DOCUMENT_CLARIFIED: "采购文件的澄清、修改已发出（影响编制）",
    EventKind.EXPERTS_DRAWN: "评审专家已抽取",
    EventKind.BIDS_OPENED: "已开标（首次响应截止）",
    EventKind.EVALUATION_FINISHED: "评审已结束",
    EventKind.EVALUATION_REPORT_RECEIVED: "已收到评审报告",
    EventKind.RESULT_CONFIRMED: "采购结果已确认",
    EventKind.AWARD_NOTICE_ISSUED: "中标（成交）通知书已发出",
    EventKind.RESULT_ANNOUNCED: "结果公告已发布",
    EventKind.PROCUREMENT_AGREEMENT_SIGNED: "采购协议已签订",
    EventKind.BID_DEPOSITS_RETURNED: "未中标供应商的投标保证金已退还",
    EventKind.EXPERTS_RATED: "评审专家的履职情况已记录",
    EventKind.PROCUREMENT_TERMINATED: "采购活动已终止",
    EventKind.FEES_REFUNDED: "终止后所收费用和保证金已退还",
    EventKind.ENQUIRY_RECEIVED: "已收到询问",
    EventKind.ENQUIRY_ANSWERED: "询问已答复",
    EventKind.CHALLENGE_RECEIVED: "已收到质疑函",
    EventKind.CHALLENGE_ANSWERED: "质疑已书面答复",
    EventKind.COMPLAINT_RECEIVED: "财政部门已收到投诉",
    EventKind.COMPLAINT_DECIDED: "投诉处理决定已作出",
    EventKind.SIGNING_SUSPENDED: "已暂停签订、履行合同",
    EventKind.SIGNING_RESUMED: "已恢复签订、履行合同",
    EventKind.PROCUREMENT_SUSPENDED: "财政部门已通知暂停采购活动",
    EventKind.PROCUREMENT_RESUMED: "采购活动已恢复",
    EventKind.SIGNING_NOTICE_SENT: "签订合同通知书已发出",
    EventKind.CONTRACT_SIGNED: "合同已签订",
    EventKind.CONTRACT_ANNOUNCED: "合同已公告",
    EventKind.CONTRACT_FILED: "合同副本已备案",
    EventKind.ACCEPTANCE_DONE: "已验收",
    EventKind.INVOICE_RECEIVED: "已收到发票",
    EventKind.PAID: "已支付",
    EventKind.CONTRACT_CHANGED: "合同已变更（含补充合同）",
    EventKind.CHANGE_ANNOUNCED: "合同变更已公告",
    EventKind.PROCUREMENT_ENDED: "采购活动已结束",
    EventKind.AGENCY_RATED: "采购代理机构的代理质量已评价",
}

PER_UNIT = frozenset(
    {
        EventKind.FORM_DELIVERED,
        EventKind.LETTER_RETURNED,
        EventKind.SEAL_CONFIRMED,
        EventKind.FUNDS_SECURED,
        EventKind.WITHDRAWN,
        EventKind.OWN_INTENTION_PUBLISHED,
        EventKind.REQUIREMENT_ANSWERED,
        EventKind.SIGNING_NOTICE_SENT,
        EventKind.CONTRACT_SIGNED,
        EventKind.CONTRACT_ANNOUNCED,
        EventKind.CONTRACT_FILED,
        EventKind.ACCEPTANCE_DONE,
        EventKind.INVOICE_RECEIVED,
        EventKind.PAID,
        EventKind.CONTRACT_CHANGED,
        EventKind.CHANGE_ANNOUNCED,
    }
)


NOTE_NEEDED: dict[EventKind, str] = {
    EventKind.OWN_INTENTION_PUBLISHED: "公告的标题或链接",
    EventKind.INTENTION_WAIVED: "为什么急需、为什么不能预见",
    EventKind.REQUIREMENT_ANSWERED: "反馈了什么意见，没有意见的写“无意见”",
    EventKind.REVIEW_FAILED: "哪几项没有通过、要改什么",
}
"""Events that say nothing without a note, and what it is to tell."""


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded milestone.

    Attributes:
        kind: what happened.
        on: 发生日期 (a plain date).
        unit: the unit it concerns; empty for the whole project.
        note: 备注: 理由、文号、链接……
        evidence: 证明材料: what it is, or the name of its file.
        sha256: SHA-256 of the file, kept among the originals; empty without one.
    """

    kind: EventKind
    on: date
    unit: str = ""
    note: str = ""
    evidence: str = ""
    sha256: str = ""

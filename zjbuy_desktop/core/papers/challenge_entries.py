"""质疑答复函要填写的内容，和可以选的结论、处理决定（94号令 十五、十六）。"""

from enum import StrEnum

from zjbuy_desktop.core.papers.entries import Entry, EntryKind

DOCUMENT, PROCESS, RESULT = "采购文件", "采购过程", "采购结果"
FOUNDED, UNFOUNDED, PARTLY = "成立", "不成立", "部分成立"
CONCLUSIONS = (FOUNDED, UNFOUNDED, PARTLY)
ISSUE_COLUMNS = ("质疑事项", "查明事实", "法律依据", "结论")


class Action(StrEnum):
    """处理决定: what is done about it."""

    GO_ON = "继续开展采购活动"
    CLARIFY = "澄清或者修改采购文件后继续开展采购活动"
    REDO_DOCUMENT = "修改采购文件后重新开展采购活动"
    OTHER_WINNER = "另行确定供应商"
    REDO = "重新开展采购活动"


def actions_for(about: str) -> tuple[Action, ...]:
    """What may be done about a challenge of the document, or of process and result."""
    if about == DOCUMENT:
        return (Action.GO_ON, Action.CLARIFY, Action.REDO_DOCUMENT)
    return (Action.GO_ON, Action.OTHER_WINNER, Action.REDO)


CHALLENGE_ENTRIES = (
    Entry(
        "challenger",
        "质疑供应商全称",
        required=False,
        hint="不填则用这一份的名称；同一供应商再次质疑的，名称要有区别，这里填全称。",
    ),
    Entry("received", "收到质疑函日期", EntryKind.DATE, hint="答复期限从这一天的次日起算。"),
    Entry(
        "posted",
        "交邮日期",
        EntryKind.DATE,
        required=False,
        hint="邮寄的填邮戳日期，据此判断是否逾期（在途时间不计）；当面提交的不填。",
    ),
    Entry("about", "质疑的对象", EntryKind.CHOICE, choices=(DOCUMENT, PROCESS, RESULT)),
    Entry(
        "known_day",
        "质疑期限的起算日",
        EntryKind.DATE,
        required=False,
        hint="采购文件：收到文件之日或公告期限届满之日；采购过程：该环节结束之日；"
        "采购结果：不填，按结果公告的期限推算。",
    ),
    Entry(
        "issues",
        "质疑事项和答复",
        EntryKind.TABLE,
        columns=ISSUE_COLUMNS,
        hint="每项一行；结论写成立、不成立或部分成立；不得写入商业秘密。",
    ),
    Entry("action", "处理决定", EntryKind.CHOICE, choices=tuple(Action)),
    Entry(
        "no_effect",
        "成立的质疑不影响采购结果的说明",
        EntryKind.LONG,
        required=False,
        hint="有质疑成立或部分成立，仍继续开展采购活动的填写。",
    ),
    Entry(
        "other_suppliers",
        "其他有关供应商",
        required=False,
        hint="答复要抄送的供应商全称，用顿号隔开；对采购结果的质疑自动抄送定标的供应商。",
    ),
    Entry(
        "department",
        "受理投诉的财政部门",
        required=False,
        hint="不填则按采购单位的最高预算级次推定；采购文件另有约定的填写。",
    ),
    Entry(
        "delay",
        "超过答复期限的说明",
        EntryKind.LONG,
        required=False,
        hint="在期限内答复的不填。",
    ),
)

"""统采统签与统采分签的不同：谁签、哪些检查换了对象、哪些文件换了写法（指引 二）。"""

from typing import NamedTuple


class Change(NamedTuple):
    """One thing that is otherwise when the lead signs for all.

    Attributes:
        text: what is otherwise, for the clerk.
        rules: checks that look at the lead's contract instead of each unit's, or only apply here.
        papers: kinds of papers that are worded otherwise.
    """

    text: str
    rules: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


JOINT_CHANGES = (
    Change(
        "合同由牵头单位统一签订，一个标项一份，附各单位数量、金额分配表",
        (
            "contract_signed_in_time",
            "every_contract_is_signed",
            "contract_after_announcement",
            "signed_contract_is_entered",
        ),
        ("contract", "contract_services"),
    ),
    Change(
        "签订、公告、备案只登记在牵头单位名下，不再逐家核对三十日、公告和备案的期限",
        (
            "contract_announced_in_time",
            "contract_filed_in_time",
            "contract_dates_follow_one_another",
        ),
    ),
    Change(
        "补充合同不论哪家提出，都算在这一份合同上，合计不超过它的百分之十",
        ("supplements_within_limit",),
    ),
    Change(
        "委托函增写委托统一签订合同，征集通知、采购实施计划、采购协议、签订合同通知书改用统签的写法",
        (),
        (
            "call_notice",
            "delegation_letter",
            "implementation_plan",
            "procurement_agreement",
            "signing_notice",
        ),
    ),
    Change("要写明采用统签的条件和依据（第二条：鼓励符合条件的市县和部门探索）",
           ("joint_signing_explained",)),
    Change("各单位的委托函、采购计划、验收和付款不变；由谁付款指引没有写，合同文本写各单位按附件支付"),
)  # fmt: skip
"""What changes, in the order of the work."""


def joint_notice() -> str:
    """统采统签有什么不同, as one text of several lines."""
    lines = [f"{n}. {change.text}。" for n, change in enumerate(JOINT_CHANGES, 1)]
    return "\n".join(["采用统采统签，与统采分签不同的是：", *lines])

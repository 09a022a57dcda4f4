"""审查项目 (财库〔2021〕22号 三十、三十一): the items of the law, one by one, in its words."""

from dataclasses import dataclass

GENERAL = "一般性审查"
KEY = "重点审查"
LAW = "requirement_measures"
_GENERAL_ARTICLE, _KEY_ARTICLE = "第三十条", "第三十一条"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One item.

    Attributes:
        number: 项号, 1 …
        group: 审查类别.
        question: 审查内容; ``{limit}`` is a number of the law.
        article: 依据条款.
        conditional: the item may be 不涉及 (no single source, no imports …).
    """

    number: int
    group: str
    question: str
    article: str
    conditional: bool = False

    def words(self, limit: int) -> str:
        """审查内容 as it is read; ``limit``: 业绩作为资格条件的一般最多个数."""
        return self.question.format(limit=limit)


_GENERAL = (
    "是否按照规定的程序和内容确定采购需求、编制采购实施计划",
    "采购需求是否符合预算、资产、财务等管理制度规定",
    "采购方式、评审规则、合同类型、定价方式的选择是否说明适用理由",
    "*按规定需要报相关监管部门批准、核准的事项，是否作出相关安排",
    "采购实施计划是否完整",
)
_KEY = (
    (
        "非歧视性审查",
        "（一）",
        (
            "是否指向特定供应商或者特定产品，资格条件设置是否合理",
            "*要求供应商提供超过{limit}个同类业务合同的，是否具有合理性",
            "技术要求是否指向特定的专利、商标、品牌、技术路线等",
            "评审因素设置是否具有倾向性，将有关履约能力作为评审因素是否适当",
        ),
    ),
    (
        "竞争性审查",
        "（二）",
        (
            "*应当以公开方式邀请供应商的，是否依法采用公开竞争方式",
            "*采用单一来源采购方式的，是否符合法定情形",
            "采购需求的内容是否完整、明确，是否考虑后续采购竞争性",
            "评审方法、评审因素、价格权重等评审规则是否适当",
        ),
    ),
    (
        "采购政策审查",
        "（三）",
        (
            "*进口产品的采购是否必要",
            "是否落实支持创新、绿色发展、中小企业发展等政府采购政策要求",
        ),
    ),
    (
        "履约风险审查",
        "（四）",
        (
            "合同文本是否按规定由法律顾问审定",
            "合同文本运用是否适当，是否围绕采购需求和合同履行设置权利义务",
            "*是否明确知识产权等方面的要求",
            "履约验收方案是否完整、标准是否明确",
            "风险处置措施和替代方案是否可行",
        ),
    ),
    ("其他审查", "（五）", ("*采购人或者主管预算单位认为应当审查的其他内容",)),
)
"""Groups with their item of the article; ``*`` marks what may not apply."""


def _items() -> tuple[ReviewItem, ...]:
    asked = [(GENERAL, _GENERAL_ARTICLE, question) for question in _GENERAL]
    for group, item, questions in _KEY:
        asked += [(group, f"{_KEY_ARTICLE}{item}", question) for question in questions]
    return tuple(
        ReviewItem(number, group, question.lstrip("*"), article, question.startswith("*"))
        for number, (group, article, question) in enumerate(asked, 1)
    )


ITEMS = _items()
"""Both lists: 一般性 first, 重点 after it."""


def items_for(key: bool) -> tuple[ReviewItem, ...]:
    """The items of a review: 重点审查 goes on the basis of 一般性审查 and takes both lists."""
    return ITEMS if key else tuple(item for item in ITEMS if item.group == GENERAL)

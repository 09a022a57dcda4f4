"""What the stages are called, in order: on the rail, and over their pages."""

STAGES = (
    "立项与名册", "征集需求", "回收与汇总", "参与委托", "意向公开", "需求调查与编制", "需求审查",
    "临时采购计划", "代理委托", "采购实施", "结果确认与采购协议", "通知与签约",
    "验收、补充合同、支付", "统计与归档",
)  # fmt: skip


ALONG = "询问、质疑、投诉"
"""It runs beside the others: it has no number, and is in hand only once something was raised."""


def headed(title: str) -> str:
    """What stands over the page of that stage: 一、立项与名册."""
    ten, one = divmod(STAGES.index(title) + 1, 10)
    digits = "〇一二三四五六七八九"
    return f"{'十' if ten else ''}{digits[one] if one else ''}、{title}"


def rail_at(title: str) -> dict[str, str]:
    """What the rail shows while that stage is in hand."""
    place = STAGES.index(title)
    marks = ["已完成"] * place + ["进行中"] + ["未开始"] * (len(STAGES) - place - 1)
    return {**dict(zip(STAGES, marks, strict=True)), ALONG: "未开始"}

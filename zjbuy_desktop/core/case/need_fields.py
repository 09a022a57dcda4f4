"""需求表的列：一列可以是什么，叫什么，哪些必须有。"""

from collections.abc import Mapping

REQUIRED = ("item", "quantity", "price", "amount")
"""Without these columns a table is not a return; the unit may also be told elsewhere."""

LABELS = {
    "seq": "序号",
    "unit": "采购单位",
    "category_code": "品目编码",
    "category_name": "品目名称",
    "item": "标的名称",
    "spec": "规格型号",
    "measure": "计量单位",
    "quantity": "数量",
    "price": "单价",
    "amount": "预算金额",
    "funding": "资金来源",
    "budget_item": "预算项目",
    "funds": "资金是否落实",
    "delivery_time": "交付时间",
    "delivery_place": "交付地点",
    "intention": "采购意向公开",
    "sme": "是否预留中小企业",
    "plan_no": "采购计划号",
    "contact": "联系人",
    "phone": "联系电话",
    "note": "备注",
}
"""Field → what we call it when we talk about it."""

JOINED = frozenset({"spec", "note", "delivery_time", "delivery_place", "budget_item"})
"""Fields that may stand in several columns; their texts are put together."""

FIXABLE = ("unit", "item", "measure")
"""Fields a table may lack because they are the same in all its rows."""

MONEY_UNITS = {
    "元": 1,
    "百元": 100,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}
"""What money may be written in → 元 per one of it."""


def named_cells(cells: Mapping[str, str]) -> str:
    """Which fact stands in which cell, in the order of the form: 数量 E4、单价 F4."""
    order = [*(name for name in LABELS if name in cells), *(n for n in cells if n not in LABELS)]
    return "、".join(f"{LABELS.get(name, '其他')} {cells[name]}" for name in order)

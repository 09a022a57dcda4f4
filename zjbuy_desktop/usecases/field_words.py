"""配置文件各项的中文名：写中文名、英文名都认；缺了、写错了用中文说。"""

from collections.abc import Mapping, Sequence
from typing import Any

from zjbuy_desktop.core.base.errors import UserError

PROJECT: Mapping[str, str] = {
    "name": "项目名称",
    "category_code": "品目编码",
    "category_name": "品目名称",
    "kind": "标的类别",
    "lead_unit": "牵头单位",
    "method": "采购方式",
    "lots": "标项",
    "mode": "组织模式",
    "in_central_catalogue": "集采目录",
    "public_attention": "社会关注",
    "roster": "名册",
    "call_deadline": "填报截止日",
    "suitability": "适用理由",
    "designation": "指定牵头的文书",
    "project_number": "项目编号",
    "fiscal_year": "预算年度",
    "evaluation": "评审方法",
    "evaluation_reason": "评审方法的理由",
    "sign_together_note": "统签的说明",
    "category_edition": "品目目录版本",
    "lead_ranks_above": "行文关系",
}
"""Of a project, as its page calls them."""
LOT: Mapping[str, str] = {
    "name": "标项名称",
    "item": "标的名称",
    "spec": "规格型号",
    "measure": "计量单位",
    "ceiling": "单价最高限价",
    "ceiling_total": "总价最高限价",
}
AGENCY: Mapping[str, str] = {
    "name": "机构名称",
    "uscc": "信用代码",
    "is_central": "集中采购机构",
    "reason": "选定理由",
    "contact": "联系人",
    "phone": "联系电话",
    "fee": "代理费用",
    "agreement_number": "协议编号",
    "address": "地址",
}
AWARD: Mapping[str, str] = {
    "name": "标项名称",
    "supplier": "供应商",
    "supplier_uscc": "供应商信用代码",
    "unit_price": "单价",
    "total": "总价",
    "ceiling": "单价最高限价",
    "ceiling_total": "总价最高限价",
    "address": "地址",
    "contact": "联系人",
    "phone": "联系电话",
}
CONTRACT: Mapping[str, str] = {
    "unit": "单位名称",
    "lot": "标项",
    "number": "合同编号",
    "signed_on": "签订日期",
    "amount": "合同金额",
    "quantity": "数量",
    "unit_price": "合同单价",
    "supplier": "供应商",
    "supplier_uscc": "供应商信用代码",
    "delivery": "交付",
    "note": "备注",
}


def settled(
    table: Mapping[str, Any], words: Mapping[str, str], required: Sequence[str], origin: str
) -> dict[str, Any]:
    """The table under its English names, whichever names it was written with.

    Raises:
        UserError: something is missing, unknown or written twice; the hint lists what there is.
    """
    english = {word: key for key, word in words.items()}
    found: dict[str, Any] = {}
    for written, value in table.items():
        key = english.get(written, written)
        if key in found:
            raise UserError(f"“{origin}”的{named(key, words)}写了两次。", "留一个，删去另一个。")
        found[key] = value
    missing = [named(key, words) for key in required if key not in found]
    unknown = [f"“{key}”" for key in found if key not in words]
    told = [f"缺少{'、'.join(missing)}"] * bool(missing)
    told += [f"有不认识的{'、'.join(unknown)}"] * bool(unknown)
    if told:
        optional = [named(key, words) for key in words if key not in required]
        must = "、".join(named(key, words) for key in required)
        raise UserError(
            f"“{origin}”{'，'.join(told)}。",
            f"必须写：{must}；可以写：{'、'.join(optional)}。",
        )
    return found


def named(key: str, words: Mapping[str, str]) -> str:
    """``项目名称（name）``: what it is and how the file calls it."""
    return f"{words[key]}（{key}）" if key in words else key

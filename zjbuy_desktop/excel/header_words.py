"""表头的说法：同一列在不同单位的表里叫什么。加一个说法只改这一个文件。"""

import re
from functools import lru_cache

from zjbuy_desktop.core.case.need_fields import JOINED as JOINED
from zjbuy_desktop.core.case.need_fields import LABELS as LABELS
from zjbuy_desktop.core.case.need_fields import REQUIRED as REQUIRED

UNIQUE = frozenset(
    {"item", "quantity", "price", "amount", "unit", "category_code", "measure", "funding"}
    | {"funds", "intention"}
)
"""Two columns for one of these contradict each other; for the rest the first one counts."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS: dict[str, tuple[str, ...]] = {
    "seq": _words("序号 编号 no"),
    "unit": _words(
        "采购单位 单位名称 采购单位名称 参与单位 填报单位 需求单位 申报单位 预算单位 "
        "预算单位名称 使用单位 采购人 单位全称 报送单位 学校 学校名称 申请单位 采购人名称 "
        "填报单位名称 申报单位名称 需求单位名称 使用单位名称 购置单位 医院 医院名称 机构名称"
    ),
    "category_code": _words("品目编码 品目代码 采购品目编码 采购目录编码 目录编码"),
    "category_name": _words("品目名称 品目 采购品目 采购品目名称 采购目录 目录名称"),
    "item": _words(
        "标的名称 标的 采购标的 采购标的名称 货物名称 设备名称 物品名称 产品名称 "
        "服务名称 采购内容 货物服务名称 商品名称 名称 品名 需求名称 采购项目内容 "
        "标的物名称 货物/服务名称 名称及规格 品名及规格 货物名称及规格 设备名称及规格 采购物品 "
        "采购品名 采购货物 采购货物名称 采购设备 采购设备名称 物资名称 资产名称 采购标的物 "
        "需求内容 服务内容 采购事项 采购品种 货物 设备 物品"
    ),
    "spec": _words(
        "规格型号 规格参数 规格 型号 技术参数 技术参数及规格 规格及技术参数 技术要求 "
        "服务要求 规格型号/服务要求 规格型号、服务要求 配置要求 主要参数 技术规格 "
        "规格要求 配置 参数 主要技术参数 规格型号及技术参数 规格配置 规格型号服务要求 "
        "规格及型号 型号规格 规格、型号 规格/型号 品牌型号 参考型号 参考品牌型号 技术指标 "
        "主要技术指标 主要配置 性能参数 参数要求 功能要求 需求描述"
    ),
    "measure": _words("计量单位 数量单位 计价单位 计件单位 计算单位 量词"),
    "quantity": _words(
        "数量 采购数量 拟采购数量 需求数量 申报数量 计划数量 拟购数量 预计数量 "
        "预计采购数量 申请数量 台数 总数量 采购量 采购数 采购总量 采购总数 件数 套数 "
        "申购数量 购置数量 拟购置数量 需求量 需求数 申报数 申请数 拟采购数 购置数 数量合计 "
        "合计数量 预采购数量 预计采购量 本次采购数量"
    ),
    "price": _words(
        "单价 预算单价 参考单价 预计单价 估算单价 计划单价 采购单价 单价限价 单价预算 预估单价 "
        "控制单价 申报单价 含税单价 参考价 参考价格 价格 预算价 单台价格 单台预算 单件价格"
    ),
    "amount": _words(
        "金额 预算金额 总价 总金额 预算总额 预算总价 预算总金额 采购预算 采购金额 "
        "采购预算金额 预算 合价 金额合计 合计金额 预计金额 总额 预算额 总预算 申报金额 "
        "预估金额 小计 合计 金额小计 小计金额 预算数 预算控制数 预算控制额 资金预算 预算资金 "
        "预算合计 预算金额合计 总预算金额 采购总价 采购总金额 采购总预算 采购预算总额 申报预算 "
        "申请金额 申请预算 所需资金 资金总额 资金需求 经费预算 预计总价 估算金额 概算金额 "
        "计划金额 金额总计 总计 资金额度 预算安排"
    ),
    "funding": _words("资金来源 资金性质 经费来源 资金渠道 资金来源及性质 预算资金来源"),
    "budget_item": _words(
        "预算项目 预算项目名称 预算项目编码 预算项目名称及编码 预算项目名称和编码 "
        "项目名称 预算项目代码 预算项目名称、编码 预算指标"
    ),
    "funds": _words(
        "资金是否落实 资金落实 资金是否已落实 资金已落实 资金落实情况 预算是否落实 经费是否落实"
    ),
    "delivery_time": _words(
        "交付时间 需求时间 交货时间 交付期限 需求时间/交付期限 交货期 供货时间 服务期限 "
        "服务时间 到货时间 使用时间 需求时间、交付期限 供货期 服务期 交付日期 交货日期 "
        "交付时间地点 交付时间及地点 交货时间地点 交付时间和地点"
    ),
    "delivery_place": _words(
        "交付地点 交货地点 服务地点 供货地点 送货地址 收货地址 交付地址 交货地址 "
        "使用地点 安装地点 交付服务地点"
    ),
    "intention": _words(
        "采购意向公开 意向公开 意向公开方式 采购意向公开方式 采购意向 意向公开情况"
    ),
    "sme": _words(
        "是否预留中小企业 预留中小企业 中小企业预留 是否面向中小企业 中小企业 "
        "是否专门面向中小企业 是否专门面向中小企业采购 是否面向中小企业采购"
    ),
    "plan_no": _words("采购计划号 采购计划编号 计划编号 计划号 预采购计划号 确认书号 采购确认书号"),
    "contact": _words("联系人 经办人 填报人 负责人 联系人姓名"),
    "phone": _words("联系电话 电话 手机 手机号 手机号码 联系方式 电话号码"),
    "note": _words("备注 说明 其他说明 备注说明 补充说明"),
}
"""Field → captions after brackets, money units and white space are taken off."""

FORM_MARK = "带量采购需求意向填报表"
"""First cell of the hidden sheet of our own form; its formulas are ours and not worth a note."""

UNCERTAIN = "单位"
"""This caption alone means 采购单位 or 计量单位; the column's content decides."""

PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unit", re.compile("(?:采购|需求|申报|填报|使用|预算|参与)单位(?:全称|名称)?$")),
    ("price", re.compile("单价$|^单价")),
    ("quantity", re.compile("^数量|采购数量|需求数量|数量$")),
    ("amount", re.compile("预算金额|采购预算|总价$|总金额|总额$|^金额|金额$")),
    ("item", re.compile("^标的|标的名称|(?:货物|设备|物品|产品|服务)名称")),
    ("spec", re.compile("规格|技术参数|技术要求|配置")),
    ("funds", re.compile("资金.{0,3}落实")),
    ("intention", re.compile("意向公开")),
)
"""Tried in order when a caption isn't in `WORDS` word for word."""

NOT_OURS = re.compile(
    "现有|库存|上年|去年|已有|原有|历史|实有|已采购|已购|已配|编制数|中标|成交|合同|支付|"
    "已付|已支|已用|已报|预付|首付|定金|差额|余额|税额|税率|运费|"
    "其中|最高限价|市场价|折扣|下浮|财政拨款|自筹|在用|报废|人数|结转|剩余|缺口"
)
"""Captions of other facts (stock, last year, contract …) that only look like ours."""

MEASURES = frozenset(
    _words(
        "台 套 件 个 把 张 组 辆 部 箱 包 盒 支 本 册 幅 批 项 人 人次 人天 人月 年 月 次 "
        "平方米 米 千克 公斤 吨 升 间 户 份 车次 块 条 只 桶 瓶 双 根 片 卷 架 座 樘 副 付 "
        "令 米² ㎡"
    )
)
"""Words accepted behind a quantity (“156台”)."""

WORD_OF = {word: name for name, words in WORDS.items() for word in words}
"""Caption → field, word for word."""

_WHOLE = frozenset(_words("合计 小计 总计 总数 总额 总量 共计"))


def part_of_total(caption: str) -> bool:
    """Whether a caption only says that its column is the sum of its neighbours."""
    return caption in _WHOLE


@lru_cache(maxsize=4096)
def field_of(caption: str) -> str:
    """The field a caption (as `headers.caption_of` gives it) stands for; empty if none."""
    found = WORD_OF.get(caption)
    if found:
        return found
    if not caption or NOT_OURS.search(caption):
        return ""
    return next((name for name, pattern in PARTS if pattern.search(caption)), "")

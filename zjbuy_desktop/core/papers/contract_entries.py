"""政府采购合同要填写的内容：填一次对本项目所有合同有效，个别合同可另填。"""

from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.ticks import YES_NO

ORGANISATIONS = ("政府集中采购", "部门集中采购", "分散采购")
UNIT_PRICED = "固定单价"
PRICINGS = ("固定总价", UNIT_PRICED, "固定费率", "成本补偿", "绩效激励")
LARGE = "大型企业"
MAKERS = (LARGE, "中型企业", "小型企业", "微型企业", "残疾人福利性单位", "监狱企业")
ACCEPTED_BY = ("自行组织", "委托第三方组织")
ACCEPTED_AT = ("一次性验收", "分期、分项验收")
INVITED = ("其他供应商", "专家", "服务对象", "第三方检测机构")
COURT, ARBITRATION = "诉讼", "仲裁"

_GOODS, _SERVICES, _BOND = "货物合同填写。", "服务合同填写。", "收取履约保证金的填写。"


def _text(name: str, title: str, example: str = "", hint: str = "", *, need: bool = True) -> Entry:
    """A term in words. Its usual wording is offered, never printed before somebody took it."""
    return Entry(name, title, EntryKind.LONG, need, hint, example=example)


def _goods(name: str, title: str, example: str = "", hint: str = "") -> Entry:
    return _text(name, title, example, f"{_GOODS}{hint}", need=False)


def _choice(
    name: str, title: str, choices: tuple[str, ...], hint: str = "", *, need: bool = True
) -> Entry:
    return Entry(name, title, EntryKind.CHOICE, need, hint, choices)


_SUPPLIERS = (
    Entry(
        "offered",
        "各标项的响应产品",
        EntryKind.TABLE,
        required=False,
        hint=f"{_GOODS}每个标项一行；制造商类型可填：{'、'.join(MAKERS)}",
        columns=("标项", "品牌", "规格型号", "产地", "制造商", "制造商类型"),
    ),
    Entry(
        "accounts",
        "供应商收款账户",
        EntryKind.TABLE,
        required=False,
        hint="每家供应商一行；没有填的，签订时手工填写",
        columns=("供应商", "开户银行", "账号"),
    ),
)

_PROJECT = (
    _choice(
        "organisation",
        "采购组织形式",
        ORGANISATIONS,
        "不选的，目录内且委托集中采购机构的为政府集中采购",
        need=False,
    ),
    _choice("sme_reserved", "是否中小企业预留合同", YES_NO),
    _choice("sme_preference", "是否给予小微企业评审优惠", YES_NO),
    _choice("imported", "是否涉及进口产品", YES_NO),
    _choice("foreign", "供应商是否为外商投资企业", YES_NO),
    _goods("green", "节能产品、环境标志产品", hint="写明品目和是否强制采购；没有的写“不涉及”"),
    _text("subcontract", "分包", hint="写明内容、金额和分包供应商；不分包的写“本合同不分包”"),
    Entry("sign_place", "签订地点", required=False),
)

_MONEY = (
    _choice(
        "pricing",
        "定价方式",
        PRICINGS,
        "不选的用采购实施计划填写的；结果只有总价的，不能是固定单价",
        need=False,
    ),
    Entry(
        "payments",
        "付款安排",
        EntryKind.TABLE,
        hint="各期比例合计 100；金额由程序按合同金额算到分，末期补足",
        columns=("款项", "比例（%）", "付款条件"),
    ),
    Entry("pay_days", "付款期限（收到发票后，日）", EntryKind.COUNT, False, "不填的按法规库的期限"),
    Entry("bond_percent", "履约保证金比例（%）", EntryKind.COUNT, hint="不收取的填 0"),
    _text(
        "bond_form",
        "履约保证金的形式和期限",
        "金融机构、担保机构出具的保函，有效至履约验收合格之日",
        _BOND,
        need=False,
    ),
)

_DELIVERY = (
    Entry(
        "delivery",
        "履行期限、地点和方式",
        EntryKind.LONG,
        False,
        "不填的用本单位需求表的交付时间、地点",
    ),
    _text(
        "risks",
        "风险处置措施和替代方案",
        "一方发现可能影响履约的情形，应当及时书面告知对方，双方按照采购文件约定的风险处置方案处理",
    ),
)

_ACCEPTANCE = (
    _choice("accept_by", "验收组织方式", ACCEPTED_BY),
    Entry(
        "invited",
        "邀请参加验收的各方",
        hint=f"从{'、'.join(INVITED)}中选，用顿号分开；没有的填“无”",
    ),
    Entry("accept_days", "组织验收的期限（收到验收申请后，日）", EntryKind.COUNT),
    _choice("accept_at", "验收方式", ACCEPTED_AT),
    _text("accept_steps", "验收程序", "乙方提出验收申请，甲方成立验收小组，逐项核对，出具验收书"),
    _text("accept_content", "验收内容", "每一项技术、商务要求的履约情况，包括采购政策的落实情况"),
    _text("accept_standard", "验收标准", "国家有关标准、采购文件的要求和乙方的响应承诺，从高执行"),
)

_SERVICE = (
    Entry(
        "services",
        "服务内容和频次",
        EntryKind.TABLE,
        required=False,
        hint=_SERVICES,
        columns=("服务内容", "频次、数量", "服务标准"),
    ),
    Entry(
        "staff",
        "服务人员",
        EntryKind.TABLE,
        required=False,
        hint=_SERVICES,
        columns=("岗位", "人数", "资格和要求"),
    ),
    Entry(
        "assessment",
        "考核评分",
        EntryKind.TABLE,
        required=False,
        hint=f"{_SERVICES}分值合计 100",
        columns=("考核项目", "分值", "评分办法"),
    ),
    Entry(
        "assessment_pay",
        "考核与付款挂钩的办法",
        EntryKind.LONG,
        required=False,
        hint=f"{_SERVICES}例：90 分以上全额支付，每低 1 分扣当期服务费的 1%",
    ),
    Entry("service_from", "服务期开始日期", EntryKind.DATE, False, _SERVICES),
    Entry("service_to", "服务期结束日期", EntryKind.DATE, False, _SERVICES),
    Entry("renewal", "续签", EntryKind.LONG, False, f"{_SERVICES}没有约定续签的写“不续签”"),
)

SPECIAL = (
    _goods("other_terms", "其他术语解释", "无"),
    _goods(
        "order_of_duties",
        "履行合同义务的顺序",
        "乙方先交付并通过验收，甲方后付款；约定预付款的除外",
    ),
    _goods("packing", "包装、运输和保险", "乙方负责包装和运输，承担交付前的费用、保险和风险"),
    _goods("warranty", "质量保证期"),
    _goods("response", "质量缺陷响应时间"),
    _text("secrecy", "应当保密的信息", "履约中知悉的甲方工作信息、个人信息和数据"),
    _text("payment_time", "合同价款支付时间", hint="不填的按付款期限写", need=False),
    _text(
        "bond_forfeit",
        "履约保证金不予退还的情形",
        "乙方不履行合同主要义务，致使合同目的不能实现",
        _BOND,
        need=False,
    ),
    _text(
        "bond_return",
        "履约保证金退还的时间",
        "履约验收合格后，甲方及时一次性无息退还",
        _BOND,
        need=False,
    ),
    _text(
        "bond_late",
        "履约保证金逾期退还的责任",
        "逾期退还的，甲方按逾期付款利息的标准向乙方支付违约金",
        _BOND,
        need=False,
    ),
    _goods("upkeep", "运行监督、维修的期限", "与质量保证期相同"),
    _goods("take_back", "货物回收", hint="没有约定回收的写“不涉及”"),
    _goods("other_services", "乙方提供的其他服务", "安装、调试和使用培训，费用已包含在合同价款内"),
    _goods("repair", "修理、更换", "不符合约定的，乙方负责免费修理、更换或者退货，并赔偿损失"),
    _text("late_delivery", "迟延交货赔偿费"),
    _text("late_payment", "逾期付款利息", hint="不填的按法规库的利率写", need=False),
    _text("other_breach", "其他违约责任", "按照《中华人民共和国民法典》有关违约责任的规定承担"),
)
"""Rows of the 专用条款, in the order of the general conditions they belong to."""

_DISPUTE = (
    _choice("dispute", "解决争议的方式", (COURT, ARBITRATION)),
    Entry(
        "dispute_place",
        "受理的法院或仲裁委员会",
        required=False,
        hint="诉讼不填的为有管辖权的人民法院；仲裁须写明仲裁委员会全称",
    ),
    _goods("other_special", "其他专用条款", "无"),
    Entry("copies_note", "合同份数", hint="例：一式伍份，甲方执叁份，乙方执贰份"),
)

ENTRIES = (
    *_SUPPLIERS,
    *_PROJECT,
    *_MONEY,
    *_DELIVERY,
    *_ACCEPTANCE,
    *_SERVICE,
    *SPECIAL,
    *_DISPUTE,
)

ASKED_OF_GOODS = (
    "green", "other_terms", "order_of_duties", "packing", "warranty", "response", "upkeep",
    "take_back", "other_services", "repair", "other_special",
)  # fmt: skip
"""Entries only a contract for 货物 prints, and needs."""

ASKED_WITH_BOND = ("bond_form", "bond_forfeit", "bond_return", "bond_late")
"""Entries a contract with a 履约保证金 needs."""

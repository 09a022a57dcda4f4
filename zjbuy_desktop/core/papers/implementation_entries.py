"""采购实施计划里要填写的内容 (财库〔2021〕22号 十三): what no other record holds."""

from zjbuy_desktop.core.papers.drafters import PLAN_DRAFTERS
from zjbuy_desktop.core.papers.entries import Entry, EntryKind

YES_NO = ("是", "否")
WHOLE, SHARE, NONE = (
    "专门面向中小企业采购",
    "预留部分份额面向中小企业采购",
    "不预留份额，对小型、微型企业报价给予扣除",
)

_PLACING = (
    Entry("plan_announcement", "计划发布采购公告的日期", EntryKind.DATE),
    Entry(
        "plan_opening",
        "计划开标（响应截止）的日期",
        EntryKind.DATE,
        hint="与公告日之间要留足法定时间，程序会核对；其后各步按法定期限推算",
    ),
    Entry(
        "agency_plan",
        "委托代理安排",
        required=False,
        hint="采购代理机构已登记的不必填写，由程序填入",
    ),
    Entry("method_reason", "采购方式的适用理由", EntryKind.LONG),
    Entry(
        "approval",
        "变更采购方式的批准文件",
        required=False,
        hint="达到公开招标数额标准而采用其他方式的，填写财政部门批准文件的名称和文号",
    ),
    Entry(
        "evaluation_reason",
        "评审方法的适用理由",
        EntryKind.LONG,
        required=False,
        hint="招标项目采用最低评标价法的，程序已写明依据；采用其他评审方法的要填写",
    ),
    Entry(
        "price_weight",
        "价格分值的比重（%）",
        EntryKind.COUNT,
        required=False,
        hint="采用综合评分法的填写",
    ),
    Entry(
        "qualification",
        "特定资格条件",
        EntryKind.LONG,
        hint="与采购标的和履约能力直接相关且必需的条件，没有的写“无”",
        default="无",
    ),
    Entry(
        "track_records",
        "要求提供的同类业务合同个数",
        EntryKind.COUNT,
        default="0",
        hint="不把业绩作为资格条件的写 0",
    ),
    Entry("track_reason", "业绩要求的合理性说明", EntryKind.LONG, required=False),
    Entry("consortium", "接受联合体", EntryKind.CHOICE, choices=YES_NO),
    Entry("subcontract", "允许合同分包", EntryKind.CHOICE, choices=YES_NO),
    Entry(
        "subcontract_note",
        "合同分包的内容和要求",
        required=False,
        hint="允许分包的，写明可以分包的内容、比例和分包供应商的条件",
    ),
    Entry("sme_way", "落实中小企业政策的方式", EntryKind.CHOICE, choices=(WHOLE, SHARE, NONE)),
    Entry(
        "sme_note",
        "中小企业政策的具体安排",
        EntryKind.LONG,
        hint="预留的标项、比例和方式；没有整体预留或者不预留的，写明理由",
    ),
    Entry(
        "deduction",
        "小型、微型企业报价扣除比例（%）",
        EntryKind.COUNT,
        required=False,
        hint="专门面向中小企业采购的不填",
    ),
)
_TYPES = (
    "买卖合同", "租赁合同", "承揽合同", "技术合同", "物业服务合同", "保管合同", "运输合同",
    "委托合同", "保险合同", "其他合同",
)  # fmt: skip
_MANAGING = (
    Entry("contract_type", "合同类型", EntryKind.CHOICE, choices=_TYPES),
    Entry("contract_reason", "合同类型的适用理由", EntryKind.LONG),
    Entry(
        "pricing",
        "定价方式",
        EntryKind.CHOICE,
        choices=("固定单价", "固定总价", "成本补偿", "绩效激励"),
    ),
    Entry("pricing_reason", "定价方式的适用理由", EntryKind.LONG),
    Entry(
        "intellectual",
        "知识产权的归属和处理",
        EntryKind.LONG,
        required=False,
        hint="采购标的涉及知识产权的填写，印入合同文本的主要条款",
    ),
    Entry("liability", "违约责任", EntryKind.LONG, hint="逾期交付、质量不符、逾期付款等各怎么承担"),
    Entry("dispute", "解决争议的方法", EntryKind.CHOICE, choices=("诉讼", "仲裁")),
    Entry(
        "bond",
        "履约保证金（占合同金额的%）",
        EntryKind.COUNT,
        default="0",
        hint="不收取的写 0",
    ),
    Entry(
        "counsel",
        "法律顾问审定合同文本的情况",
        required=False,
        hint="应当开展需求调查的项目必填：审定人或律师事务所、日期和意见",
    ),
    Entry("acceptance_time", "验收时间", hint="例：安装调试完毕后，由供应商书面申请验收"),
    Entry(
        "acceptance_way", "验收方式", hint="自行验收、委托第三方验收，或者邀请其他供应商、专家参与"
    ),
    Entry("acceptance_steps", "验收程序", EntryKind.LONG),
    Entry(
        "public_service",
        "是否向社会公众提供的公共服务项目",
        EntryKind.CHOICE,
        choices=YES_NO,
        hint="是的，验收应当邀请服务对象参与并公告验收结果",
    ),
    Entry(
        "risks",
        "风险管控措施",
        EntryKind.TABLE,
        required=False,
        columns=("风险", "发生环节", "可能性", "影响程度", "管控责任", "处置措施", "替代方案"),
        hint=(
            "应当开展需求调查的项目必填。考虑：国家政策变化、实施环境变化、重大技术变化、"
            "预算项目调整、因质疑投诉影响采购进度、采购失败、不按规定签订或者履行合同、"
            "损害国家利益和社会公共利益"
        ),
    ),
    PLAN_DRAFTERS,
)

ENTRIES = (*_PLACING, *_MANAGING)

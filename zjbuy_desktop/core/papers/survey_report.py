"""采购需求调查报告 (指引 六（三）; 财库〔2021〕22号 十、十一): why, whom, five topics, prices."""

from collections.abc import Iterator

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.documents import Rows
from zjbuy_desktop.core.case.surveying import OTHER_TRIGGERS, REPORT, few_reason, respondents
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.lots import lots_budget_table, unit_gaps
from zjbuy_desktop.core.papers.quotes import price_gaps, prices_table, quote_gaps, quotes_table
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit

_LAW = {"requirement_law": "requirement_measures"}

ENTRIES = (
    Entry("survey_from", "调查开始日期", EntryKind.DATE),
    Entry("survey_to", "调查结束日期", EntryKind.DATE),
    Entry(
        "survey_ways", "调查方式", hint="咨询、论证、问卷调查等，例：问卷调查、电话咨询、专家论证"
    ),
    Entry("surveyors", "调查人员", hint="姓名，用“、”分开"),
    Entry(
        "other_triggers",
        "其他应当调查的情形",
        EntryKind.CHOICE,
        required=False,
        choices=OTHER_TRIGGERS,
        hint="金额和社会关注度由程序判断；另有这两种情形的才选，审查意见书和实施计划一并采用",
    ),
    Entry(
        "respondents",
        "市场主体调查对象",
        EntryKind.TABLE,
        columns=("名称", "类型", "联系人和电话", "调查方式和日期", "代表性说明"),
        hint="生产厂商、销售商、服务商等；同一家只算一个",
    ),
    Entry(
        "few_reason",
        "市场主体调查对象不足的说明",
        EntryKind.LONG,
        required=False,
        hint="规定“一般不少于”的家数确实达不到时，说明市场情况；够数的不填",
    ),
    Entry(
        "others_asked",
        "其他调查对象",
        EntryKind.TABLE,
        required=False,
        columns=("名称或姓名", "类型", "调查方式和日期", "调查内容"),
        hint="使用单位、行业协会、专家等",
    ),
    Entry("industry", "相关产业发展情况", EntryKind.LONG, hint="产业规模、技术水平、发展趋势"),
    Entry("supply", "市场供给情况", EntryKind.LONG, hint="品牌和供应商数量、竞争程度、供货能力"),
    Entry(
        "history",
        "同类采购项目历史成交信息",
        EntryKind.TABLE,
        columns=("采购项目", "采购单位", "时间", "标的和数量", "单价（元）", "信息来源"),
        hint="查不到的写一行“未查到”并写明查询的渠道",
    ),
    Entry(
        "follow_up",
        "后续采购情况",
        EntryKind.LONG,
        hint="可能涉及的运行维护、升级更新、备品备件、耗材等；不涉及的写明不涉及",
    ),
    Entry("other_findings", "其他相关情况", EntryKind.LONG, required=False),
    Entry(
        "quotes",
        "调查对象报价",
        EntryKind.TABLE,
        columns=("标项", "调查对象", "报价（单价，元）", "说明"),
        hint="每个标项、每家报价一行；最低、最高和平均由程序计算",
    ),
    Entry(
        "conclusion", "调查结论", EntryKind.LONG, hint="需求是否可行、预算是否合理、竞争是否充分"
    ),
    Entry("effect", "对采购需求的影响", EntryKind.LONG, hint="哪些要求据此确定或者调整"),
    Entry("records", "原始记录", hint="附件名称，用“；”分开，例：调查问卷；询价记录"),
)
_TITLES = {entry.name: entry.title for entry in ENTRIES}


def _fill(setting: Setting) -> Content:
    case = setting.case
    lines = included_lines(case)
    numbers = {"least_respondents": "survey_respondents"}
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.unended(facts.entered_facts(setting)),
            **facts.law_facts(setting, _LAW),
            **facts.number_facts(setting, numbers),
            **facts.amount_facts(sum(line.amount_fen for line in lines)),
            "quantity": facts.quantities(lines),
            "units": str(len(lines_by_unit(lines))),
            "triggers": facts.trigger_text(setting),
            "respondent_count": str(len(respondents(case))),
            "has_others": facts.yes(bool(setting.entered.rows("others_asked"))),
        },
        blocks={
            "lots_budget": lots_budget_table(case, lines),
            "respondents": _numbered(_RESPONDENTS, setting.entered.rows("respondents")),
            "others_asked": _numbered(_OTHERS, setting.entered.rows("others_asked")),
            "history": _numbered(_HISTORY, setting.entered.rows("history")),
            "quotes": quotes_table(case, setting.entered),
            "prices": prices_table(case, lines, setting.entered),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=(
            *unit_gaps(case, lines),
            *_gaps(setting),
            *quote_gaps(case, setting.entered, _TITLES["quotes"], respondents(case)),
            *price_gaps(case, setting.entered),
        ),
    )


def _gaps(setting: Setting) -> Iterator[str]:
    entered = setting.entered
    least = setting.law.number("survey_respondents", setting.on).value
    count = len(respondents(setting.case))
    if 0 < count < least and not few_reason(setting.case):
        yield (
            f"足够的市场主体调查对象（现有{count}家，一般不少于{least}家；"
            f"确实不足的，填写“{_TITLES['few_reason']}”）"
        )
    for number, row in enumerate(entered.rows("respondents"), 1):
        if not row[0] or not row[-1]:
            yield f"“{_TITLES['respondents']}”第{number}行的名称或代表性说明"
    begun, ended = entered.day("survey_from"), entered.day("survey_to")
    if begun and ended and ended < begun:
        yield "正确的调查日期（结束日期早于开始日期）"


def _numbered(columns: tuple[Column, ...], rows: Rows) -> TableBlock:
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    return TableBlock((Column("序号", 5, "center"), *columns), numbered)


_RESPONDENTS = (
    Column("名称", 22),
    Column("类型", 10, "center"),
    Column("联系人和电话", 14),
    Column("调查方式和日期", 15),
    Column("代表性说明", 24),
)
_OTHERS = (
    Column("名称或姓名", 22),
    Column("类型", 12, "center"),
    Column("调查方式和日期", 18),
    Column("调查内容", 32),
)
_HISTORY = (
    Column("采购项目", 22),
    Column("采购单位", 16),
    Column("时间", 11, "center"),
    Column("标的和数量", 16),
    Column("单价（元）", 12, "right"),
    Column("信息来源", 14),
)

SPEC = PaperSpec(
    kind=REPORT,
    title="采购需求调查报告",
    style=Style.FORM,
    basis=guideline("第六条（三）"),
    fill=_fill,
    numbered=False,
    entries=ENTRIES,
)

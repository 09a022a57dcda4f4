"""采购需求书 (指引 六（三）、八（三）; 87号令 十一; 财库〔2021〕22号 六至九).

What every need form says (items, quantities, budgets, delivery) is printed from the case; what
only the drafters know is entered. 技术要求 and 商务要求 stand apart, ★ and ▲ mark single rows.
"""

from collections.abc import Iterator

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.drafting import REQUIREMENT
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, Style, TableBlock
from zjbuy_desktop.core.papers.drafters import REQUIREMENT_DRAFTERS, drafters_table
from zjbuy_desktop.core.papers.entries import Entered, Entry, EntryKind
from zjbuy_desktop.core.papers.lots import (
    lot_gaps,
    lots_budget_table,
    rows_by_lot,
    share_table,
    unit_gaps,
)
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit

_LAW = {
    "requirement_law": "requirement_measures",
    "tender_law": "tender_measures",
    "sme_law": "sme_measures",
}
_MARKS = ("", "★", "▲")
_WEIGHED = "综合评分法"

INDUSTRIES = (
    "农、林、牧、渔业", "工业", "建筑业", "批发业", "零售业", "交通运输业", "仓储业", "邮政业",
    "住宿业", "餐饮业", "信息传输业", "软件和信息技术服务业", "房地产开发经营", "物业管理",
    "租赁和商务服务业", "其他未列明行业",
)  # fmt: skip
"""行业 of the 中小企业划型标准规定 (工信部联企业〔2011〕300号)."""

_TECHNICAL = Entry(
    "technical",
    "技术要求",
    EntryKind.TABLE,
    columns=("标项", "类别", "要求", "标识"),
    hint=(
        "每项一行；类别写：性能、材料、结构、外观、安全、服务内容和标准；"
        "标识写 ★（实质性要求）或 ▲（重要指标），其余留空；不得指向特定品牌、专利"
    ),
)
_BUSINESS = (
    ("delivery_terms", "交付时间和地点", "统一的期限写在这里，各单位的另见分配表"),
    ("payment_terms", "付款条件", "进度和方式；各采购单位分别支付"),
    ("packing_terms", "包装和运输", "没有要求的写“不作要求”"),
    ("after_sales_terms", "售后服务", "质量保修期、响应时间、服务网点"),
    ("insurance_terms", "保险", "没有要求的写“不作要求”"),
)
"""商务要求 of 财库〔2021〕22号 六: name, title, hint."""

ENTRIES = (
    Entry("purpose", "实现的功能或目标", EntryKind.LONG, hint="买来做什么、要达到什么效果"),
    Entry(
        "policies",
        "落实的政府采购政策",
        EntryKind.LONG,
        hint="中小企业、节能、环境标志、本国产品、信息安全、需求标准等，写明适用的文件和要求",
    ),
    Entry(
        "standards",
        "执行的标准规范",
        EntryKind.TABLE,
        columns=("标准或文件编号", "名称", "适用内容"),
        hint="国家标准、行业标准、地方标准、政府采购需求标准等",
    ),
    _TECHNICAL,
    *(Entry(name, title, EntryKind.LONG, hint=hint) for name, title, hint in _BUSINESS),
    Entry(
        "business_marks",
        "属于实质性要求的商务要求",
        required=False,
        hint="写商务要求的名称，用“、”分开，例：交付时间和地点、付款条件",
    ),
    Entry(
        "service_terms",
        "服务标准、期限和效率",
        EntryKind.LONG,
        hint="货物写安装、调试、培训、维修响应；服务写服务内容、标准、频次、期限和效率",
    ),
    Entry(
        "acceptance",
        "验收标准",
        EntryKind.TABLE,
        columns=("验收内容", "验收标准", "验收方法"),
        hint="覆盖每一项技术和商务要求，写明客观、量化的标准",
    ),
    Entry(
        "sme_industry",
        "所属行业",
        EntryKind.CHOICE,
        choices=INDUSTRIES,
        hint="采购标的对应的中小企业划分标准所属行业，例：台式计算机属于工业",
    ),
    Entry("other_terms", "其他技术、服务等要求", EntryKind.LONG, required=False),
    REQUIREMENT_DRAFTERS,
)


def _fill(setting: Setting) -> Content:
    case, entered = setting.case, setting.entered
    lines = included_lines(case)
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.unended(facts.entered_facts(setting)),
            **facts.law_facts(setting, _LAW),
            **facts.amount_facts(sum(line.amount_fen for line in lines)),
            "quantity": facts.quantities(lines),
            "units": str(len(lines_by_unit(lines))),
            "weighed": facts.yes(case.project.evaluation == _WEIGHED),
            "by_tender": facts.yes(case.project.method.is_tender),
        },
        blocks={
            "lots_budget": lots_budget_table(case, lines),
            "standards": _standards(entered),
            "technical": _technical(case, entered),
            "business": _business(entered),
            "acceptance": _acceptance(entered),
            "drafters": drafters_table(entered.rows("drafters")),
            "shares": share_table(case, lines),
            "sign_off": facts.lead_sign_off(setting),
        },
        gaps=(*unit_gaps(case, lines), *_gaps(case, entered)),
    )


def _gaps(case: Case, entered: Entered) -> Iterator[str]:
    yield from lot_gaps(case, entered, "technical", _TECHNICAL.title)
    for number, row in enumerate(entered.rows("technical"), 1):
        if not row[2]:
            yield f"“{_TECHNICAL.title}”第{number}行的要求"
        if row[3] not in _MARKS:
            yield f"“{_TECHNICAL.title}”第{number}行的标识（“{row[3]}”只能写★或▲，或者留空）"
    for number, row in enumerate(entered.rows("acceptance"), 1):
        if not row[0] or not row[1]:
            yield f"“验收标准”第{number}行的内容或标准"
    titles = {title for _, title, _ in _BUSINESS}
    yield from (
        f"“属于实质性要求的商务要求”里“{named}”对应的商务要求"
        for named in _marked(entered)
        if named not in titles
    )


def _marked(entered: Entered) -> tuple[str, ...]:
    """商务要求 entered as 实质性要求, by title."""
    named = (part.strip() for part in entered.text("business_marks").split("、"))
    return tuple(part for part in named if part)


def _technical(case: Case, entered: Entered) -> TableBlock:
    rows = [
        (lot, *row)
        for lot, own in rows_by_lot(case, entered.rows("technical")).items()
        for row in own
    ]
    columns = (
        Column("序号", 5, "center"),
        Column("标项", 9, "center"),
        Column("类别", 11, "center"),
        Column("技术要求", 50),
        Column("标识", 5, "center"),
    )
    return TableBlock(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))


def _business(entered: Entered) -> TableBlock:
    marked = _marked(entered)
    rows = tuple(
        (str(n), title, entered.text(name), "★" if title in marked else "")
        for n, (name, title, _) in enumerate(_BUSINESS, 1)
    )
    columns = (
        Column("序号", 5, "center"),
        Column("类别", 16, "center"),
        Column("商务要求", 54),
        Column("标识", 5, "center"),
    )
    return TableBlock(columns, rows)


def _standards(entered: Entered) -> TableBlock:
    rows = tuple((str(n), *row) for n, row in enumerate(entered.rows("standards"), 1))
    columns = (
        Column("序号", 5, "center"),
        Column("标准或文件编号", 20),
        Column("名称", 34),
        Column("适用内容", 21),
    )
    return TableBlock(columns, rows)


def _acceptance(entered: Entered) -> TableBlock:
    rows = tuple((str(n), *row) for n, row in enumerate(entered.rows("acceptance"), 1))
    columns = (
        Column("序号", 5, "center"),
        Column("验收内容", 19),
        Column("验收标准", 34),
        Column("验收方法", 22),
    )
    return TableBlock(columns, rows)


SPEC = PaperSpec(
    kind=REQUIREMENT,
    title="采购需求书",
    style=Style.FORM,
    basis=guideline("第六条（三）、第八条（三）"),
    fill=_fill,
    numbered=False,
    entries=ENTRIES,
)

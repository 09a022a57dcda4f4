"""采购需求审查意见书 (指引 六（三）; 财库〔2021〕22号 二十九至三十三)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.documents import Rows
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT, drafted_on
from zjbuy_desktop.core.case.review_items import GENERAL, ITEMS, KEY
from zjbuy_desktop.core.case.reviewing import FAILED, OPINION, PASSED, Verdict, is_key, verdicts
from zjbuy_desktop.core.case.surveying import REPORT, triggers
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.lots import unit_gaps
from zjbuy_desktop.core.papers.review_checks import review_gaps
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit

_LAW = {"requirement_law": "requirement_measures"}
_BY_HAND = "　\n　"
"""A cell high enough to be signed in."""
_PLAIN_LIMIT = "规定"

ENTRIES = (
    Entry("review_on", "审查日期", EntryKind.DATE, hint="应当在采购公告发布前"),
    Entry("round", "审查轮次", EntryKind.COUNT, default="1", hint="首次审查写 1，重新审查依次递增"),
    Entry(
        "review_kind",
        "审查类型",
        EntryKind.CHOICE,
        required=False,
        choices=(GENERAL, KEY),
        hint="应当开展需求调查的项目由程序定为重点审查；其他项目自愿重点审查的才选",
    ),
    Entry(
        "survey_waiver",
        "不重复开展需求调查的说明",
        EntryKind.LONG,
        required=False,
        hint="规定时间内已就相关标的开展过调查，或者可行性研究已包含调查内容的，写明依据；其他不填",
    ),
    Entry(
        "earlier_survey_on",
        "已开展的调查完成的日期",
        EntryKind.DATE,
        required=False,
        hint="依据以前的调查不再重复的填写，程序核对是否在规定的年限内；依据可行性研究的不填",
    ),
    Entry(
        "results",
        "审查结果",
        EntryKind.TABLE,
        columns=("项号", "审查内容", "结论", "意见"),
        hint="结论写通过或不通过，确实没有这种情形的写不涉及；不通过的写明意见",
        default=tuple(
            (str(i.number), i.question.format(limit=_PLAIN_LIMIT), "", "") for i in ITEMS
        ),
    ),
    Entry("conclusion", "审查结论", EntryKind.CHOICE, choices=(PASSED, FAILED)),
    Entry(
        "revisions",
        "修改意见",
        EntryKind.LONG,
        required=False,
        hint="结论为不通过的必填；修改后要重新审查",
    ),
    Entry(
        "previous",
        "上次审查意见的修改情况",
        EntryKind.LONG,
        required=False,
        hint="重新审查的必填：上次的日期、意见，怎样修改",
    ),
    Entry(
        "reviewers",
        "审查人员",
        EntryKind.TABLE,
        columns=("机构职能", "部门", "姓名", "职务"),
        hint="机构职能写采购、财务、业务、监督，各至少一人；不得与编制人员重复",
    ),
    Entry(
        "experts",
        "参与审查的专家和第三方机构",
        EntryKind.TABLE,
        required=False,
        columns=("姓名或机构名称", "单位", "专业或职务"),
    ),
)


def _fill(setting: Setting) -> Content:
    case, entered = setting.case, setting.entered
    lines = included_lines(case)
    key = is_key(case, bool(triggers(case, setting.law, setting.on)))
    said = verdicts(case, key)
    shared = {
        **facts.project_facts(setting),
        **facts.unended(facts.entered_facts(setting)),
        **facts.law_facts(setting, _LAW),
        **facts.amount_facts(sum(line.amount_fen for line in lines)),
        "quantity": facts.quantities(lines),
        "units": str(len(lines_by_unit(lines))),
        "triggers": facts.trigger_text(setting),
        "key_review": facts.yes(key),
        "review_kind": KEY if key else GENERAL,
        "again": facts.yes((entered.count("round") or 0) > 1),
        "passed": facts.yes(entered.text("conclusion") == PASSED),
        "failed": facts.yes(entered.text("conclusion") == FAILED),
        "requirement_dated": facts.day(drafted_on(case, REQUIREMENT)),
        "plan_dated": facts.day(drafted_on(case, PLAN)),
        "survey_dated": facts.day(drafted_on(case, REPORT)),
        "has_experts": facts.yes(bool(entered.rows("experts"))),
    }
    return Content(
        facts=shared,
        blocks={
            "review_head": _head(shared),
            "review_items": _items_table(setting, said),
            "reviewers": _reviewers(entered.rows("reviewers")),
            "experts": _experts(entered.rows("experts")),
            "approval_field": FieldTable((("单位负责人意见", f"{_BY_HAND}\n{_SIGNED}"),)),
        },
        gaps=(*unit_gaps(case, lines), *review_gaps(setting, said)),
    )


_SIGNED = "签字：　　　　　　　　　　　　　　　年　　月　　日"


def _head(shared: facts.Facts) -> FieldTable:
    return FieldTable(
        (
            ("项目名称", shared["project"]),
            ("项目编号", shared["project_number"]),
            ("采购方式", shared["method"]),
            ("采购预算", f"{shared['amount']}元"),
            ("审查类型", shared["review_kind"]),
            ("审查轮次", f"第{shared['round']}次审查" if shared["round"] else ""),
            ("审查日期", shared["review_on"]),
            ("采购单位", f"{shared['units']}家"),
        ),
        per_row=2,
    )


def _items_table(setting: Setting, said: tuple[Verdict, ...]) -> TableBlock:
    """审查内容 item by item with 依据条款, 结论 and 意见."""
    limit = setting.law.number("track_record_limit", setting.on).value
    rows = tuple(
        (
            str(v.item.number),
            v.item.group.removesuffix("审查"),
            v.item.words(limit),
            v.item.article,
            v.said,
            v.opinion,
        )
        for v in said
    )
    columns = (
        Column("序号", 5, "center"),
        Column("审查类别", 11, "center"),
        Column("审查内容", 31),
        Column("依据条款", 13, "center"),
        Column("结论", 9, "center"),
        Column("意见", 14),
    )
    return TableBlock(columns, rows)


def _reviewers(rows: Rows) -> TableBlock:
    """Each department signs and dates by hand."""
    columns = (
        Column("机构职能", 9, "center"),
        Column("部门", 18),
        Column("姓名", 10, "center"),
        Column("职务", 12, "center"),
        Column("签名", 16),
        Column("日期", 14),
    )
    return TableBlock(columns, tuple((*row, _BY_HAND, "") for row in rows))


def _experts(rows: Rows) -> TableBlock:
    columns = (
        Column("姓名或机构名称", 20),
        Column("单位", 22),
        Column("专业或职务", 14, "center"),
        Column("签名（盖章）", 16),
        Column("日期", 14),
    )
    return TableBlock(columns, tuple((*row, _BY_HAND, "") for row in rows))


SPEC = PaperSpec(
    kind=OPINION,
    title="采购需求审查意见书",
    style=Style.FORM,
    basis=guideline("第六条（三）"),
    fill=_fill,
    numbered=False,
    dated_by_hand=True,
    entries=ENTRIES,
)

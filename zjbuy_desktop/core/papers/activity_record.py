"""采购活动记录 (政府采购法 四十二): its seven items, filled from what was recorded."""

from collections.abc import Iterator

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.case.allocation import lot_results, signing_units
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import additions
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.tally import included_lines, total, totals_by
from zjbuy_desktop.core.case.words import Method, words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, Style, TableBlock
from zjbuy_desktop.core.papers.candidates import first_ranked, read_candidates
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.template import BLANK

_ENTRIES = (
    Entry(
        "conditions",
        "邀请和选择供应商的条件及原因",
        EntryKind.LONG,
        hint="资格条件、发布公告或者邀请的范围和理由。",
    ),
    Entry(
        "criteria",
        "评审标准的说明",
        EntryKind.LONG,
        required=False,
        hint="评审方法由程序带出；评审因素、价格扣除比例等在这里补充，或写明所在章节。",
    ),
    Entry(
        "award_reason",
        "确定供应商的原因",
        EntryKind.LONG,
        required=False,
        hint="《采购结果确认函》里填了候选人的由程序带出，不填；没有在那里填的写在这里，"
        "例：按评审报告推荐的候选人顺序，确定排名第一的候选人。",
    ),
    Entry("failure", "废标（终止）的原因", EntryKind.LONG, hint="没有废标、终止的写“无”。"),
    Entry(
        "method_reason",
        "采用公开招标以外方式的原因",
        EntryKind.LONG,
        required=False,
        hint="采用公开招标的不填；经批准的写明批准机关和文号。",
    ),
    Entry(
        "other_record",
        "采用招标以外方式的相应记载",
        EntryKind.LONG,
        required=False,
        hint="招标项目不填；谈判、磋商、询价的写明小组组成、轮次、供应商和最后报价。",
    ),
)
_TENDERS = (Method.OPEN_TENDER, Method.INVITED_TENDER)
_BLANK_DATE = "　　年　月　日"


def _fill(setting: Setting) -> Content:
    case = setting.case
    shared = facts.project_facts(setting)
    return Content(
        facts={**shared, **facts.entered_facts(setting)},
        blocks={
            "seven_items": _seven(setting, shared),
            "recorded_by": _recorded_by(),
        },
        gaps=(
            *_result_gaps(case),
            *_method_gaps(setting),
            *(
                ()
                if _chosen_because(setting)
                else (f"确定{shared['won']}供应商的原因（{_WHERE}）",)
            ),
        ),
    )


_WHERE = (
    "在《采购结果确认函》里填写候选人，没有按顺序确定的写明理由；"
    "没有在那里填的，填写“确定供应商的原因”"
)


def _seven(setting: Setting, shared: facts.Facts) -> TableBlock:
    """The seven items of the law, in its order; the words follow the method."""
    case, entered, won = setting.case, setting.entered, shared["won"]
    tender = case.project.method in _TENDERS
    rows = (
        ("（一）采购项目类别、名称", _name(shared)),
        ("（二）采购项目预算、资金构成和合同价格", _money(case)),
        ("（三）采购方式及原因", _method(setting, shared)),
        ("（四）邀请和选择供应商的条件及原因", entered.text("conditions")),
        (f"（五）评审标准及确定{won}供应商的原因", _award(setting)),
        ("（六）废标（终止）的原因", entered.text("failure")),
        (
            "（七）采用招标以外采购方式的相应记载",
            "采用招标方式，无此项记载。" if tender else entered.text("other_record"),
        ),
    )
    columns = (Column("记录事项", 13), Column("记录内容", 32))
    return TableBlock(columns, rows)


def _name(shared: facts.Facts) -> str:
    return (
        f"{shared['kind']}类；{shared['project_full']}；品目：{shared['category']}；"
        f"{shared['mode']}，牵头单位{shared['lead_unit']}。"
    )


def _money(case: Case) -> str:
    """预算 by 资金来源, then what the contracts come to, to the 分."""
    lines = included_lines(case)
    won = words_for(case.project.method).won
    sources = totals_by(lines, lambda line: line.funding)
    funding = "、".join(f"{name}{money.yuan(t.amount_fen)}元" for name, t in sources.items())
    lots = "、".join(f"{r.award.lot}{money.yuan(r.award_fen)}元" for r in lot_results(case))
    award = sum(r.award_fen for r in lot_results(case))
    added = sum(a.supplement.amount_fen for a in additions(case))
    more = f"；补充合同{money.yuan(added)}元" if added else ""
    units = len(signing_units(case))
    apart = case.project.mode is Mode.SIGN_SEPARATELY
    signing = f"由{units}家采购单位分别签订合同" if apart else "由牵头单位统一签订合同"
    return (
        f"预算金额{money.yuan(total(lines).amount_fen)}元，资金构成：{funding or BLANK}。"
        f"{won}金额{money.yuan(award)}元（{lots or BLANK}），"
        f"{signing}{more}。"
    )


def _method(setting: Setting, shared: facts.Facts) -> str:
    reason = setting.entered.text("method_reason")
    method = shared["method"]
    return method if setting.case.project.method is Method.OPEN_TENDER else f"{method}。{reason}"


def _award(setting: Setting) -> str:
    """How offers were reviewed and why these suppliers were chosen."""
    case = setting.case
    words = words_for(case.project.method)
    parts = (
        f"采用{case.project.evaluation}",
        case.project.evaluation_reason,
        setting.entered.text("criteria"),
        _chosen_because(setting) or BLANK,
        f"{words.won}供应商：{'，'.join(f'{a.lot}{a.supplier}' for a in case.awards) or BLANK}",
    )
    return "".join(f"{part.strip().rstrip('。；，')}。" for part in parts if part.strip())


def _chosen_because(setting: Setting) -> str:
    """What the letter says, else what was entered for the record itself."""
    return _award_reason(setting.case) or setting.entered.text("award_reason")


def _award_reason(case: Case) -> str:
    """What 采购结果确认函 says; empty while it has no ranking, or no reason to leave it."""
    values = dict(case.particulars_of("result_confirmation").values)
    rows, reason = values.get("candidates", ()), values.get("reason", "")
    if not rows or isinstance(rows, str) or not case.awards:
        return ""
    won = words_for(case.project.method).won
    if first_ranked(case, read_candidates(rows)):
        return f"按评审报告推荐的{won}候选人顺序，确定排名第一的候选人为{won}供应商"
    return (
        f"没有选定排名第一的{won}候选人，理由：{reason}"
        if isinstance(reason, str) and reason
        else ""
    )


def _recorded_by() -> FieldTable:
    """Filled in by hand on the print."""
    return FieldTable(
        (
            ("记录人", ""),
            ("审核人", ""),
            ("记录日期", _BLANK_DATE),
            ("盖章", ""),
        ),
        per_row=2,
    )


def _result_gaps(case: Case) -> Iterator[str]:
    lines = included_lines(case)
    if not lines:
        yield "纳入采购的单位"
    needed, awarded = {line.item for line in lines}, {a.lot for a in case.awards}
    for lot in case.project.lots:
        if lot.item in needed and lot.name not in awarded:
            yield f"{lot.name}的采购结果"


def _method_gaps(setting: Setting) -> Iterator[str]:
    method, entered = setting.case.project.method, setting.entered
    if method is not Method.OPEN_TENDER and not entered.text("method_reason"):
        yield "采用公开招标以外方式的原因"
    if method not in _TENDERS and not entered.text("other_record"):
        yield "采用招标以外方式的相应记载"


SPEC = PaperSpec(
    kind="activity_record",
    title="采购活动记录",
    style=Style.FORM,
    basis=statute("procurement_law", "政府采购法", "第四十二条"),
    fill=_fill,
    entries=_ENTRIES,
    numbered=False,
    dated_by_hand=True,
)

"""采购文件确认函 (指引 六（五）): which file exactly, item by item, before the announcement."""

import re
from collections.abc import Iterator

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import Rows
from zjbuy_desktop.core.case.drafting import PLAN, REQUIREMENT
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.tally import included_lines, total
from zjbuy_desktop.core.case.words import Method, words_for
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import Column, FieldTable, SignOff, Style, TableBlock
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting

_AGREED, _AGREED_WHEN_CHANGED = "同意", "修改后同意"
_NEEDS, _BUDGET, _REVIEW = "采购需求", "预算金额和最高限价", "评审办法"
ITEMS = (_NEEDS, _BUDGET, "供应商资格条件", _REVIEW, "合同文本", "政府采购政策")
"""What is confirmed one by one; the clerk may add more."""
_ITEM_COLUMNS = ("确认事项", "主要内容和所在位置", "确认意见")
_CHANGE_COLUMNS = ("条款和页码", "原文", "修改为", "修改理由")


def _known(case: Case) -> Rows:
    """The six items as requirement, plan and card have them; the clerk adds where they stand.

    What the paper prints of needs, budget and evaluation by itself isn't repeated.
    """
    plan, asked = case.particulars_of(PLAN), case.particulars_of(REQUIREMENT)
    apart = case.project.mode is Mode.SIGN_SEPARATELY
    signing = "各采购单位分别签订" if apart else "由牵头单位统一签订"
    paying = asked.text("payment_terms")
    special = plan.text("qualification") or "无"
    where = {
        "供应商资格条件": f"符合政府采购法第二十二条；特定资格条件：{special}",
        "合同文本": f"{signing}{f'；付款条件：{paying}' if paying else ''}",
        "政府采购政策": asked.text("policies"),
    }
    return tuple((name, " ".join(where.get(name, "").split()), _AGREED) for name in ITEMS)


_ENTRIES = (
    Entry(
        "file_title",
        "采购文件名称",
        required=False,
        hint="不填则为项目名称加采购文件的名称。",
    ),
    Entry("version", "版本", hint="例：送审稿第三版"),
    Entry("pages", "页数", EntryKind.COUNT, hint="含封面、目录和附件。"),
    Entry(
        "checksum",
        "电子文件校验值（SHA-256）",
        hint="64 位数字和字母，由代理机构随电子文件提供，证明确认的就是这一份。",
    ),
    Entry(
        "items",
        "逐项确认",
        EntryKind.TABLE,
        columns=_ITEM_COLUMNS,
        hint="六项都要写确认意见；需求、预算、评审办法的内容由程序带出，不必重写。"
        "点下面的“空着的填入已知内容”，把采购需求书、采购实施计划里写过的带来，核对后补上页码。",
        default=tuple((name, "", "") for name in ITEMS),
        known=_known,
    ),
    Entry("opinion", "确认意见", EntryKind.CHOICE, choices=(_AGREED, _AGREED_WHEN_CHANGED)),
    Entry(
        "amendments",
        "修改意见",
        EntryKind.TABLE,
        required=False,
        columns=_CHANGE_COLUMNS,
        hint="“修改后同意”的逐条填写；“同意”的不填。",
    ),
)

_CONSENT = {
    Method.NEGOTIATION: ("non_tender_measures", "第十条"),
    Method.INQUIRY: ("non_tender_measures", "第十条"),
    Method.CONSULTATION: ("consultation_measures", "第八条"),
}
"""Where the law wants the purchaser's written consent to the document (74号令, 214号)."""


def _fill(setting: Setting) -> Content:
    case, entered = setting.case, setting.entered
    shared = facts.project_facts(setting)
    opinion = entered.text("opinion")
    agency = case.agency
    return Content(
        facts={
            **shared,
            **facts.entered_facts(setting),
            "agency": agency.name if agency else "",
            "consent_basis": _consent(setting),
            "agreed": facts.yes(opinion == _AGREED),
            "changed": facts.yes(opinion == _AGREED_WHEN_CHANGED),
        },
        blocks={
            "file": _file(setting, shared),
            "items": _items(setting),
            "amendments": _amendments(entered.rows("amendments")),
            "sign_off": SignOff(case.project.lead_unit, setting.details.dated, "负责人（签字）："),
        },
        gaps=(
            *_file_gaps(setting),
            *_item_gaps(entered.rows("items")),
            *_opinion_gaps(setting),
            *_date_gaps(setting),
        ),
    )


def _consent(setting: Setting) -> str:
    found = _CONSENT.get(setting.case.project.method)
    if found is None:
        return ""
    text = setting.law.text(found[0])
    return f"《{text.title}》（{text.number}）{found[1]}"


def _file(setting: Setting, shared: facts.Facts) -> FieldTable:
    """The one file that was looked at."""
    entered = setting.entered
    named = entered.text("file_title") or f"{shared['project']}{shared['document']}"
    pages = entered.text("pages")
    checksum = normalise_code(entered.text("checksum")).lower()
    grouped = " ".join(checksum[at : at + 8] for at in range(0, len(checksum), 8))
    return FieldTable(
        (
            ("文件名称", named),
            ("版本", entered.text("version")),
            ("页数", f"{pages}页" if pages else ""),
            ("电子文件校验值（SHA-256）", grouped),
        )
    )


def _items(setting: Setting) -> TableBlock:
    known = {_NEEDS: _needs(setting), _BUDGET: _budget(setting), _REVIEW: _review(setting)}
    rows = tuple(
        (str(n), name, facts.joined((known.get(name, ""), where)), opinion)
        for n, (name, where, opinion) in enumerate(setting.entered.rows("items"), 1)
    )
    columns = (
        Column("序号", 4, "center"),
        Column("确认事项", 12, "center"),
        Column("主要内容和所在位置", 26),
        Column("确认意见", 16),
    )
    return TableBlock(columns, rows)


def _needs(setting: Setting) -> str:
    lines = included_lines(setting.case)
    items = dict.fromkeys(line.item for line in lines)
    return "、".join(f"{i}{facts.quantities(n for n in lines if n.item == i)}" for i in items)


def _budget(setting: Setting) -> str:
    budget = money.yuan(total(included_lines(setting.case)).amount_fen)
    ceilings = [
        f"{lot.name}{word}{money.yuan(fen)}元"
        for lot in setting.case.project.lots
        for word, fen in (("单价", lot.ceiling_fen), ("总价", lot.ceiling_total_fen))
        if fen is not None
    ]
    limit = f"最高限价：{'，'.join(ceilings)}" if ceilings else "不另设最高限价"
    return f"预算金额{budget}元；{limit}"


def _review(setting: Setting) -> str:
    return setting.case.project.evaluation


def _amendments(rows: tuple[tuple[str, ...], ...]) -> TableBlock:
    columns = (
        Column("序号", 4, "center"),
        Column("条款和页码", 10),
        Column("原文", 16),
        Column("修改为", 16),
        Column("修改理由", 12),
    )
    return TableBlock(columns, tuple((str(n), *row) for n, row in enumerate(rows, 1)))


def _file_gaps(setting: Setting) -> Iterator[str]:
    checksum = normalise_code(setting.entered.text("checksum"))
    if checksum and not re.fullmatch(r"[0-9A-F]{64}", checksum):
        yield f"64位的电子文件校验值（SHA-256，现为{len(checksum)}位或含有其他字符）"
    if setting.entered.count("pages") == 0:
        yield "大于零的页数"


def _item_gaps(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    opinions = {name: opinion for name, _, opinion in rows}
    yield from (f"“{name}”的确认意见" for name in ITEMS if not opinions.get(name))
    for place, (name, _, opinion) in enumerate(rows, 1):
        if not name:
            yield f"逐项确认第{place}行的确认事项"
        elif name not in ITEMS and not opinion:
            yield f"“{name}”的确认意见"


def _opinion_gaps(setting: Setting) -> Iterator[str]:
    """修改后同意 says what is to be changed; 同意 leaves nothing to change."""
    opinion, rows = setting.entered.text("opinion"), setting.entered.rows("amendments")
    if opinion == _AGREED_WHEN_CHANGED and not rows:
        yield "修改意见（选了“修改后同意”）"
    if opinion == _AGREED and rows:
        yield "前后一致的确认意见（选了“同意”，又填写了修改意见）"
    for place, row in enumerate(rows, 1):
        if not row[0] or not (row[1] or row[2]):
            yield f"修改意见第{place}行的条款或修改内容"


def _date_gaps(setting: Setting) -> Iterator[str]:
    dated = setting.details.dated
    announced = setting.case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if dated and announced and dated >= announced:
        words = words_for(setting.case.project.method)
        yield (
            f"早于{words.announcement}发布的确认日期（{facts.day(announced)}发布，"
            f"成文日期是{facts.day(dated)}）"
        )


SPEC = PaperSpec(
    kind="document_confirmation",
    title="采购文件确认函",
    style=Style.LETTER,
    basis=guideline("第六条（五）"),
    fill=_fill,
    entries=_ENTRIES,
)

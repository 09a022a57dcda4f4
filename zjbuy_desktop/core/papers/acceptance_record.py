"""履约验收书 (政府采购法 四十一；实施条例 四十五): each requirement by itself, signed by the group.

It is printed with what is known and filled in by hand at the acceptance, or printed afterwards
with the results entered; each unit accepts its own share, also when the lead signed for all.
"""

from collections.abc import Iterator

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.citation import statute
from zjbuy_desktop.core.case import contracts
from zjbuy_desktop.core.case.contracts import Delivery
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Kind
from zjbuy_desktop.core.papers import facts
from zjbuy_desktop.core.papers.blocks import (
    Block,
    Column,
    FieldTable,
    SignOff,
    Style,
    TableBlock,
)
from zjbuy_desktop.core.papers.contract_facts import contract_facts, contract_number, delivery_of
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Per, Setting
from zjbuy_desktop.core.papers.ticks import ticks

PASSED = "合格"
CONCLUSIONS = (PASSED, "整改后复验", "不合格")
MET, UNMET = "符合", "不符合"
_LEAST_MEMBERS = 3
"""Rows for signatures while nobody entered the group."""

_ENTRIES = (
    Entry(
        "requirements",
        "技术、商务要求",
        EntryKind.TABLE,
        columns=("类别", "要求", "合同约定"),
        hint="每一项技术、服务、安全和商务要求一行，填一次对各合同有效",
    ),
    Entry(
        "results",
        "逐项验收情况",
        EntryKind.TABLE,
        required=False,
        columns=("序号", "实测、实到情况", "结论"),
        hint=f"序号对应上表；结论填“{MET}”或“{UNMET}”；验收时手工填写的不用填",
    ),
    Entry("received", "实际收到的数量", required=False, hint="只写数字；服务填完成的数量"),
    Entry("received_note", "外观、配件和资料", EntryKind.LONG, required=False),
    Entry("accepted_on", "验收日期", EntryKind.DATE, required=False),
    Entry("accepted_at", "验收地点", required=False),
    Entry("batch", "验收批次", default="一次性验收", hint="分期的写明：第二期，共三期"),
    Entry(
        "instalments",
        "此前各期验收",
        EntryKind.TABLE,
        required=False,
        columns=("期次", "验收内容", "验收日期", "结论"),
        hint="分期验收的，把前面各期写上",
    ),
    Entry("issues", "存在的问题和处理", EntryKind.LONG, required=False),
    Entry(
        "others_opinion",
        "其他参与方意见",
        EntryKind.LONG,
        required=False,
        hint="参加验收的其他供应商、专家、第三方检测机构的意见",
    ),
    Entry("users_opinion", "服务对象意见", EntryKind.LONG, required=False),
    Entry("conclusion", "验收结论", EntryKind.CHOICE, required=False, choices=CONCLUSIONS),
    Entry(
        "group",
        "验收小组",
        EntryKind.TABLE,
        required=False,
        columns=("姓名", "单位和职务", "分工"),
        hint="不填的留空行，验收时手工填写",
    ),
)


def _fill(setting: Setting) -> Content:
    delivery = contracts.delivery_of(setting.case, setting.subject)
    project = setting.case.project
    shared = {
        **facts.project_facts(setting),
        **facts.entered_facts(setting),
        **facts.unit_facts(setting.unit),
        **contract_facts(setting.case, delivery.contract if delivery else None),
        "phased": facts.yes(bool(setting.entered.rows("instalments"))),
        "public_service": facts.yes(project.kind is Kind.SERVICES and project.public_attention),
    }
    blocks: dict[str, Block] = {
        "checks": _checks(setting),
        "instalments": _instalments(setting),
        "opinions": _opinions(setting),
        "group": _group(setting),
        "sign_off": SignOff(shared["unit"], None, "负责人（签字）："),
    }
    if delivery:
        blocks |= {
            "contract_head": _head(setting, delivery, shared),
            "delivered": _delivered(setting, delivery),
        }
    return Content(facts=shared, blocks=blocks, gaps=tuple(_gaps(setting, delivery)))


def _head(setting: Setting, delivery: Delivery, shared: facts.Facts) -> FieldTable:
    case, share, contract = setting.case, delivery.share, delivery.contract
    signed = case.happened(EventKind.CONTRACT_SIGNED, contract.share.unit)
    return FieldTable(
        (
            ("项目名称", shared["project"]),
            ("项目编号", shared["project_number"]),
            ("合同编号", contract_number(case, contract.key)),
            ("合同签订日期", facts.day(signed)),
            ("采购单位", share.unit),
            ("供应商", share.supplier),
            ("标项", share.lot),
            ("金额（元）", money.yuan(share.contract_fen)),
            ("约定的交付", delivery_of(case, share.unit, share.item)),
            ("验收批次", shared["batch"]),
            ("验收日期", shared["accepted_on"]),
            ("验收地点", shared["accepted_at"]),
        ),
        per_row=2,
    )


def _delivered(setting: Setting, delivery: Delivery) -> TableBlock:
    """实到: what the contract says beside what came."""
    share, text = delivery.share, setting.entered.text
    received = "实到数量" if setting.case.project.kind is Kind.GOODS else "完成数量"
    row = (
        share.item,
        facts.measure_of(setting.case, share.item),
        quantity.show(share.quantity),
        text("received"),
        text("received_note"),
    )
    columns = (
        Column("标的名称", 20),
        Column("单位", 7, "center"),
        Column("合同数量", 10, "right"),
        Column(received, 10, "right"),
        Column("外观、配件和资料", 28),
    )
    return TableBlock(columns, (row,))


def _checks(setting: Setting) -> TableBlock:
    """One row for each requirement, its result typed or left to be written in."""
    results = {row[0]: row[1:] for row in setting.entered.rows("results")}
    rows = []
    for number, asked in enumerate(setting.entered.rows("requirements"), 1):
        found, verdict = results.get(str(number), ("", ""))
        rows.append((str(number), *asked, found, ticks((MET, UNMET), verdict).replace("　", "\n")))
    columns = (
        Column("序号", 5, "center"),
        Column("类别", 8, "center"),
        Column("要求", 18),
        Column("合同约定", 17),
        Column("实测、实到情况", 20),
        Column("结论", 10, "center"),
    )
    return TableBlock(columns, tuple(rows))


def _instalments(setting: Setting) -> TableBlock:
    columns = (
        Column("期次", 10, "center"),
        Column("验收内容", 34),
        Column("验收日期", 16, "center"),
        Column("结论", 12, "center"),
    )
    return TableBlock(columns, setting.entered.rows("instalments"), caption="此前各期验收")


def _opinions(setting: Setting) -> FieldTable:
    text = setting.entered.text
    return FieldTable(
        (
            ("存在的问题和处理", text("issues")),
            ("其他参与方意见", text("others_opinion")),
            ("服务对象意见", text("users_opinion")),
            ("验收结论", ticks(CONCLUSIONS, text("conclusion"))),
        )
    )


def _group(setting: Setting) -> TableBlock:
    """验收小组: every member signs (政府采购法 四十一)."""
    given = setting.entered.rows("group") or (("", "", ""),) * _LEAST_MEMBERS
    rows = tuple((str(n), *row, "") for n, row in enumerate(given, 1))
    columns = (
        Column("序号", 5, "center"),
        Column("姓名", 12, "center"),
        Column("单位和职务", 26),
        Column("分工", 12, "center"),
        Column("签字", 20),
    )
    return TableBlock(columns, rows, caption="验收小组成员")


def _gaps(setting: Setting, delivery: Delivery | None) -> Iterator[str]:
    if delivery is None:
        yield "对应的合同"
        return
    asked = len(setting.entered.rows("requirements"))
    results = setting.entered.rows("results")
    known = {str(n) for n in range(1, asked + 1)}
    for number, _, verdict in results:
        if number not in known:
            yield f"与要求对应的验收情况（没有第{number}项要求）"
        elif verdict not in ("", MET, UNMET):
            yield f"第{number}项的结论（写的是“{verdict}”）"
    unmet = [row[0] for row in results if row[2] == UNMET]
    if setting.entered.text("conclusion") == PASSED and unmet:
        yield f"与各项结果一致的验收结论（第{'、'.join(unmet)}项{UNMET}）"
    if not contract_number(setting.case, delivery.contract.key):
        yield "合同编号"


SPEC = PaperSpec(
    kind="acceptance_record",
    title="履约验收书",
    style=Style.FORM,
    basis=statute("procurement_law", "政府采购法", "第四十一条"),
    fill=_fill,
    per=Per.CONTRACT,
    recipients=lambda case: tuple(d.key for d in contracts.deliveries(case)),
    unit_of=contracts.unit_of_delivery,
    returns=True,
    numbered=False,
    dated_by_hand=True,
    entries=_ENTRIES,
)

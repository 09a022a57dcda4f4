"""Reads a scenario file, written in Chinese by people who know procurement, into a Case.

The tables in it are plain text: a line of column names, then one row per line, columns parted by
blanks; ``—`` is an empty cell. What a file doesn't say is taken from the defaults here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tests.scenarios import reading_disputes, reading_early
from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.identifiers import check_character
from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.awards import (
    LotAward,
    PerformanceStep,
    SignedContract,
    StepKind,
    Supplement,
)
from zjbuy_desktop.core.case.case import Case, Override, StageRecord
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.documents import MadePaper, Particulars
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
from zjbuy_desktop.core.case.units import Level, Recommendation, Role, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.spec import StageSpec

Row = dict[str, str]
TOP = {
    "题目", "说明", "今天", "项目", "名册", "标项", "需求", "登记", "计划", "计划编号", "代理机构",
    "结果", "正式计划", "已签合同", "补充合同", "履约", "已完成", "说明理由", "推荐", "文件",
    "需求编制", "审查项目", "质疑投诉", "协助答复", "归档材料", "已制作", "预期",
}  # fmt: skip
CARD = {
    "名称": "name", "品目编码": "category_code", "品目名称": "category_name",
    "指定文书": "designation", "目录内": "in_central_catalogue", "社会关注": "public_attention",
    "适用理由": "suitability",
    "评审方法": "evaluation", "评审方法理由": "evaluation_reason", "填报截止日": "call_deadline",
    "统采统签说明": "sign_together_note",
}  # fmt: skip
EXPECTED = {"环节", "检查", "现状", "下一步", "为什么", "期限", "纳入", "分配", "合计"}
TITLES = {s.title: s for s in STAGES}
LABELS = {kind.label: kind for kind in EventKind}


@dataclass(frozen=True)
class Scenario:
    """One scenario: the facts, the day, and what is expected of the program."""

    title: str
    today: date
    case: Case
    expected: Mapping[str, Any]


def read(file: Path) -> Scenario:
    """Read one scenario; a word the program doesn't know is refused with the file's name."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        _known(data, TOP, "文件")
        _known(data["预期"], EXPECTED, "预期")
        return Scenario(data["题目"], data["今天"], _case(data), data["预期"])
    except (KeyError, ValueError) as error:
        raise ValueError(f"{file.name}：{error}") from error


def table(text: str) -> list[Row]:
    """A table in plain text: the first line names the columns."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    head, rows = lines[0], lines[1:]
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"“{' '.join(row)}”有 {len(row)} 栏，表头是 {len(head)} 栏")
    return [
        {name: "" if cell == "—" else cell for name, cell in zip(head, row, strict=True)}
        for row in rows
    ]


def stage_titled(title: str) -> StageSpec:
    """The stage of that Chinese title."""
    if title not in TITLES:
        raise ValueError(f"没有“{title}”这个环节，有：{'、'.join(TITLES)}")
    return TITLES[title]


def _known(data: Mapping[str, Any], names: set[str], where: str) -> None:
    strange = sorted(data.keys() - names)
    if strange:
        raise ValueError(f"{where}里有不认识的项：{'、'.join(strange)}")


def _case(data: Mapping[str, Any]) -> Case:
    units = tuple(_unit(n, row) for n, row in enumerate(table(data["名册"])))
    leads = [u.name for u in units if u.role is Role.LEAD]
    lead = leads[0] if leads else ""
    lots = tuple(_lot(row) for row in table(data.get("标项", _LOTS)))
    project = _project(data.get("项目", {}), lead, lots)
    needs = tuple(_need(row, project) for row in table(data.get("需求", "")))
    case = Case(
        id=1,
        project=project,
        units=units,
        recommendations=tuple(_recommendations(data, units, lead)),
        needs=needs,
        events=tuple(_events(data.get("登记", ""), units)),
        plans=tuple(_plans(data, needs, project)),
        filing=PlanFiling(data.get("计划编号", "")),
        agency=_agency(data.get("代理机构")),
        awards=tuple(_award(row) for row in table(data.get("结果", ""))),
        supplements=tuple(
            Supplement(row["单位"], row["标项"], money.fen(row["金额"]))
            for row in table(data.get("补充合同", ""))
        ),
        steps=tuple(_step(row) for row in table(data.get("履约", ""))),
        stages=tuple(
            StageRecord(stage_titled(t).id, completed_on=data["今天"])
            for t in data.get("已完成", [])
        ),
        disputes=reading_disputes.disputes(table(data.get("质疑投诉", ""))),
        assistance=reading_disputes.assistance(table(data.get("协助答复", ""))),
        details=reading_early.details(table(data.get("文件", ""))),
        papers=(
            *reading_early.made(table(data.get("文件", ""))),
            *(_made(row) for row in table(data.get("已制作", ""))),
        ),
        particulars=(*_ENTERED, *_early(data), *_archive(data)),
        overrides=tuple(_overrides(data.get("说明理由", ""))),
    )
    plans = (*case.plans, *_formal_plans(data.get("正式计划", ""), case))
    return replace(case, plans=plans, signed=tuple(_signed(data.get("已签合同", ""), case)))


def _early(data: Mapping[str, Any]) -> Iterator[Particulars]:
    given = data.get("需求编制", {})
    _known(given, reading_early.WORDS, "需求编制")
    verdicts = table(data.get("审查项目", ""))
    return reading_early.entered(given, verdicts)


_DOCUMENT = (("version", "送审稿第三版"), ("pages", "86"), ("checksum", "0" * 64))
_ENTERED = (
    Particulars("intention_notice", "", (("budget_basis", "批复的部门预算"),)),
    Particulars("document_confirmation", "", _DOCUMENT),
)
_LOTS = """
名称    标的
标项一  台式计算机
"""


def _project(card: Mapping[str, Any], lead: str, lots: tuple[Lot, ...]) -> Project:
    _known(card, {*CARD, "模式", "类别", "方式"}, "项目")
    given: dict[str, Any] = {
        "name": "台式计算机带量集中采购项目",
        "category_code": "A02010105",
        "category_name": "台式计算机",
        "in_central_catalogue": False,
        "public_attention": False,
        "suitability": "配置统一，需求客观、明确",
        "call_deadline": date(2026, 8, 20),
    }
    given |= {field: card[name] for name, field in CARD.items() if name in card}
    return Project(
        mode=Mode(card.get("模式", "统采分签")),
        kind=Kind(card.get("类别", "货物")),
        method=Method(card.get("方式", "公开招标")),
        lead_unit=lead,
        lots=lots,
        **given,
    )


def _unit(order: int, row: Row) -> Unit:
    digits = f"12330100MB{order:07d}"
    return Unit(
        name=row["单位"],
        uscc=digits + check_character(digits),
        budget_code=f"{order:06d}",
        level=Level(row.get("级次", "设区市级")),
        district="",
        role=Role(row["角色"]),
        order=order,
    )


def _lot(row: Row) -> Lot:
    ceiling, most = (
        money.fen(row[name]) if row.get(name) else None for name in ("最高限价", "总价限价")
    )
    return Lot(
        row["名称"], row["标的"], ceiling, ceiling_total_fen=most,
        spec=row.get("规格", "统一规格"), measure=row.get("计量单位", "台"),
    )  # fmt: skip


def _need(row: Row, project: Project) -> NeedLine:
    count, price = quantity.milli(row["数量"]), money.fen(row["单价"])
    return NeedLine(
        unit=row["单位"],
        item=row.get("标的", project.lots[0].item),
        spec="",
        measure="台",
        quantity=count,
        price_fen=price,
        amount_fen=money.amount(count, price),
        source=Source(f"{row['单位']}.xlsx", "", "填报表", ()),
        category_code=row.get("品目编码", ""),
        funding="一般公共预算",
        budget_item="办公设备购置",
        funds=Funds(row.get("资金落实", "是")),
        delivery="合同签订后30日内",
        intention="委托牵头单位公开",
    )


def _recommendations(
    data: Mapping[str, Any], units: tuple[Unit, ...], lead: str
) -> Iterator[Recommendation]:
    if "推荐" in data:
        for row in table(data["推荐"]):
            yield Recommendation(row["推荐单位"], row["被推荐单位"])
    else:
        yield from (Recommendation(u.name, lead) for u in units if u.name != lead)


def _events(text: str, units: tuple[Unit, ...]) -> Iterator[Event]:
    for row in table(text):
        if row["事项"] not in LABELS:
            raise ValueError(f"没有“{row['事项']}”这种登记事项，有：{'、'.join(LABELS)}")
        kind, on = LABELS[row["事项"]], date.fromisoformat(row["日期"])
        named = row.get("单位", "")
        everybody = [u.name for u in units if u.role is Role.PARTICIPANT]
        whom = everybody if named == "各参与单位" else named.split("、")
        said = (row.get("备注", ""), row.get("证明材料", ""))
        yield from (Event(kind, on, unit, *said) for unit in whom)


def _plans(
    data: Mapping[str, Any], needs: tuple[NeedLine, ...], project: Project
) -> Iterator[PlanEntry]:
    planned = data.get("计划", "")
    if planned == "与需求一致":
        sums: dict[str, int] = {}
        for line in needs:
            sums[line.unit] = sums.get(line.unit, 0) + line.amount_fen
    else:
        yield from (_plan(n, row, project) for n, row in enumerate(table(planned), 1))
        return
    for n, (unit, amount) in enumerate(sums.items(), 1):
        number = f"计划{n:03d}"
        yield PlanEntry(PlanKind.PROVISIONAL, unit, number, project.category_code, amount)


def _plan(n: int, row: Row, project: Project) -> PlanEntry:
    number, code = row.get("编号", f"计划{n:03d}"), row.get("品目编码", project.category_code)
    return PlanEntry(PlanKind.PROVISIONAL, row["单位"], number, code, money.fen(row["金额"]))


def _formal_plans(planned: str, case: Case) -> Iterator[PlanEntry]:
    """“与合同一致”: each unit's contract amount, linked to its own provisional plan."""
    code, own = case.project.category_code, {p.unit: p.number for p in case.plans}
    if planned == "与合同一致":
        for n, (unit, amount) in enumerate(contract_totals(case).items(), 1):
            yield PlanEntry(
                PlanKind.FORMAL, unit, f"正式{n:03d}", code, amount, linked=own.get(unit, "")
            )
        return
    for row in table(planned):
        yield PlanEntry(
            PlanKind.FORMAL,
            row["单位"],
            row["编号"],
            row.get("品目编码", code),
            money.fen(row["金额"]),
            linked=row["关联的临时计划"],
        )


def _signed(written: str, case: Case) -> Iterator[SignedContract]:
    """“与结果一致”: contracts of units recorded as having signed, as the award has them."""
    if written == "与结果一致":
        for n, c in enumerate(contracts(case), 1):
            day = case.happened(EventKind.CONTRACT_SIGNED, c.share.unit)
            if day is not None:
                amount = c.share.contract_fen
                yield SignedContract(c.share.unit, c.share.lot, f"合同{n:03d}", day, amount)
        return
    for row in table(written):
        price = row.get("单价", "")
        yield SignedContract(
            row["单位"],
            row["标项"],
            row["编号"],
            date.fromisoformat(row["签订日期"]),
            money.fen(row["金额"]),
            row.get("供应商", ""),
            unit_price_fen=money.fen(price) if price else None,
        )


def _step(row: Row) -> PerformanceStep:
    kinds = {kind.label: kind for kind in StepKind}
    if row["事项"] not in kinds:
        raise ValueError(f"没有“{row['事项']}”这种履约登记，有：{'、'.join(kinds)}")
    agreed = row.get("约定付款日", "")
    return PerformanceStep(
        kinds[row["事项"]],
        row["单位"],
        row.get("标项", "标项一"),
        date.fromisoformat(row["日期"]),
        money.fen(row["金额"]) if row.get("金额") else 0,
        quantity.milli(row["合格"]) if row.get("合格") else 0,
        quantity.milli(row["拒收"]) if row.get("拒收") else 0,
        date.fromisoformat(agreed) if agreed else None,
    )


def _archive(data: Mapping[str, Any]) -> Iterator[Particulars]:
    """其他材料 of 档案目录, and to which day the statistics reach."""
    rows = tuple(
        (row["材料"], row.get("题名", ""), "", row["责任者"], row["日期"], "1", "纸质")
        for row in table(data.get("归档材料", ""))
    )
    yield Particulars("archive_catalogue", "", (("others", rows),))
    for row in table(data.get("已制作", "")):
        if row.get("统计截止"):
            yield Particulars("statistics", "", (("as_of", row["统计截止"]),))


def _made(row: Row) -> MadePaper:
    kinds = {spec.title: spec.kind for spec in PAPERS.values()}
    on = date.fromisoformat(row["日期"])
    at = datetime.combine(on, time(10))
    draft = row.get("草稿", "") == "是"
    return MadePaper(kinds[row["文件"]], row.get("对象", ""), "", on, draft, (), at, "", 1)


def _agency(given: Mapping[str, Any] | None) -> Agency | None:
    if given is None:
        return None
    _known(given, {"名称", "是集中采购机构"}, "代理机构")
    digits = "12330100MBAGENCY9"
    return Agency(given["名称"], digits + check_character(digits), given["是集中采购机构"])


def _award(row: Row) -> LotAward:
    digits = "91330100MAWN00001"
    price, total = row.get("单价", ""), row.get("总价", "")
    return LotAward(
        row["标项"],
        row.get("供应商", "浙江某信息技术有限公司"),
        digits + check_character(digits),
        unit_price_fen=money.fen(price) if price else None,
        total_fen=money.fen(total) if total else None,
    )


def _overrides(text: str) -> Iterator[Override]:
    by_statement = {rule.statement: rule.id for s in STAGES for rule in s.rules}
    for row in table(text):
        if row["检查"] not in by_statement:
            raise ValueError(f"没有“{row['检查']}”这条检查")
        yield Override(by_statement[row["检查"]], row["单位"], row["理由"])

"""汇总：需求来自每家单位，同一品目，够不够规模（指引 二、三、六（一）、七（一））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.base.text import some_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import remaining_needs, total
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第六条（一）"), Severity.WARN)
def every_return_is_settled(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """退回修改的文件都已处理。"""
    for item in case.open_returns:
        who = "、".join(item.units) or "单位不明"
        yield Breach(
            f"“{item.file}”（{who}）还有 {item.problems} 处待改。",
            "请单位改正后重报；也可在本页更正或搁置，并写明理由。",
            subject=item.units[0] if item.units else item.file,
            field="returns",
        )


@rule(guideline("第七条（一）"), Severity.WARN)
def every_unit_answered(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """名册上的每家参与单位都报了需求，或已登记退出。"""
    answered = {line.unit for line in case.needs}
    withdrawn = {unit for unit, _ in case.withdrawn}
    for unit in case.units:
        gone = case.happened(EventKind.WITHDRAWN, unit.name)
        if unit.role is Role.PARTICIPANT and unit.name not in answered and not gone:
            back = unit.name in withdrawn
            yield Breach(
                f"{unit.name}{'撤回了需求，还没有重报' if back else '还没有可用的需求'}。",
                "催报；确定不参加的，在“回收与汇总”登记退出并写明理由。",
                subject=unit.name,
                field="returns",
            )


@rule(guideline("第二条"))
def needs_of_two_units(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """有需求的单位不少于两家。"""
    units = {line.unit for line in remaining_needs(case)}
    needed = law.number("min_units", on).value
    if len(units) < needed:
        yield Breach(
            f"目前有需求的单位是 {len(units)} 家，不足 {needed} 家。",
            "导入各单位发回的需求表；只有一家单位有需求的，不适用带量集中采购。",
            field="returns",
        )


@rule(guideline("第二条"))
def needs_are_of_one_item(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各单位的需求属于同一品目，标的都在标项之内。"""
    own = normalise_code(case.project.category_code)
    lines = remaining_needs(case)
    for unit, code in dict.fromkeys((n.unit, normalise_code(n.category_code)) for n in lines):
        if code and code != own:
            yield Breach(
                f"{unit}填的品目编码是 {code}，项目是 {own}。",
                "不同品目不能合并采购；核对编码或另立项目。",
                subject=unit,
                field="needs",
            )
    items = {lot.item for lot in case.project.lots}
    for unit, item in dict.fromkeys((n.unit, n.item) for n in lines):
        if item not in items:
            yield Breach(
                f"{unit}的标的“{item}”不在任何标项中。",
                "改正标的名称，或在立项中增加标项。",
                subject=unit,
                field="needs",
            )


@rule(guideline("第六条（一）"))
def items_have_one_measure(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """同一统一标的的计量单位一致，不一致的已写明换算。"""
    measures: dict[str, dict[str, dict[str, None]]] = {}
    for line in remaining_needs(case):
        if line.measure.strip():
            of_item = measures.setdefault(line.item, {})
            of_item.setdefault(line.measure.strip(), {})[line.unit] = None
    for item, found in measures.items():
        if len(found) > 1:
            told = "、".join(f"{measure}（{some_of(units)}）" for measure, units in found.items())
            yield Breach(
                f"“{item}”有几种计量单位：{told}，数量不能相加。",
                "凭单位说明写明换算，或把它们拆成不同的标的。",
                field="needs",
            )


@rule(guideline("第六条（一）"), Severity.WARN)
def measures_are_stated(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每行需求都有计量单位：单位填了，或立项时写明了。"""
    blank: dict[str, list[NeedLine]] = {}
    for line in remaining_needs(case):
        if not line.measure.strip():
            blank.setdefault(line.item, []).append(line)
    for item, lines in blank.items():
        places = {line.unit: _row_of(line) for line in reversed(lines)}
        told = some_of(f"{unit}（{places[unit]}）" for unit in dict.fromkeys(n.unit for n in lines))
        yield Breach(
            f"“{item}”有 {len(lines)} 行没有填计量单位：{told}。",
            "请单位补填后重报；凭单位说明的，在“统一标的”用“换算”写明（1 折 1）；"
            "各家都一样的，在立项的标项里写明，空着的就按它计（没收回的填报表要重发）。",
            subject=lines[0].unit if len(places) == 1 else "",
            field="needs",
        )


def _row_of(line: NeedLine) -> str:
    """Where a blank 计量单位 is to be filled in: a blank cell is not among the sources."""
    cell = dict(line.source.cells).get("quantity", "")
    return f"“{line.source.file}”的“{line.source.sheet}”{cell}那一行"


@rule(guideline("第三条"), Severity.ADVISE)
def volume_is_encouraged(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """涉及基本公共服务、社会关注度较高且汇总预算达到规模的，鼓励实施带量集中采购。"""
    lines = remaining_needs(case)
    if not lines or not case.project.public_attention:
        return
    threshold = law.number("volume_advice_threshold", on).value
    budget = total(lines).amount_fen
    if budget >= threshold:
        yield Breach(
            f"汇总预算 {money.yuan(budget)} 元，达到 {money.wan(threshold)} 万元（含）："
            "属于鼓励实施带量集中采购的项目。",
            "无需处理；可写入立项说明。",
        )
    else:
        yield Breach(
            f"汇总预算 {money.yuan(budget)} 元，未达到 {money.wan(threshold)} 万元："
            "指引不禁止，但不在鼓励之列。",
            "核对是否仍有单位未报；继续实施的，可写明考虑。",
        )

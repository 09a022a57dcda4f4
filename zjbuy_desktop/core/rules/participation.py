"""立项：谁可以一起买、由谁牵头（指引 二、三、五、十四）。"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import (
    check_uscc,
    is_category_code,
    is_works_code,
    normalise_code,
)
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Kind, Mode
from zjbuy_desktop.core.case.units import Role
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第二条"))
def at_least_two_units(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """参加采购的预算单位不少于两家。"""
    needed = law.number("min_units", on).value
    if len(case.units) < needed:
        yield Breach(
            f"名册上只有 {len(case.units)} 家单位，不足 {needed} 家。",
            "在名册中补充参与单位；只有一家单位的采购不适用带量集中采购。",
            field="units",
        )


@rule(guideline("第五条"))
def exactly_one_lead(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """牵头单位有且只有一家，并与项目所写一致。"""
    leads = [u.name for u in case.units if u.role is Role.LEAD]
    if len(leads) != 1:
        found = f"有 {len(leads)} 家牵头单位：{'、'.join(leads)}" if leads else "没有牵头单位"
        yield Breach(f"名册上{found}。", "在名册中指定一家牵头单位。", field="units")
    elif leads[0] != case.project.lead_unit:
        yield Breach(
            f"项目写的牵头单位是{case.project.lead_unit}，名册上是{leads[0]}。",
            "改正其中一处，使两处一致。",
            subject=leads[0],
            field="lead_unit",
        )


@rule(guideline("第五条"), Severity.WARN)
def lead_is_highest_or_designated(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """单位级次不同时，牵头单位是级次最高的单位或其指定的单位。"""
    lead = case.lead
    if not lead or case.project.designation.strip():
        return
    highest = min(case.units, key=lambda u: u.level.rank)
    if lead.level.rank > highest.level.rank:
        yield Breach(
            f"{lead.name}为{lead.level}，名册上有{highest.level}的{highest.name}。",
            "填写最高级次单位指定牵头单位的文书或说明，或改由最高级次单位牵头。",
            subject=lead.name,
            field="designation",
        )


@rule(guideline("第五条"), Severity.WARN)
def lead_is_recommended(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各参与单位推荐的牵头单位，就是本项目的牵头单位。"""
    votes = Counter(r.recommended for r in case.recommendations)
    if not votes:
        yield Breach(
            "尚未登记各单位的牵头单位推荐。",
            "登记推荐表收回的结果；未用推荐表的，说明推荐是如何形成的。",
            field="recommendations",
        )
        return
    lead, most = case.project.lead_unit, max(votes.values())
    ahead = [name for name, count in votes.items() if count == most and name != lead]
    if ahead:
        others = "、".join(ahead)
        tied = f"{others}与{lead}得到的推荐同为 {most} 份。"
        behind = f"推荐最多的是{others}（{most} 份），{lead}有 {votes[lead]} 份。"
        yield Breach(
            tied if votes[lead] == most else behind,
            "核对推荐表；由本单位牵头的，写明各单位是怎样商定的。",
            field="recommendations",
        )


@rule(guideline("第二条"))
def item_is_goods_or_services(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购品目是货物或服务，编码完整。"""
    code = normalise_code(case.project.category_code)
    if not is_category_code(code):
        yield Breach(
            f"品目编码“{code}”不是一位字母加八位数字。",
            "按《政府采购品目分类目录》（2022年）填写最末级编码。",
            field="category_code",
        )
    elif is_works_code(code):
        yield Breach(
            f"品目编码 {code} 属于工程。",
            "指引只适用于货物、服务项目；核对编码，确属工程的另行采购。",
            field="category_code",
        )
    elif code[0] != ("A" if case.project.kind is Kind.GOODS else "C"):
        yield Breach(
            f"品目编码 {code} 与标的类别“{case.project.kind}”不符。",
            "改正品目编码或标的类别。",
            field="kind",
        )


@rule(guideline("第三条"))
def standard_requirement_explained(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """已说明采购需求客观、明确且规格、标准统一。"""
    if not case.project.suitability.strip():
        yield Breach(
            "没有写明为什么适用带量集中采购。",
            "用一两句话说明需求客观、明确，规格、标准统一。",
            field="suitability",
        )


@rule(guideline("第二条"), Severity.WARN)
def joint_signing_explained(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采用统采统签的，已作说明。"""
    if case.project.mode is Mode.SIGN_TOGETHER and not case.project.sign_together_note.strip():
        yield Breach(
            "项目采用统采统签，没有写明说明。",
            "写明采用统采统签的条件和依据：指引以统采分签为主，鼓励符合条件的市县和部门探索统签。",
            field="mode",
        )


@rule(guideline("第十四条"), Severity.WARN)
def guideline_in_force(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """项目在指引施行之后开始。"""
    since = law.text("guideline").in_force
    days = [event.on for event in case.events]
    days += [case.created_at.date()] if case.created_at else []
    if days and min(days) < since:
        yield Breach(
            f"项目最早的日期是 {min(days)}，早于指引施行日 {since}。",
            "核对登记的日期；确在施行前开始的，写明为什么适用本指引。",
        )


@rule(statute("procurement_regulation", "政府采购法实施条例", "第三十四条"), Severity.WARN)
def lowest_price_unless_explained(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """技术、服务标准统一的项目采用最低评标价法，采用综合评分法的已说明理由。"""
    tender = case.project.method in (Method.OPEN_TENDER, Method.INVITED_TENDER)
    scored = case.project.evaluation == "综合评分法"
    if tender and scored and not case.project.evaluation_reason.strip():
        yield Breach(
            "带量集中采购的规格、标准统一，采用综合评分法需要理由。",
            "改用最低评标价法，或写明采用综合评分法的理由。",
            field="evaluation",
        )


@rule(statute("non_tender_measures", "政府采购非招标采购方式管理办法", "第三条"))
def inquiry_buys_goods(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """询价只用于采购货物。"""
    if case.project.method is Method.INQUIRY and case.project.kind is not Kind.GOODS:
        yield Breach(
            f"标的类别是{case.project.kind}，不能采用询价。",
            "改选其他采购方式，如公开招标、竞争性磋商。",
            field="method",
        )


@rule(None)
def units_are_identified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家单位的统一社会信用代码都正确，且互不相同。"""
    owners: dict[str, list[str]] = {}
    for unit in case.units:
        check = check_uscc(unit.uscc)
        owners.setdefault(check.code_normalised, []).append(unit.name)
        if check.message:
            yield Breach(
                f"{unit.name}：{check.message}。",
                "对照法人证书核对；证书上确实如此的，说明理由后继续。"
                if check.ok_form
                else "对照法人证书改正。",
                subject=unit.name,
                field="units",
                severity=Severity.WARN if check.ok_form else None,
            )
    for code, names in owners.items():
        if code and len(names) > 1:
            yield Breach(
                f"{'、'.join(names)}的统一社会信用代码相同（{code}）。",
                "核对是否同一单位登记了两次；确为不同预算单位的，说明理由后继续。",
                subject=names[-1],
                field="units",
                severity=Severity.WARN,
            )


@rule(None)
def lots_are_named(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项都有名称和标的，且互不重复。"""
    lots = case.project.lots
    if not lots:
        yield Breach("还没有标项。", "至少填写一个标项及其标的名称。", field="lots")
    for what, names in (("标项", [x.name for x in lots]), ("标的", [x.item for x in lots])):
        for name, count in Counter(name.strip() for name in names).items():
            if not name:
                yield Breach(f"有 {count} 个标项没有写{what}名称。", "补写名称。", field="lots")
            elif count > 1:
                yield Breach(
                    f"{what}名称“{name}”用了 {count} 次。", "改成互不相同的名称。", field="lots"
                )

"""立项：谁可以一起买、由谁牵头（指引 二、三、五、十四）。"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline, statute
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import check_uscc, is_category_code, is_works_code
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
        found = "、".join(leads) or "没有"
        yield Breach(f"名册上的牵头单位：{found}。", "在名册中指定一家牵头单位。", field="units")
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
    tally = Counter(r.recommended for r in case.recommendations)
    if not tally:
        yield Breach(
            "尚未登记各单位的牵头单位推荐。",
            "登记推荐表收回的结果；未用推荐表的，说明推荐是如何形成的。",
            field="recommendations",
        )
        return
    most, votes = tally.most_common(1)[0]
    if most != case.project.lead_unit:
        yield Breach(
            f"推荐最多的是{most}（{votes} 家），不是{case.project.lead_unit}"
            f"（{tally[case.project.lead_unit]} 家）。",
            "核对推荐表；确需由本单位牵头的，说明理由。",
            field="recommendations",
        )


@rule(guideline("第二条"))
def item_is_goods_or_services(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """采购品目是货物或服务，编码完整。"""
    code = case.project.category_code
    if not is_category_code(code):
        yield Breach(
            f"品目编码“{code}”不是一位字母加八位数字。",
            "按《政府采购品目分类目录》（2022年）填写最末级编码。",
            field="category_code",
        )
    elif is_works_code(code):
        yield Breach(
            f"品目编码 {code} 属于工程。", "指引只适用于货物、服务项目。", field="category_code"
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
            "指引以统采分签为主要模式，统采统签为鼓励探索。",
            "说明采用统采统签的条件和依据。",
            field="mode",
        )


@rule(guideline("第十四条"), Severity.WARN)
def guideline_in_force(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """项目在指引施行之后开始。"""
    since = law.text("guideline").in_force
    if case.created_at and case.created_at.date() < since:
        yield Breach(f"项目早于指引施行日（{since}）。", "核对项目是否适用本指引。")


@rule(statute("regulation", "政府采购法实施条例", "第三十四条"), Severity.WARN)
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


@rule(statute("order74", "政府采购非招标采购方式管理办法", "第三条"))
def inquiry_buys_goods(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """询价只用于采购货物。"""
    if case.project.method is Method.INQUIRY and case.project.kind is not Kind.GOODS:
        yield Breach("服务项目不能采用询价。", "改选其他采购方式。", field="method")


@rule(None)
def units_are_identified(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每家单位的统一社会信用代码都正确。"""
    for unit in case.units:
        check = check_uscc(unit.uscc)
        if not check.ok_form:
            yield Breach(
                f"{unit.name}的统一社会信用代码“{unit.uscc}”有误：{check.message}",
                "对照法人证书改正。",
                subject=unit.name,
                field="units",
            )
        elif not check.ok_check:
            yield Breach(
                f"{unit.name}的统一社会信用代码校验位不符：{check.message}",
                "对照法人证书核对；证书上确实如此的，说明理由后继续。",
                subject=unit.name,
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
        for name, count in Counter(names).items():
            if not name.strip() or count > 1:
                yield Breach(
                    f"{what}名称“{name}”为空或重复。", "改成互不相同的名称。", field="lots"
                )

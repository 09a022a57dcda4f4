"""代理委托：目录内品目委托集中采购机构（指引 四、六（四））。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.identifiers import check_uscc
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第六条（四）"))
def agency_is_chosen(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """已确定采购代理机构。"""
    if case.agency is None or not case.agency.name.strip():
        yield Breach(
            "还没有确定采购代理机构。", "填写机构名称和统一社会信用代码，保存。", field="agency"
        )
        return
    check = check_uscc(case.agency.uscc)
    if check.message:
        yield Breach(
            f"{case.agency.name}：{check.message}。",
            "对照营业执照或法人证书改正；证书上确实如此的，说明理由后继续。"
            if check.ok_form
            else "对照营业执照或法人证书改正。",
            field="agency_uscc",
            severity=Severity.WARN if check.ok_form else None,
        )


@rule(guideline("第四条"))
def catalogue_item_goes_to_central_agency(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """集中采购目录内的品目委托集中采购机构。"""
    agency = case.agency
    if agency and case.project.in_central_catalogue and not agency.is_central:
        yield Breach(
            f"{case.project.category_name}在集中采购目录内，{agency.name}不是集中采购机构。",
            "改为委托集中采购机构；品目实际不在目录内的，回到立项改正。",
            field="agency_central",
        )


@rule(guideline("第四条"), Severity.ADVISE)
def public_interest_item_may_go_to_central_agency(
    case: Case, law: LawBook, on: date
) -> Iterator[Breach]:
    """社会关注度较高、关系公共利益或公共安全的项目，鼓励委托集中采购机构。"""
    agency = case.agency
    outside = not case.project.in_central_catalogue and case.project.public_attention
    if agency and outside and not agency.is_central:
        yield Breach(
            "项目社会关注度较高，委托的不是集中采购机构。",
            "指引鼓励委托集中采购机构；可以维持现在的选择。",
            field="agency_central",
        )

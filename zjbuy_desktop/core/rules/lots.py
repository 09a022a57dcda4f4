"""标项写得全不全：计量单位和统一的规格，立项时写明，填报表自动带出。"""

from collections.abc import Iterator
from datetime import date

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.base.text import some_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import Breach, rule


@rule(guideline("第三条"), Severity.WARN)
def lots_have_a_measure(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """每个标项的标的都写明了计量单位。"""
    for lot in case.project.lots:
        if not lot.measure.strip():
            yield Breach(
                f"{lot.name}“{lot.item}”没有写计量单位，填报表上要由各单位自己填，可能不一致。",
                "在标项里写明计量单位（如：台），填报表自动带出；确由各单位自填的，说明理由后继续。",
                subject=lot.name,
                field="lots",
            )


@rule(guideline("第三条"), Severity.ADVISE)
def lots_have_a_specification(case: Case, law: LawBook, on: date) -> Iterator[Breach]:
    """各标项都写明了统一的规格。"""
    bare = [lot.name for lot in case.project.lots if not lot.spec.strip()]
    if bare:
        yield Breach(
            f"{some_of(bare, most=5)}没有写统一的规格，填报表上要由各单位自己填。",
            "能定下来的，在标项里写明规格型号或服务要求，填报表自动带出。",
            field="lots",
        )

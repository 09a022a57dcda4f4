"""One hand-made case that tests start from: two lots, three units, everything recorded."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.workdays import Calendar, schedule_from_table
from zjbuy_desktop.core.case.awards import LotAward, Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contract_key
from zjbuy_desktop.core.case.documents import PaperDetails, Particulars, Value
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
from zjbuy_desktop.core.case.units import Level, Recommendation, Role, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.papers import general_conditions
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.core.papers.compose import Composed, compose
from zjbuy_desktop.core.papers.entries import check_all
from zjbuy_desktop.core.papers.spec import setting_for
from zjbuy_desktop.core.stages.red_lines import red_lines
from zjbuy_desktop.usecases.particulars import read_table

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
OFFICE_TEXTS = {
    general_conditions.KEY: general_conditions.checked(
        (RESOURCES / "sample" / "general_conditions.txt").read_text(encoding="utf-8"), "示例"
    )
}
"""Texts the office supplies, by key (通用条款)."""
TODAY = date(2026, 9, 4)
AWARD_NOTICE = date(2026, 9, 3)

LEAD = "之江市机关事务管理局"
BUREAU = "之江市教育局"
SCHOOL = "之江市堃山县𬭎川实验小学"
BASIC = "台式计算机（基础型）"
ADVANCED = "台式计算机（增强型）"
SUPPLIER = "之江市云帆信息技术有限公司"
OTHER_SUPPLIER = "浙江数智办公设备有限公司"


@cache
def law() -> LawBook:
    """The shipped law book."""
    return LawBook.from_tables(_tables("law"))


@cache
def calendar() -> Calendar:
    """The shipped holiday schedules."""
    schedules = map(schedule_from_table, _tables("calendar"))
    return Calendar({s.year: s for s in schedules})


def paper_text(key: str) -> str:
    """A shipped text."""
    return (RESOURCES / "texts" / f"{key}.txt").read_text(encoding="utf-8")


def make_project(**overrides: Any) -> Project:
    """A goods project in two lots by open tender."""
    given: dict[str, Any] = {
        "name": "之江市2026年度台式计算机带量集中采购项目",
        "mode": Mode.SIGN_SEPARATELY,
        "category_code": "A02010105",
        "category_name": "台式计算机",
        "kind": Kind.GOODS,
        "in_central_catalogue": True,
        "public_attention": True,
        "lead_unit": LEAD,
        "method": Method.OPEN_TENDER,
        "lots": tuple(
            Lot(name, item, spec="8核/16G/512G", measure="台")
            for name, item in (("标项一", BASIC), ("标项二", ADVANCED))
        ),
        "call_deadline": date(2026, 8, 20),
        "suitability": "各单位采购的均为日常办公用台式计算机，配置要求一致",
        "project_number": "ZJS-2026-0801",
        "fiscal_year": 2026,
    }
    return Project(**{**given, **overrides})


def make_unit(name: str, order: int = 0, **overrides: Any) -> Unit:
    """A participant of city level."""
    given: dict[str, Any] = {
        "uscc": "11339900D10TACMHQA",
        "budget_code": f"10{order}001",
        "level": Level.CITY,
        "district": "之江市",
        "role": Role.PARTICIPANT,
        "contact": "王喆",
        "phone": f"0571-8800000{order}",
        "order": order,
    }
    return Unit(name, **{**given, **overrides})


def make_units() -> tuple[Unit, ...]:
    """Lead, a bureau of the city, a school of a county."""
    return (
        make_unit(
            LEAD, uscc="11339900LFY5WBEXYM", role=Role.LEAD, contact="李玥",
            address="之江市府前路1号",
        ),
        make_unit(BUREAU, 1),
        make_unit(
            SCHOOL, 2, uscc="12339903PCGE64U5J9", level=Level.COUNTY, district="堃山县",
        ),
    )  # fmt: skip


def need(unit: str, item: str, count: str, price: str, **overrides: Any) -> NeedLine:
    """A complete need line: 台数 and 单价（元） as text."""
    q, p = quantity.milli(count), money.fen(price)
    source = Source(f"{unit}.xlsx", "0" * 64, "填报表", (("quantity", "E4"), ("amount", "G4")))
    given: dict[str, Any] = {
        "category_code": "A02010105",
        "funding": "一般公共预算",
        "budget_item": "办公设备购置",
        "funds": Funds.SECURED,
        "delivery": "合同签订后30日内，本单位",
        "intention": "委托牵头单位公开",
    }
    amount = money.amount(q, p)
    more = {**given, **overrides}
    measure = more.pop("measure", "台")
    return NeedLine(unit, item, "8核/16G/512G", measure, q, p, amount, source, **more)


def make_needs() -> tuple[NeedLine, ...]:
    """The lead and both participants need something; the bureau needs both items."""
    return (
        need(LEAD, BASIC, "60", "5200.00"),
        need(BUREAU, BASIC, "96", "5200.00"),
        need(BUREAU, ADVANCED, "12", "7650.50"),
        need(SCHOOL, BASIC, "14", "5166.67", intention="自行公开"),
    )


def make_events(award_notice: date = AWARD_NOTICE) -> tuple[Event, ...]:
    """Every milestone up to the result announcement."""
    project = {
        EventKind.CALL_SENT: date(2026, 8, 3),
        EventKind.PROVISIONAL_PLAN_FILED: date(2026, 8, 28),
        EventKind.EVALUATION_REPORT_RECEIVED: date(2026, 9, 2),
        EventKind.RESULT_CONFIRMED: date(2026, 9, 2),
        EventKind.AWARD_NOTICE_ISSUED: award_notice,
        EventKind.RESULT_ANNOUNCED: award_notice,
    }
    sealed = [Event(EventKind.SEAL_CONFIRMED, date(2026, 8, 26), u) for u in (BUREAU, SCHOOL)]
    return (*sealed, *(Event(kind, on) for kind, on in project.items()))


def make_plans(needs: Iterable[NeedLine]) -> tuple[PlanEntry, ...]:
    """Per unit that needs something a provisional plan, and a formal one linked to it."""
    sums: dict[str, int] = {}
    for line in needs:
        sums[line.unit] = sums.get(line.unit, 0) + line.amount_fen
    return tuple(
        PlanEntry(
            kind, unit, f"{word}[2026]000{n}号", "A02010105", amount,
            linked=f"临[2026]000{n}号" if kind is PlanKind.FORMAL else "",
        )
        for kind, word in ((PlanKind.PROVISIONAL, "临"), (PlanKind.FORMAL, "正"))
        for n, (unit, amount) in enumerate(sums.items(), 1)
    )  # fmt: skip


def make_details() -> tuple[PaperDetails, ...]:
    """文号 and 成文日期 for everything that needs them."""
    return (
        PaperDetails("call_notice", "", "之机管函〔2026〕15号", date(2026, 8, 3)),
        PaperDetails("signing_notice", "", "之机管函〔2026〕23号", date(2026, 9, 4)),
        PaperDetails("procurement_agreement", "", "ZJS-2026-0801-XY", None),
        PaperDetails("intention_notice", "", "", date(2026, 8, 5)),
        PaperDetails("survey_report", "", "", date(2026, 8, 21)),
        PaperDetails("requirement_document", "", "", date(2026, 8, 24)),
        PaperDetails("implementation_plan", "", "", date(2026, 8, 24)),
        PaperDetails("representative_authorisation", "", "之机管函〔2026〕18号", date(2026, 8, 31)),
        PaperDetails("document_confirmation", "", "之机管函〔2026〕19号", date(2026, 8, 31)),
        PaperDetails("result_confirmation", "", "之机管函〔2026〕21号", date(2026, 9, 2)),
        PaperDetails("challenge_reply", "", "之机管函〔2026〕25号", date(2026, 9, 4)),
        PaperDetails("contract", "", "ZJS-2026-0801-HT", None),
        *_contract_numbers(),
        PaperDetails("supplementary_contract", "", "ZJS-2026-0801-BC-01", None),
    )


_OWN_VALUES: dict[str, dict[str, Value]] = {
    "supplementary_contract": {"original_date": "2026-09-21"},
    "challenge_reply": {"received": "2026-09-01", "known_day": "2026-08-28"},
    "statistics": {"sme_amount": "89000.05", "small_amount": "89000.05"},
    "archive_catalogue": {
        "ended": "2026-09-04",
        "others": (
            ("采购预算、采购活动记录", "", "", LEAD, "2026-08-28", "3", "纸质"),
            ("采购文件、评审标准", "", "ZJS-2026-0801", "采购中心", "2026-08-31", "126", ""),
            ("供应商文件", "", "", "各供应商", "2026-09-01", "", "电子"),
            ("评审报告、定标文件", "", "", "采购中心", "2026-09-02", "38", "纸质"),
            ("合同文本", "", "", "各采购单位", "2026-09-04", "80", "纸质"),
            ("验收证明", "", "", "各采购单位", "2026-09-04", "12", "纸质"),
            ("质疑答复", "", "", LEAD, "2026-09-04", "3", "纸质"),
        ),
    },
    "result_confirmation": {
        "candidates": (
            ("标项一", "1", SUPPLIER, "4980", "4482"),
            ("标项一", "2", OTHER_SUPPLIER, "5050", "5050"),
            ("标项二", "1", OTHER_SUPPLIER, "89000.05", "89000.05"),
        ),
    },
}
"""What this case must say otherwise than the sample: its suppliers and days are others."""


def _contract_numbers() -> Iterator[PaperDetails]:
    """Each contract has a number of its own."""
    signed = ((LEAD, "标项一"), (BUREAU, "标项一"), (BUREAU, "标项二"), (SCHOOL, "标项一"))
    for n, (unit, lot) in enumerate(signed, 1):
        yield PaperDetails("contract", contract_key(unit, lot), f"ZJS-2026-0801-HT-{n:02d}")


def make_particulars() -> tuple[Particulars, ...]:
    """What the sample enters for each kind of paper (resources/sample/papers)."""
    found = []
    for file in sorted((RESOURCES / "sample" / "papers").glob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        entries = PAPERS[file.stem].entries
        found += [
            Particulars(file.stem, subject, check_all(entries, _own(file.stem, values)))
            for subject, values in read_table(table)
        ]
    # 标项二 has a lump sum, so its contracts can't have the 固定单价 of the plan.
    second = contract_key(BUREAU, "标项二")
    found.append(Particulars("contract", second, (("pricing", "固定总价"),)))
    return tuple(found)


def _own(kind: str, values: dict[str, Value]) -> dict[str, Value]:
    return {**values, **_OWN_VALUES.get(kind, {})}


def entering(case: Case, kind: str, subject: str = "", **values: Value) -> Case:
    """The case with some entries of one paper typed anew; an empty value takes one away."""
    kept = [p for p in case.particulars if (p.kind, p.subject) != (kind, subject)]
    given = {**dict(case.particulars_of(kind, subject).values), **values}
    own = Particulars(kind, subject, check_all(PAPERS[kind].entries, given))
    return replace(case, particulars=(*kept, own))


def subject_of(kind: str, case: Case) -> str:
    """A usual subject of that kind of paper: the bureau, its contract, the first supplier …"""
    subjects = PAPERS[kind].subjects(case)
    own = [s for s in subjects if PAPERS[kind].unit(case, s) == BUREAU]
    return (own or list(subjects))[0]


def make_case(**overrides: Any) -> Case:
    """The whole case; any field of Case can be overridden."""
    needs = overrides.get("needs", make_needs())
    given: dict[str, Any] = {
        "id": 7,
        "project": make_project(),
        "units": make_units(),
        "recommendations": (Recommendation(BUREAU, LEAD, "有集中采购组织经验"),),
        "needs": needs,
        "events": make_events(),
        "plans": make_plans(needs),
        "filing": PlanFiling("受托[2026]0009号"),
        "agency": Agency(
            "之江市政府采购中心", "12339900U0NN844GGE", True, "目录内品目", "赵明", "0571-88000100",
            "集中采购机构不收取代理费用", "ZJSCG-2026-031", "之江市市民路8号",
        ),
        "awards": (
            LotAward("标项一", SUPPLIER, "91350100M000100Y43", unit_price_fen=money.fen("4980")),
            LotAward(
                "标项二", OTHER_SUPPLIER, "91110000101623741K", total_fen=money.fen("89000.05"),
            ),
        ),
        "supplements": (Supplement(BUREAU, "标项一", money.fen("9960"), "ZJS-2026-0801-BC-01"),),
        "details": make_details(),
        "particulars": make_particulars(),
    }  # fmt: skip
    return Case(**{**given, **overrides})


def before_formal_plans(case: Case) -> Case:
    """The case before the units made their formal plans."""
    return replace(case, plans=tuple(case.plans_of(PlanKind.PROVISIONAL)))


def with_project(case: Case, **overrides: Any) -> Case:
    """The case with some facts of its project changed."""
    return replace(case, project=replace(case.project, **overrides))


def composed(kind: str, case: Case, subject: str = "", on: date = TODAY) -> Composed:
    """A paper composed from its shipped text."""
    spec = PAPERS[kind]
    setting = setting_for(spec, case, law(), calendar(), on, subject, OFFICE_TEXTS)
    if spec.tells_rules:
        setting = replace(setting, red_lines=red_lines(case, law(), on, {}))
    return compose(spec, paper_text(spec.text_key(case)), setting)


def _tables(folder: str) -> list[dict[str, Any]]:
    files = sorted((RESOURCES / folder).glob("*.toml"))
    return [tomllib.loads(f.read_text(encoding="utf-8")) for f in files]

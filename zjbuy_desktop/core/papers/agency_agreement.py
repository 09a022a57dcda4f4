"""采购代理委托协议 (指引 六（四）; 政府采购法 二十、实施条例 十六)."""

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.papers import agency_scope, facts
from zjbuy_desktop.core.papers.blocks import Party, Signatures, Style
from zjbuy_desktop.core.papers.entries import Entry, EntryKind
from zjbuy_desktop.core.papers.parties import lead_party, party
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.tables import lines_by_unit, participants_table

_DEADLINES = {"report_days": "D-10", "confirm_days": "D-11", "notice_days": "D-12"}
_NUMBERS = {
    "enquiry_days": "enquiry_reply_workdays",
    "challenge_days": "challenge_reply_workdays",
    "archive_years": "archive_years",
}


_ENTRIES = (
    agency_scope.ENTRY,
    Entry(
        "confirm_document_days",
        "确认采购文件的期限（收到后，工作日）",
        EntryKind.COUNT,
        default="3",
        hint="由双方约定",
    ),
    Entry("special", "其他约定", EntryKind.LONG, required=False),
)


def _gaps(setting: Setting, planned: bool) -> tuple[str, ...]:
    told = tuple(f"认得的代理事项（写的是“{word}”）" for word in agency_scope.strange(setting))
    return told if planned else ("纳入计划的单位", *told)


def _fill(setting: Setting) -> Content:
    case, agency = setting.case, setting.case.agency
    lines = included_lines(case)
    return Content(
        facts={
            **facts.project_facts(setting),
            **facts.entered_facts(setting),
            **agency_scope.ticked(setting),
            **facts.deadline_facts(setting, _DEADLINES),
            **facts.number_facts(setting, _NUMBERS),
            **facts.amount_facts(sum(line.amount_fen for line in lines)),
            "units": str(len(lines_by_unit(lines))),
            "quantity": facts.quantities(lines),
            "plan_number": case.filing.number,
            "agency": agency.name if agency else "",
            "is_central": facts.yes(bool(agency and agency.is_central)),
            "fee": agency.fee.strip().rstrip("。；，") if agency else "",
        },
        blocks={"participants": participants_table(case), "signatures": _signatures(case)},
        gaps=_gaps(setting, bool(lines)),
        number=agency.agreement_number if agency else "",
    )


def _signatures(case: Case) -> Signatures:
    return Signatures(lead_party(case), _agency_party(case.agency))


def _agency_party(agency: Agency | None) -> Party:
    if agency is None:
        return party("乙方", "")
    return party("乙方", agency.name, agency.uscc, agency.address, agency.contact, agency.phone)


SPEC = PaperSpec(
    kind="agency_agreement",
    title="采购代理委托协议",
    style=Style.CONTRACT,
    basis=guideline("第六条（四）"),
    fill=_fill,
    dated_by_hand=True,
    optional=frozenset({"special"}),
    entries=_ENTRIES,
)

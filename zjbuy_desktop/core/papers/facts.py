"""各种文件共用的内容：项目、单位、用词、金额、期限，都取自同一处。"""

from collections.abc import Iterable, Mapping
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.workdays import DayKind, Reckoning, reckon
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.gaps import practice
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Mode, Project
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.surveying import triggers
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.core.papers.blocks import SignOff, Style, chinese_date
from zjbuy_desktop.core.papers.entries import EntryKind
from zjbuy_desktop.core.papers.spec import Setting

Facts = dict[str, str]

_SIGNER = "法定代表人（负责人）签字或盖章："
_YES = "是"
UNSURE = "有关年度放假安排尚未公布，上述日期暂按周末推算，以公布后的安排为准。"
"""What a paper says where a date was counted through a year without a published schedule."""
_NUMERALS = "零一两三四五六七八九十"


def project_facts(setting: Setting) -> Facts:
    """项目、用词、牵头单位: what every paper may print."""
    own = practice(setting.case, setting.details.kind)
    return {
        **_project(setting),
        **_words(setting.case.project),
        **_lead(setting.case),
        "own_practice": own,
    }


def _project(setting: Setting) -> Facts:
    project = setting.case.project
    guideline = setting.law.text("guideline")
    buying = "" if "带量集中采购" in project.name else "带量集中采购"
    return {
        "project": project.name,
        "project_buying": project.name + buying,
        "project_full": project.name + _in_brackets("项目编号", project.project_number),
        "project_number": project.project_number,
        "fiscal_year": f"{project.fiscal_year}年" if project.fiscal_year else "",
        "category": f"{project.category_name}（{project.category_code}）",
        "category_edition": project.category_edition,
        "kind": project.kind.value,
        "items": _items(project),
        "mode": project.mode.value,
        "sign_separately": yes(project.mode is Mode.SIGN_SEPARATELY),
        "suitability": project.suitability.strip().rstrip("。；，"),
        "guideline": f"《{guideline.title}》（{guideline.number}）",
        "guideline_title": f"《{guideline.title}》",
        "guideline_number": guideline.number,
        "call_deadline": day(project.call_deadline),
    }


def _items(project: Project) -> str:
    items = [lot.item for lot in project.lots]
    if len(items) < 2:
        return "".join(items)
    count = _NUMERALS[len(items)] if len(items) < len(_NUMERALS) else str(len(items))
    named = "，".join(f"{lot.name}为{lot.item}" for lot in project.lots)
    return f"共{count}个标项，{named}"


def _words(project: Project) -> Facts:
    words = words_for(project.method)
    return {
        "method": project.method.value,
        "won": words.won,
        "winner": words.winner,
        "award_notice": words.award_notice,
        "document": words.document,
        "announcement": words.announcement,
        "offer": words.offer,
        "result_announcement": words.result_announcement,
        "panel": words.panel,
    }


def _lead(case: Case) -> Facts:
    lead = case.lead
    return {
        "lead_unit": case.project.lead_unit,
        "lead_contact": lead.contact if lead else "",
        "lead_phone": lead.phone if lead else "",
        "send_to": case.project.lead_unit + _in_brackets("地址", lead.address if lead else ""),
    }


def _in_brackets(what: str, value: str) -> str:
    return f"（{what}：{value}）" if value else ""


def rank_facts(case: Case) -> Facts:
    """通知 to subordinates, 函 to everybody else (公文处理: 不相隶属机关用函)."""
    notice = case.project.lead_ranks_above
    return {
        "as_notice": yes(notice),
        "paper_word": "通知" if notice else "函",
        "tell_word": "通知" if notice else "函告",
        "you": "你单位" if notice else "贵单位",
    }


def rank_style(case: Case) -> Style:
    """The layout that goes with 通知 or 函."""
    return Style.OFFICIAL if case.project.lead_ranks_above else Style.LETTER


def unit_facts(unit: Unit | None) -> Facts:
    """The unit a paper is for."""
    return {
        "unit": unit.name if unit else "",
        "unit_contact": unit.contact if unit else "",
        "unit_phone": unit.phone if unit else "",
    }


def amount_facts(fen: int) -> Facts:
    """小写 and 大写 of one amount (分)."""
    return {"amount": money.yuan(fen), "amount_words": money.in_words(fen)}


def quantities(lines: Iterable[NeedLine]) -> str:
    """数量 with its measure, each measure by itself: ``96台`` or ``96台、3套``."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.measure] = sums.get(line.measure, 0) + line.quantity
    return "、".join(f"{quantity.show(q)}{measure}" for measure, q in sums.items())


def measure_of(case: Case, item: str) -> str:
    """计量单位 of an item, as the need lines write it."""
    return "/".join(_measures(case).get(item, ()))


@once_for_a_case
def _measures(case: Case) -> Mapping[str, Iterable[str]]:
    found: dict[str, dict[str, None]] = {}
    for line in common_needs(case):
        found.setdefault(line.item, {})[line.measure] = None
    return found


def number_facts(setting: Setting, names: Mapping[str, str]) -> Facts:
    """Numbers of the law in force on the day: fact name → id in the law book."""
    return {
        fact: str(setting.law.number(number, setting.on).value) for fact, number in names.items()
    }


def deadline_facts(setting: Setting, names: Mapping[str, str]) -> Facts:
    """Periods of the law: fact name → id of the deadline."""
    return {fact: str(setting.law.deadline(rule).days) for fact, rule in names.items()}


def period(setting: Setting, start: date, number_id: str) -> Reckoning:
    """A period of the law book's numbers (日 or 工作日) from a day, which isn't counted itself."""
    number = setting.law.number(number_id, setting.on)
    return reckon(start, number.value, DayKind(number.unit), setting.calendar)


def law_facts(setting: Setting, names: Mapping[str, str]) -> Facts:
    """Texts of the law as papers cite them, 《全称》（文号）: fact name → id in the law book."""
    texts = {fact: setting.law.text(text) for fact, text in names.items()}
    return {
        fact: f"《{t.title}》" + (f"（{t.number}）" if t.number else "")
        for fact, t in texts.items()
    }


SIGNING = {
    "signing_days": "signing_days",
    "announce_days": "contract_announce_workdays",
    "filing_days": "contract_file_workdays",
}
"""What every paper about contracts quotes."""


def signing_day_facts(setting: Setting) -> Facts:
    """The three dates of 签订合同 (法定期限、顺延、建议), blank before the notice is issued."""
    issued = setting.case.happened(EventKind.AWARD_NOTICE_ISSUED)
    names = ("award_notice_date", "nominal", "rolled", "advised", "moves", "provisional_note")
    if not issued:
        return dict.fromkeys(names, "")
    rule = setting.law.deadline("D-15")
    days = reckon(issued, rule.days, rule.kind, setting.calendar)
    return {
        "award_notice_date": day(issued),
        "nominal": day(days.nominal),
        "rolled": day(days.last_day),
        "advised": day(days.advised_day),
        "moves": yes(days.last_day != days.nominal),
        "provisional_note": UNSURE if days.provisional else "",
    }


def entered_facts(setting: Setting) -> Facts:
    """Every entry that is no table, as papers write it; an amount also as ``<name>_words``."""
    facts: Facts = {}
    for entry in setting.entered.entries:
        if entry.kind is EntryKind.TABLE:
            continue
        facts[entry.name] = setting.entered.text(entry.name)
        if entry.kind is EntryKind.DATE:
            facts[entry.name] = day(setting.entered.day(entry.name))
        elif entry.kind is EntryKind.MONEY:
            fen = setting.entered.fen(entry.name)
            facts[entry.name] = "" if fen is None else money.yuan(fen)
            facts[f"{entry.name}_words"] = "" if fen is None else money.in_words(fen)
    return facts


def unended(given: Facts) -> Facts:
    """The same facts without their last full stop: the text puts it, typed or not."""
    return {name: value.rstrip("。 \u3000") for name, value in given.items()}


def lead_sign_off(setting: Setting) -> SignOff:
    """署名 of the lead unit with 成文日期."""
    return SignOff(setting.case.project.lead_unit, setting.details.dated)


def unit_sign_off(setting: Setting) -> SignOff:
    """署名 of a unit that signs, seals and dates by hand."""
    return SignOff(setting.subject, None, _SIGNER)


def day(value: date | None) -> str:
    """A date as papers write it; blank if there is none."""
    return chinese_date(value) if value else ""


def trigger_text(setting: Setting) -> str:
    """应当开展需求调查的情形 with their reasons, as one sentence part; empty if none holds."""
    found = triggers(setting.case, setting.law, setting.on)
    return "；".join(f"{t.item}，{t.why}" for t in found)


def yes(condition: bool) -> str:
    """A condition as templates test it: 是, or empty."""
    return _YES if condition else ""


def joined(values: Iterable[str]) -> str:
    """Different values in order, once each; blank ones left out."""
    return "；".join(dict.fromkeys(v.strip() for v in values if v.strip()))

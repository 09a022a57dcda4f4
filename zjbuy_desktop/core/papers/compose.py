"""From spec + text + facts to a Paper, with what still keeps it a draft."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import edition_of
from zjbuy_desktop.core.papers.blocks import (
    Annex,
    FieldTable,
    Paper,
    Passage,
    Prepared,
    Signatures,
    SignOff,
    Style,
    TableBlock,
    chinese_date,
    lines_of,
    plain_text,
)
from zjbuy_desktop.core.papers.labels import ORDER
from zjbuy_desktop.core.papers.names import names_in
from zjbuy_desktop.core.papers.spec import Content, PaperSpec, Setting
from zjbuy_desktop.core.papers.template import Filled, fill

_ENOUGH = 8
"""So many characters of a digest tell two orders apart."""
HAND_NUMBER = "　　　　〔　　　　〕　　号"
"""文号 left open for the unit that issues the paper itself."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper and why it is still a draft (nothing when it is final)."""

    paper: Paper
    findings: tuple[Finding, ...]


def compose(spec: PaperSpec, text: str, setting: Setting) -> Composed:
    """Compose one paper; it is marked 草稿 while a mandatory fact, number or date is missing.

    Raises:
        UserError: when the text asks for something that this paper doesn't have.
    """
    content = spec.fill(setting)
    filled = fill(text, content.facts, content.blocks)
    style = content.style or spec.style
    headed = style in (Style.OFFICIAL, Style.LETTER)
    number = setting.details.number or content.number
    findings = tuple(_findings(spec, filled, content, setting, number))
    receipt = _has_receipt(spec, filled)
    issuer = setting.subject if spec.by_unit else setting.case.project.lead_unit
    paper = Paper(
        kind=spec.kind,
        style=style,
        title=filled.title,
        blocks=filled.blocks,
        issuer=issuer if headed else "",
        number=number or (HAND_NUMBER if headed and spec.by_unit else ""),
        to=filled.to,
        copies_to=filled.copies,
        draft=bool(findings),
        returns=spec.returns and (receipt or not spec.receipt),
        receipt=receipt,
        unit=setting.subject,
        code=paper_code(setting.case, spec.kind, setting.subject),
        printed_on=setting.details.dated,
        landscape=spec.landscape,
    )
    paper = replace(paper, names=names_in(setting, plain_text(paper)))
    return Composed(_with_facts(paper, filled), findings)


def _has_receipt(spec: PaperSpec, filled: Filled) -> bool:
    """Whether the text still ends with the annex that is to come back."""
    last = filled.blocks[-1] if filled.blocks else None
    return bool(spec.receipt) and isinstance(last, Annex) and spec.receipt in last.title


def _with_facts(paper: Paper, filled: Filled) -> Paper:
    facts = {name: mask_identity(value) for name, value in filled.used.items()}
    facts.update(_table_facts(filled.tables))
    facts["number"] = "" if paper.number == HAND_NUMBER else paper.number
    facts["dated"] = chinese_date(paper.printed_on) if paper.printed_on else ""
    words = f"{plain_text(paper)}{'、'.join(paper.copies_to)}"
    facts["whole_text"] = hashlib.sha256(words.encode()).hexdigest()
    printed = tuple(sorted(facts.items()))
    return replace(paper, facts=printed, edition=edition_of(printed))


def _table_facts(tables: Mapping[str, Prepared]) -> Iterator[tuple[str, str]]:
    """One fact for each row, so that a stale paper says which row changed."""
    for name, block in tables.items():
        if isinstance(block, FieldTable):
            yield from ((f"{name}/{what}", value) for what, value in block.pairs)
        elif isinstance(block, Signatures):
            for party in (block.left, block.right):
                yield f"{name}/{party.role}", party.name
                yield from ((f"{name}/{party.role}{k}", v) for k, v in party.details)
        elif isinstance(block, SignOff):
            yield f"{name}/署名", block.name
        elif isinstance(block, Passage):
            for place, said in enumerate(block.blocks, 1):
                yield f"{name}/第{place}段", "".join(lines_of((said,))).strip()
        elif isinstance(block, TableBlock):
            numbered = block.columns[0].title == "序号"
            rows = [row[1:] if numbered else row for row in (*block.rows, block.foot) if row]
            yield from _row_facts(name, rows)


def _row_facts(name: str, rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for row in rows:
        key = row[0] or "合计"
        seen[key] = seen.get(key, 0) + 1
        again = f"第{seen[key]}行" if seen[key] > 1 else ""
        yield f"{name}/{key}{again}", "，".join(mask_identity(cell) for cell in row[1:] if cell)
    order = hashlib.sha256("\n".join(seen).encode()).hexdigest()
    yield f"{name}{ORDER}", order[:_ENOUGH]


def _findings(
    spec: PaperSpec, filled: Filled, content: Content, setting: Setting, number: str
) -> Iterator[Finding]:
    for entry in setting.entered.missing(content.wanted):
        yield _missing(spec, entry.title, setting.subject, entry.name)
    entries = {entry.name for entry in spec.entries}
    for name in filled.missing:
        if name not in spec.optional and name.removesuffix("_words") not in entries:
            yield _missing(spec, spec.label(name), setting.subject, name)
    for gap in content.gaps:
        yield _missing(spec, gap, setting.subject, "", content.remedies.get(gap, ""))
    if spec.numbered and not number:
        contract = spec.style in (Style.CONTRACT, Style.FORM)
        yield _missing(spec, "编号" if contract else "文号", setting.subject, "number")
    if not spec.dated_by_hand and not setting.details.dated:
        yield _missing(spec, "成文日期", setting.subject, "dated")


def _missing(spec: PaperSpec, what: str, subject: str, field: str, remedy: str = "") -> Finding:
    return Finding(
        rule="paper_facts_complete",
        severity=Severity.BLOCK,
        message=mask_identity(f"《{spec.title}》缺少{what}，只能出草稿。"),
        basis=spec.basis,
        fix=mask_identity(remedy or f"填写{what}后再制作正式稿。"),
        subject=subject,
        field=field,
    )


def paper_code(case: Case, kind: str, subject: str) -> str:
    """A short id for the code on the paper: stable for project, kind and unit or supplier.

    Projects are numbered anew in each data folder, so the moment it was created tells them apart;
    a project that was handed over keeps the number it was born with.
    """
    born = case.created_at.isoformat() if case.created_at else ""
    digest = hashlib.sha256(
        f"{case.born_as or case.id}|{born}|{kind}|{subject}".encode()
    ).hexdigest()
    return digest[:12].upper()

"""From spec + text + facts to a Paper, with what still keeps it a draft."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.papers.blocks import Paper, plain_text
from zjbuy_desktop.core.papers.labels import label
from zjbuy_desktop.core.papers.spec import PaperSpec, Setting
from zjbuy_desktop.core.papers.template import Filled, fill


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper and why it is still a draft (nothing when it is final)."""

    paper: Paper
    findings: tuple[Finding, ...]


def compose(spec: PaperSpec, text: str, setting: Setting) -> Composed:
    """Compose one paper; it is marked 草稿 while a mandatory fact, number or date is missing."""
    content = spec.fill(setting)
    filled = fill(text, content.facts, content.blocks)
    findings = tuple(_findings(spec, filled, setting))
    details = setting.details
    unit = setting.unit.name if setting.unit else ""
    paper = Paper(
        kind=spec.kind,
        style=spec.style,
        title=filled.title,
        blocks=filled.blocks,
        issuer=unit if spec.by_unit else setting.case.project.lead_unit,
        number=details.number,
        to=filled.to,
        copies_to=filled.copies,
        draft=bool(findings),
        returns=spec.returns,
        unit=unit,
        code=paper_code(setting.case.id, spec.kind, unit),
        printed_on=details.dated,
    )
    return Composed(_with_facts(paper, filled), findings)


def _with_facts(paper: Paper, filled: Filled) -> Paper:
    facts = dict(filled.used)
    facts["whole_text"] = hashlib.sha256(plain_text(paper).encode()).hexdigest()
    return replace(paper, facts=tuple(sorted(facts.items())))


def _findings(spec: PaperSpec, filled: Filled, setting: Setting) -> Iterator[Finding]:
    subject = setting.unit.name if setting.unit else ""
    for name in filled.missing:
        if name not in spec.optional:
            yield _missing(spec, label(name), subject, name)
    if spec.numbered and not setting.details.number:
        yield _missing(spec, "文号", subject, "number")
    if not spec.dated_by_hand and not setting.details.dated:
        yield _missing(spec, "成文日期", subject, "dated")


def _missing(spec: PaperSpec, what: str, subject: str, field: str) -> Finding:
    return Finding(
        rule="paper_facts_complete",
        severity=Severity.BLOCK,
        message=f"《{spec.title}》缺少{what}，只能出草稿。",
        basis=spec.basis,
        fix=f"填写{what}后再制作正式稿。",
        subject=subject,
        field=field,
    )


def paper_code(case_id: int, kind: str, unit: str) -> str:
    """A short id for the code on the paper: stable for project, kind and unit."""
    digest = hashlib.sha256(f"{case_id}|{kind}|{unit}".encode()).hexdigest()
    return digest[:12].upper()


def changes(before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]) -> list[str]:
    """What changed between the facts a paper printed and the facts now, in Chinese.

    Empty when nothing did: the paper is up to date.
    """
    old, new = dict(before), dict(after)
    names = [n for n in {**old, **new} if old.get(n) != new.get(n)]
    named = [n for n in names if n != "whole_text"]
    lines = [
        f"{label(n)}：{old.get(n) or '（空）'} → {new.get(n) or '（空）'}" for n in sorted(named)
    ]
    return lines or (["表格或文字有变化"] if names else [])

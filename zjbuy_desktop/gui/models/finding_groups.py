"""Findings of one rule about many units, told as one thing: fifty cards alike tell nothing."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

_OWN = re.compile("“[^”]*”|[0-9A-Za-z.,‑-]+")
"""What is one finding's own within words that many share: names in quotes, cells, figures."""
_UNITS = "家单位"
NAMED = 3
"""Units a group names before it says how many there are."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What one rule says about several units or lots.

    Attributes:
        findings: at least one; all of one rule and one severity.
        measure: 家单位, or 处 where they are not about units.
    """

    findings: "tuple[Finding, ...]"
    measure: str = "处"

    @property
    def first(self) -> "Finding":
        """The one that speaks for all."""
        return self.findings[0]

    @property
    def alone(self) -> bool:
        """Whether there is but one."""
        return len(self.findings) == 1

    @property
    def each(self) -> "list[FindingGroup]":
        """The findings one by one."""
        return [FindingGroup((finding,), self.measure) for finding in self.findings]

    @property
    def count(self) -> str:
        """26 家单位; 5 处（3 家单位） where several are about one unit, as each contract of its."""
        distinct = len({f.subject for f in self.findings})
        if self.measure == _UNITS and distinct < len(self.findings):
            return f"{len(self.findings)} 处（{distinct} {_UNITS}）"
        return f"{len(self.findings)} {self.measure}"

    @property
    def message(self) -> str:
        """What is so, said once: 26 家单位的通知书还没有发出。"""
        if self.alone:
            return self.first.message
        told = {f.message.replace(f.subject, "{}", 1) for f in self.findings}
        sentence = told.pop()
        if told or self.measure == "处" or "{}" not in sentence:
            return f"{self.first.message}（同样的情况共 {self.count}）"
        gap = "" if sentence.startswith("{}") else " "
        return sentence.replace("{}", f"{gap}{self.count}", 1)

    @property
    def fix(self) -> str:
        """What to do; where it names a cell or a number, that of the first, told as such."""
        alike = all(f.fix == self.first.fix for f in self.findings)
        return self.first.fix if alike else f"例如第一处：{self.first.fix}"

    @property
    def names(self) -> str:
        """之江市教育局、之江市公安局、之江市水利局等."""
        subjects = list(dict.fromkeys(f.subject for f in self.findings))
        return "、".join(subjects[:NAMED]) + ("等" if len(subjects) > NAMED else "")


def grouped(findings: "Iterable[Finding]", units: Collection[str] = ()) -> list[FindingGroup]:
    """Groups in the order of their first finding; what is about nothing in particular is alone.

    ``units`` are the names of the roster, to know units from lots.
    """
    found: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        alike = (finding.rule, finding.severity, finding.field, _OWN.sub("", finding.fix))
        found.setdefault(alike if finding.subject else number, []).append(finding)
    return [FindingGroup(tuple(group), _measure(group, units)) for group in found.values()]


def _measure(group: "list[Finding]", units: Collection[str]) -> str:
    return _UNITS if all(f.subject in units for f in group) else "处"


def held_words(findings: "Iterable[Finding]") -> str:
    """还有 2 处必须改、3 处要处理或说明理由; empty when nothing holds the stage."""
    severities = [f.severity.value for f in findings]
    blocks, warns = severities.count("block"), severities.count("warn")
    said = [f"{blocks} 处必须改"] if blocks else []
    said += [f"{warns} 处要处理或说明理由"] if warns else []
    return f"还有 {'、'.join(said)}" if said else ""

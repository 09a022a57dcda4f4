"""红线：一条规则现在怎么样，看了什么，怎么办，谁说明过什么理由。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How a rule stands; the order is that of urgency."""

    BLOCK = "必须改"
    WARN = "请注意"
    ADVISE = "建议"
    REASONED = "已说明理由"
    HOLDS = "符合"
    UNTOUCHED = "尚未涉及"


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A reason given for going on in spite of a warning.

    Attributes:
        subject: unit or lot; empty for all.
        reason: 理由.
        by: who gave it; empty where the records don't say.
        on: when; ``None`` likewise.
        holds: whether the warning is still there without the reason.
    """

    subject: str
    reason: str
    by: str = ""
    on: date | None = None
    holds: bool = True

    @property
    def words(self) -> str:
        """之江市教育局：…（王喆，2026-09-04）."""
        when = "，".join(filter(None, (self.by, self.on.isoformat() if self.on else "")))
        who = f"{self.subject}：" if self.subject else ""
        return f"{who}{self.reason}" + (f"（{when}）" if when else "")


@dataclass(frozen=True, slots=True)
class RedLine:
    """One rule of one stage as it stands.

    Attributes:
        stage: stage id.
        stage_title: 环节.
        rule: rule id.
        statement: 应当成立的话.
        basis: 依据; empty where the program itself asks for it.
        standing: 现状.
        seen: 看了什么, in one line.
        why: why it is not touched, or counts only as advice; empty otherwise.
        said: what was found, each with its subject.
        fixes: what to do, each once.
        reasons: reasons given.
    """

    stage: str
    stage_title: str
    rule: str
    statement: str
    basis: str
    standing: Standing
    seen: str = ""
    why: str = ""
    said: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    reasons: tuple[Reasoned, ...] = ()

    @property
    def found(self) -> str:
        """What was found, or why nothing could be."""
        return "".join((*self.said, self.why and f"{self.why}。"))

    @property
    def fix(self) -> str:
        """怎么办."""
        return "".join(self.fixes)

    @property
    def reason(self) -> str:
        """Every reason given, in one line."""
        return "；".join(r.words for r in self.reasons)


def counted(lines: tuple[RedLine, ...]) -> str:
    """共 72 条：必须改 3、请注意 1、符合 60、尚未涉及 8."""
    parts = [(s.value, sum(line.standing is s for line in lines)) for s in Standing]
    return f"共 {len(lines)} 条：" + "、".join(f"{word} {n}" for word, n in parts if n)

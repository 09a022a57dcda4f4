"""退回登记: which refused files went back to their units, read from the audit trail.

Nothing but the trail holds it: what was said to whom is a fact of the day and never changes; a
later entry for the same file stands beside it and counts.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.store.unit_of_work import View, Work

ACTION = "returns_sent_back"


@dataclass(frozen=True, slots=True)
class SendingBack:
    """One refused file that went back.

    Attributes:
        on: the day.
        how: 微信、电话 …
        whom: who took it; may be empty.
        actor: who entered it.
    """

    on: date
    how: str
    whom: str
    actor: str

    @property
    def day(self) -> str:
        """已退回 8-17."""
        return f"已退回 {self.on.month}-{self.on.day}"

    @property
    def short(self) -> str:
        """已退回 8-17，待重交."""
        return f"{self.day}，待重交"

    @property
    def told(self) -> str:
        """2026年8月17日已退回（微信，王喆）."""
        who = f"，{self.whom}" if self.whom else ""
        return f"{self.on.year}年{self.on.month}月{self.on.day}日已退回（{self.how}{who}）"


def add_sending_back(work: Work, return_ids: Sequence[int], on: date, how: str, whom: str) -> None:
    """Put it into the audit event of a write begun with ``ACTION``."""
    work.payload.update(returns=list(return_ids), on=on.isoformat(), how=how, whom=whom)


def sendings_back(view: View, project_id: int) -> dict[int, SendingBack]:
    """Number of a return → when and how it last went back."""
    rows = view.db.exec_driver_sql(
        "SELECT actor, payload FROM audit_event WHERE action = ? AND project = ? ORDER BY seq",
        (ACTION, project_id),
    )
    found: dict[int, SendingBack] = {}
    for actor, text in rows:
        kept = json.loads(text)
        sent = SendingBack(date.fromisoformat(kept["on"]), kept["how"], kept["whom"], actor)
        found.update(dict.fromkeys(kept["returns"], sent))
    return found

"""询问、质疑、投诉: the records and the requests for help, each kept whole."""

from collections.abc import Sequence

from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind, Outcome
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import record_of, replace_all, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def set_disputes(work: Work, project_id: int, disputes: Sequence[Dispute]) -> None:
    """Write them in place of those that stood there."""
    rows = ({**values_of(d), "outcome": d.outcome or ""} for d in disputes)
    replace_all(work.db, t.dispute, project_id, rows)


def set_assistance(work: Work, project_id: int, asked: Sequence[Assistance]) -> None:
    """Write them in place of those that stood there."""
    replace_all(work.db, t.assistance, project_id, map(values_of, asked))


def load_disputes(view: View, project_id: int) -> tuple[Dispute, ...]:
    """Every record, in order of entry."""
    return tuple(
        record_of(
            Dispute,
            row,
            kind=DisputeKind(row["kind"]),
            about=About(row["about"]),
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        )
        for row in rows_of(view.db, t.dispute, project_id, "id")
    )


def load_assistance(view: View, project_id: int) -> tuple[Assistance, ...]:
    """Every request, in order of entry."""
    rows = rows_of(view.db, t.assistance, project_id, "id")
    return tuple(record_of(Assistance, row) for row in rows)

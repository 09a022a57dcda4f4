"""One write = one transaction = one audit event."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from zjbuy_desktop.store import audit, row_log
from zjbuy_desktop.store.engine import WRITING
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.originals import Originals


@dataclass(slots=True)
class View:
    """A read: everything seen through it is of one moment.

    Attributes:
        db: the connection inside its transaction.
        originals: the folder of originals.
    """

    db: Connection
    originals: Originals


@dataclass(slots=True)
class Work(View):
    """A write in progress.

    Attributes:
        at: when, as the audit event will say.
        project_id: the project it concerns; may be set on the way (a new project).
        payload: facts for the audit event; anything JSON can hold, dates become text.
    """

    at: datetime
    project_id: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)


@contextmanager
def reading(engine: Engine, originals: Originals) -> Iterator[View]:
    """A snapshot to read from."""
    with sorted_errors(files=False), engine.connect() as db, db.begin():
        yield View(db, originals)


@contextmanager
def writing(
    engine: Engine,
    originals: Originals,
    *,
    action: str,
    summary: str,
    at: datetime,
    actor: str,
    project_id: int | None,
) -> Iterator[Work]:
    """A transaction that ends with its audit event, or leaves nothing behind.

    When the block is left normally the change is on the disk; an exception undoes all of it.
    """
    with sorted_errors(files=False), _begun(engine) as db:
        work = Work(db, originals, at, project_id)
        yield work
        if work.project_id is not None:
            db.exec_driver_sql(
                "UPDATE project SET updated_at = ? WHERE id = ?",
                (at.isoformat(), work.project_id),
            )
        row_log.write_down(db)
        audit.append(
            db,
            {
                "at": at.isoformat(),
                "actor": actor,
                "action": action,
                "project": work.project_id,
                "summary": summary,
                "payload": work.payload,
            },
        )


@contextmanager
def quiet_writing(engine: Engine) -> Iterator[Connection]:
    """A transaction without an audit event: for drafts and what can be computed anew."""
    with sorted_errors(files=False), _begun(engine) as db:
        yield db
        row_log.write_down(db)


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{WRITING: True}) as db:
        row_log.watch(db)
        with db.begin():
            yield db

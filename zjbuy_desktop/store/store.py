"""The open data folder: what use-cases hold and read and write through."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, select

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import places, tables, unit_of_work
from zjbuy_desktop.store.audit import canonical
from zjbuy_desktop.store.lock import FolderLock
from zjbuy_desktop.store.originals import Originals
from zjbuy_desktop.store.unit_of_work import View, Work

if TYPE_CHECKING:
    from zjbuy_desktop.store.batons import Away


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood on a page when it was left.

    Attributes:
        payload: the page's values, JSON.
        version: version of the payload's form.
        saved_at: when it was saved.
    """

    payload: dict[str, Any]
    version: int
    saved_at: datetime


class Store:
    """One data folder, open; close it when done.

    Attributes:
        data_dir: the folder.
        originals: 原件.
        notes: 中文 remarks to show after opening (network drive, failed daily backup).
        away: project → where it went; such a project can only be looked at.
    """

    def __init__(
        self,
        data_dir: Path,
        engine: Engine,
        *,
        actor: str,
        lock: FolderLock | None,
        notes: tuple[str, ...] = (),
        away: "Mapping[int, Away] | None" = None,
    ) -> None:
        self.data_dir = data_dir
        self.originals = Originals(places.originals(data_dir))
        self.notes = notes
        self.away: Mapping[int, Away] = away or {}
        self._engine = engine
        self._actor = actor
        self._lock = lock

    @property
    def actor(self) -> str:
        """经办人, as audit events name them."""
        return self._actor

    @property
    def writable(self) -> bool:
        """Whether the folder is open for writing."""
        return self._lock is not None

    def begin(
        self, action: str, summary: str, at: datetime, project_id: int | None = None
    ) -> AbstractContextManager[Work]:
        """``with store.begin(…) as work:`` one transaction and exactly one audit event.

        Args:
            action: English word of the use-case, e.g. ``import_returns``.
            summary: 中文 sentence for the audit trail.
            at: now, as the caller's clock says.
            project_id: the project concerned; a new one sets ``work.project_id``.

        Raises:
            UserError: the store was opened for reading only; the project is worked on
                elsewhere; disk full, locked, …
        """
        self._must_write(project_id)
        return unit_of_work.writing(
            self._engine,
            self.originals,
            action=action,
            summary=summary,
            at=at,
            actor=self._actor,
            project_id=project_id,
        )

    def read(self) -> AbstractContextManager[View]:
        """``with store.read() as view:`` a snapshot of one moment."""
        return unit_of_work.reading(self._engine, self.originals)

    def quietly(self) -> AbstractContextManager[Connection]:
        """``with store.quietly() as db:`` a transaction without an audit event.

        For drafts, and for what can be computed anew from what has its event.

        Raises:
            UserError: the store was opened for reading only; disk full, locked, …
        """
        self._must_write()
        return unit_of_work.quiet_writing(self._engine)

    def save_draft(
        self,
        project_id: int,
        stage: str,
        payload: dict[str, Any],
        *,
        at: datetime,
        version: int = 1,
    ) -> None:
        """Keep what stands on a page; no audit event, the last one saved counts."""
        self._must_write(project_id)
        with unit_of_work.quiet_writing(self._engine) as db:
            db.exec_driver_sql(
                "INSERT INTO draft (project_id, stage, payload, version, saved_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (project_id, stage) DO UPDATE SET"
                " payload = excluded.payload, version = excluded.version,"
                " saved_at = excluded.saved_at",
                (project_id, stage, canonical(payload), version, at.isoformat()),
            )

    def load_draft(self, project_id: int, stage: str) -> Draft | None:
        """What was last kept for a page, if anything."""
        draft = tables.draft.c
        query = select(draft.payload, draft.version, draft.saved_at).where(
            draft.project_id == project_id, draft.stage == stage
        )
        with self.read() as view:
            row = view.db.execute(query).fetchone()
        return Draft(json.loads(row[0]), row[1], row[2]) if row else None

    def drop_draft(self, project_id: int, stage: str) -> None:
        """Forget a draft, once its stage is completed."""
        self._must_write(project_id)
        with unit_of_work.quiet_writing(self._engine) as db:
            db.exec_driver_sql(
                "DELETE FROM draft WHERE project_id = ? AND stage = ?", (project_id, stage)
            )

    def close(self) -> None:
        """Close the database and give the folder free; a second call does nothing."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _must_write(self, project_id: int | None = None) -> None:
        if self._lock is None:
            raise UserError("数据文件夹是以只读方式打开的，不能保存。")
        if project_id is not None and project_id in self.away:
            from zjbuy_desktop.store.batons import refuse

            refuse(self.away[project_id])

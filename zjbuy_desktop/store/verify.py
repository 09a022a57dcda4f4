"""核对数据: everything that can be proved about a data folder, and what is wrong by name."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, audit, backup_seal, conservation, peek, places, row_check
from zjbuy_desktop.store.errors import sort_error
from zjbuy_desktop.store.originals import Originals


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of the data folder found.

    Attributes:
        problems: 中文, each naming what is wrong; empty when all is proved.
        projects: projects whose sums were checked.
        audit_events: events whose hashes were made again.
        originals: originals whose SHA-256 was made again.
        rows_since: ISO time of the upgrade since which rows are checked one by one; empty where
            that holds from the first record on.
    """

    problems: tuple[str, ...]
    projects: int = 0
    audit_events: int = 0
    originals: int = 0
    rows_since: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(data_dir: Path) -> VerifyReport:
    """Check every row, the audit chain, every original, backup and each project's sums.

    Works beside an open store.

    Raises:
        UserError: there is no database, it is newer than this program, or not ours.
    """
    found = peek.revision(data_dir)
    if found is None:
        raise UserError("这个数据文件夹里还没有数据。")
    peek.refuse_newer(found)
    with peek.connect(places.database(data_dir)) as db:
        problems = list(filter(None, [archive.unsound(db)]))
        counts: dict[str, int] = {}
        since = ""
        try:
            db.execute("BEGIN")
            # A damaged database is still asked for as much as it can tell: which row it is.
            for problem in _problems(db, data_dir):
                problems.append(problem)
            counts = archive.counts(db)
            since = row_check.started_at(db)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            known = sort_error(error)
            if known is None and not problems:
                raise
            problems += [] if known is None else [str(known)]
    return VerifyReport(
        tuple(dict.fromkeys(problems)),
        counts.get("project", 0),
        counts.get("audit_event", 0),
        counts.get("original", 0),
        since,
    )


def _problems(db: sqlite3.Connection, data_dir: Path) -> Iterator[str]:
    yield from audit.broken_links(db)
    yield from row_check.changed_rows(db)
    yield from _bad_originals(db, data_dir)
    yield from _unbalanced(db)
    yield from backup_seal.changed_backups(data_dir)


def _bad_originals(db: sqlite3.Connection, data_dir: Path) -> Iterator[str]:
    originals = Originals(places.originals(data_dir))
    query = "SELECT sha256, first_name FROM original ORDER BY first_name, sha256"
    for sha256, name in db.execute(query):
        path = originals.path(sha256)
        if not path.exists():
            yield f"原件缺失：{name}（{sha256[:12]}…）"
        elif not originals.is_whole(sha256):
            yield f"原件与接收时不一致：{name}（{sha256[:12]}…）"


def _unbalanced(db: sqlite3.Connection) -> Iterator[str]:
    for project_id, name in db.execute("SELECT id, name FROM project").fetchall():
        for difference in conservation.differences(
            lambda sql, values: db.execute(sql, values).fetchall(), project_id
        ):
            yield f"{name}：{difference}"

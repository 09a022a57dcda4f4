"""Hand projects over: make the parcel, let the copy here turn read-only, name the file last.

The order is: everything is written and checked under a temporary name; one transaction takes the
projects out of hand; the ledger is told; the file gets its name. Whatever breaks off in between,
no two PCs have the project, and the parcel can be made again from the copy that stays.
"""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import (
    archive,
    audit,
    batons,
    carrying,
    guarding,
    keys,
    open_keys,
    original_bytes,
    parcel,
    peek,
    places,
    row_check,
)
from zjbuy_desktop.store.batons import Baton
from zjbuy_desktop.store.database import connect, recrypt
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.keys import Keyring
from zjbuy_desktop.store.originals import hash_file, make_durable
from zjbuy_desktop.store.parcel import Card, Carried
from zjbuy_desktop.store.store import Store

ACTION = "handed_over"
Progress = Callable[[int, int, str], None]
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Given:
    """Projects that were handed over.

    Attributes:
        file: the parcel.
        size: bytes.
        card: what it says of itself.
        seal: SHA-256 of its list.
        originals: how many originals are in it.
    """

    file: Path
    size: int
    card: Card
    seal: str
    originals: int

    @property
    def code(self) -> str:
        """校验码."""
        return parcel.code_of(self.seal)

    @property
    def made_at(self) -> datetime:
        """When."""
        return datetime.fromisoformat(self.card.made_at)


def give(
    store: Store,
    projects: Sequence[int],
    file: Path,
    to: str,
    now: datetime,
    progress: Progress | None = None,
    phrase: str = "",
) -> Given:
    """Hand projects over to another PC.

    A project that was handed over before and came to nobody can be put into a parcel once more:
    it is the same turn again.

    Args:
        store: open for writing.
        projects: which.
        file: the parcel to be.
        to: 交给谁.
        now: for the records.
        progress: told done, total and what.
        phrase: a passphrase of the parcel's own; empty for one that anybody can read.

    Raises:
        UserError: nothing to hand over, a project's copy here is an old one, the disk is full,
            no passphrase for data that is encrypted here.
    """
    held = _held(store, projects, to, now)
    ring = _ring(store, phrase)
    part = file.with_name(f".{file.name}.part")
    # In the data folder, whatever the target: there it is as secret as the data.
    database = store.data_dir / f".{file.name}.db"
    tell = progress or (lambda done, total, what: None)
    with sorted_errors():
        file.parent.mkdir(parents=True, exist_ok=True)
        peek.sweep_old(file.parent.glob(".*.zjhand.part"))  # of one that was killed, on the stick
        try:
            head = carrying.cut_out(store.data_dir, projects, database)
            card, seal = _write(store, database, part, held, tell, ring)
            _verify(part, seal, database, ring)
            _let_go(store, held, head, seal, card.doubts, now)
            part.replace(file)
            make_durable([file], file.parent)
        finally:
            for leftover in (part, database):
                leftover.unlink(missing_ok=True)
    return Given(file, file.stat().st_size, card, seal, card.counts["original"] - len(card.missing))


def _ring(store: Store, phrase: str) -> tuple[Keyring, bytes] | None:
    if not phrase and open_keys.key_for(store.data_dir) is not None:
        raise UserError(
            "数据是加密的，交接文件也要有口令。", "给它一个自己的口令，另外告诉对方，不要写在一起。"
        )
    return keys.fresh(phrase) if phrase else None


def _held(store: Store, projects: Sequence[int], to: str, now: datetime) -> list[Baton]:
    """The batons as they will be once the projects are away."""
    if not projects:
        raise UserError("没有选要交接的项目。", "至少选一个项目。")
    if not to.strip():
        raise UserError("请写明交给谁。", "例如：李四（采购科 2 号机）。")
    with store.read() as view:
        found = [batons.load(view, project_id) for project_id in projects]
    token = secrets.token_hex(8)
    for baton in found:
        gone = store.away.get(baton.project_id)
        if gone is not None and gone.old:
            batons.refuse(gone)
    return [
        replace(
            b, turn=b.turn + 1 if b.here else b.turn, here=False, other=to.strip(),
            by=store.actor, token=token, at=now,
        )
        for b in found
    ]  # fmt: skip


def _write(
    store: Store, database: Path, part: Path, held: Sequence[Baton], tell: Progress,
    ring: tuple[Keyring, bytes] | None,
) -> tuple[Card, str]:  # fmt: skip
    key = ring[1] if ring else None
    with closing(connect(database)) as db:
        wanted = [row[0] for row in db.execute("SELECT sha256 FROM original ORDER BY sha256")]
    card = _card(database, held, (), _doubts(store))
    recrypt(database, open_keys.key_for(database), key)
    digests: dict[str, str] = {parcel.DATABASE: hash_file(database)}
    missing: list[str] = []
    with zipfile.ZipFile(guarding.begin(part), "w", zipfile.ZIP_STORED) as target:
        target.write(database, parcel.DATABASE, zipfile.ZIP_DEFLATED, compresslevel=6)
        for at, sha256 in enumerate(wanted):
            tell(at, len(wanted), "写入原件")
            content = store.originals.whole(sha256)
            if content is None:
                missing.append(sha256)
                continue
            name = archive.original_name(sha256)
            target.writestr(name, original_bytes.stored(content, key))
            digests[name] = sha256
        card = replace(card, missing=tuple(missing))
        told = {parcel.CARD: original_bytes.stored(card.to_json().encode(), key)}
        if ring is not None:
            told[parcel.KEYS] = ring[0].to_json().encode()
        for name, content in told.items():
            target.writestr(name, content, zipfile.ZIP_DEFLATED)
            digests[name] = hashlib.sha256(content).hexdigest()
        listed = parcel.digest_list(digests)
        target.writestr(parcel.DIGESTS, listed, zipfile.ZIP_DEFLATED)
    return card, parcel.seal_of(listed)


def _doubts(store: Store) -> int:
    """How much in the data here is not as the program wrote it, of whatever project.

    Only the number goes along: what is named would tell of other projects.
    """
    with peek.connect(places.database(store.data_dir)) as db:
        return len({*audit.broken_links(db), *row_check.changed_rows(db)})


def _card(database: Path, held: Sequence[Baton], missing: Sequence[str], doubts: int) -> Card:
    with closing(connect(database)) as db:
        names = dict(db.execute("SELECT id, name FROM project"))
        units = dict(db.execute("SELECT project_id, count(*) FROM unit GROUP BY project_id"))
        totals = archive.totals(db)
        projects = tuple(
            Carried(
                b.project_id, names[b.project_id], b.lineage, b.turn, b.born_as,
                units.get(b.project_id, 0), tuple(totals[str(b.project_id)]),  # type: ignore[arg-type]
            )
            for b in held
        )  # fmt: skip
        first = held[0]
        assert first.at is not None
        return Card(
            parcel.FORMAT, first.at.isoformat(), first.by, first.other, first.token,
            archive.revision(db), archive.counts(db), projects, tuple(missing), doubts,
        )  # fmt: skip


def _verify(part: Path, seal: str, scratch: Path, ring: tuple[Keyring, bytes] | None) -> None:
    """Open the finished file as the other PC will, and compare all of it."""
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())
    if ring is not None:
        keys.know(ring[1])
    with parcel.opened(part) as made:
        if made.seal != seal:
            raise parcel.bad("写出后清单不一致")
        parcel.extract_database(made, scratch)
        for sha256 in made.originals:
            parcel.original(made, sha256)
        with closing(connect(scratch)) as db:
            for _ in carrying.trail(db):
                pass


def _let_go(
    store: Store, held: Sequence[Baton], head: str, seal: str, doubts: int, now: datetime
) -> None:
    """From here on the projects are looked at only."""
    names = "、".join(f"项目 {b.project_id}" for b in held)
    one = held[0].project_id if len(held) == 1 else None
    summary = f"交接给“{held[0].other}”：{names}"
    with store.begin(ACTION, summary, now) as work:
        query = "SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1"
        if (work.db.exec_driver_sql(query).scalar() or "0" * 64) != head:
            raise UserError("做交接文件时数据又有改动。", "请再做一次；没有交出任何项目。")
        for baton in held:
            batons.save(work, baton)
        work.project_id = one
        work.payload.update(
            to=held[0].other, seal=seal, token=held[0].token, doubts=doubts,
            projects=[[b.project_id, b.lineage, b.turn] for b in held],
        )  # fmt: skip
    with store.read() as view:
        store.away = batons.away(view, store.data_dir)
        batons.note_all(view, store.data_dir)


def reclaim(store: Store, project_id: int, reason: str, now: datetime) -> None:
    """收回: go on here with a project that was handed over, because the other copy is lost.

    The turn is counted on, so that the other copy is an old one wherever the two meet.

    Raises:
        UserError: the project is worked on here anyway, or no reason is given.
    """
    gone = store.away.get(project_id)
    if gone is None:
        raise UserError("这个项目就在这台电脑上办理，不用收回。")
    if not reason.strip():
        raise UserError("收回需要写明理由。", "例如：交接用的U盘丢失，对方没有接收。")
    with store.read() as view:
        baton = batons.load(view, project_id)
    fresh = replace(
        baton, turn=max(baton.turn, gone.turn) + 1, here=True, other="收回", by=store.actor,
        token=secrets.token_hex(8), at=now,
    )  # fmt: skip
    with store.begin("hand_over_reclaimed", f"收回项目：{reason.strip()}", now) as work:
        batons.save(work, fresh)
        work.project_id = project_id
        work.payload.update(reason=reason.strip(), turn=fresh.turn)
    with store.read() as view:
        store.away = batons.away(view, store.data_dir)
        batons.note_all(view, store.data_dir)

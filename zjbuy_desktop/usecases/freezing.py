"""封存：回收结束时把全部需求定下来；要改先解封，写明理由；以后随时可与封存时相比。"""

from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.comparing import Differences, compare
from zjbuy_desktop.store import needs, snapshots
from zjbuy_desktop.store.snapshots import Snapshot as Snapshot
from zjbuy_desktop.usecases.desk import Desk


def proposed_name(day: date) -> str:
    """2026年8月25日汇总."""
    return f"{day.year}年{day.month}月{day.day}日汇总"


def freeze(desk: Desk, project_id: int, name: str) -> Snapshot:
    """Seal what counts now.

    Raises:
        UserError: it is sealed already, the name is empty or used, or there is no need.
    """
    desk.case(project_id)
    summary = f"封存需求“{name.strip()}”"
    with desk.store.begin("needs_frozen", summary, desk.now(), project_id=project_id) as work:
        number = snapshots.seal(work, project_id, name, desk.store.actor)
        made = next(s for s in snapshots.list_snapshots(work, project_id) if s.id == number)
        work.payload.update(
            snapshot=number, digest=made.digest, rows=made.line_count, amount_fen=made.amount_fen
        )
    return made


def unfreeze(desk: Desk, project_id: int, reason: str) -> Snapshot:
    """解封; the sealed content stays kept.

    Raises:
        UserError: nothing is sealed, or no reason is given.
    """
    desk.case(project_id)
    summary = f"解封需求：{reason.strip()}"
    with desk.store.begin("needs_unfrozen", summary, desk.now(), project_id=project_id) as work:
        opened = snapshots.unseal(work, project_id, reason)
        work.payload["snapshot"] = opened.id
    return opened


def list_snapshots(desk: Desk, project_id: int) -> tuple[Snapshot, ...]:
    """Every sealing, the newest last."""
    with desk.store.read() as view:
        return snapshots.list_snapshots(view, project_id)


def frozen(desk: Desk, project_id: int) -> Snapshot | None:
    """The sealing in force."""
    with desk.store.read() as view:
        return snapshots.frozen(view, project_id)


def compare_with(desk: Desk, project_id: int, snapshot: str) -> Differences:
    """与封存时相比: the sealed lines beside those that count now.

    Args:
        desk: the desk.
        project_id: the project.
        snapshot: its number or its name.

    Raises:
        UserError: there is no such sealing, or its content was damaged.
    """
    with desk.store.read() as view:
        listed = snapshots.list_snapshots(view, project_id)
        found = next((s for s in listed if snapshot in (s.name, str(s.id))), None)
        if found is None:
            known = "、".join(f"{s.id}（{s.name}）" for s in listed) or "还没有封存过"
            raise UserError(f"没有“{snapshot}”这次封存。", f"已有的封存：{known}")
        return compare(snapshots.sealed_lines(view, found.id), needs.load_needs(view, project_id))

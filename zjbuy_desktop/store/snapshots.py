"""封存: the needs of one moment, kept under a digest; while sealed nothing may change them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import Total, total
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, record_of
from zjbuy_desktop.store.needs import load_needs
from zjbuy_desktop.store.sealed_content import content_of, digest_of, lines_in
from zjbuy_desktop.store.unit_of_work import View, Work


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One sealing.

    Attributes:
        id: its number.
        name: 名称, e.g. ``2026年8月25日汇总``.
        sealed_at: 封存时间.
        sealed_by: 经办人.
        digest: SHA-256 over all lines with their sources.
        line_count: 行数.
        quantity: 数量, integer 1/1000.
        amount_fen: 金额（分）.
        opened_at: 解封时间; ``None`` while it is sealed.
        opened_reason: 解封理由.
    """

    id: int
    name: str
    sealed_at: datetime
    sealed_by: str
    digest: str
    line_count: int
    quantity: int
    amount_fen: int
    opened_at: datetime | None
    opened_reason: str

    @property
    def sums(self) -> Total:
        """Its totals."""
        return Total(self.line_count, self.quantity, self.amount_fen)


def list_snapshots(view: View, project_id: int) -> tuple[Snapshot, ...]:
    """Every sealing of a project, the newest last; without the lines."""
    shown = [c for c in t.need_snapshot.c if c.name not in ("content", "project_id")]
    query = select(*shown).where(t.need_snapshot.c.project_id == project_id)
    rows = view.db.execute(query.order_by(t.need_snapshot.c.id)).mappings()
    return tuple(record_of(Snapshot, row) for row in rows)


def frozen(view: View, project_id: int) -> Snapshot | None:
    """The sealing in force, if there is one."""
    return next((s for s in list_snapshots(view, project_id) if s.opened_at is None), None)


def refuse_when_frozen(view: View, project_id: int) -> None:
    """Every use-case that changes needs asks this first.

    Raises:
        UserError: the needs are sealed; the hint says how to go on.
    """
    sealed = frozen(view, project_id)
    if sealed is not None:
        raise UserError(
            f"需求已封存为“{sealed.name}”，不能再改动。",
            "确需改动的，先解封并写明理由（“回收与汇总”的“版本与封存”），改完重新封存；"
            "只想看看文件内容的，可以预览，不写入。",
        )


def seal(work: Work, project_id: int, name: str, actor: str) -> int:
    """Seal what counts now under a name.

    Raises:
        UserError: it is sealed already, the name is empty or used, or there is no need.
    """
    refuse_when_frozen(work, project_id)
    if not name.strip():
        raise UserError("封存要有一个名称。", "例如：2026年8月25日汇总。")
    if any(s.name == name.strip() for s in list_snapshots(work, project_id)):
        raise UserError(f"已有名为“{name.strip()}”的封存。", "换一个名称。")
    lines = load_needs(work, project_id)
    if not lines:
        raise UserError("还没有已接收的需求，没有可封存的。", "先导入各单位发回的需求表。")
    content = content_of(lines)
    sums = total(lines)
    row = {
        "project_id": project_id,
        "name": name.strip(),
        "sealed_at": work.at,
        "sealed_by": actor,
        "digest": digest_of(content),
        "line_count": sums.rows,
        "quantity": sums.quantity,
        "amount_fen": sums.amount_fen,
        "content": content,
        "opened_at": None,
        "opened_reason": "",
    }
    return insert_one(work.db, t.need_snapshot, row)


def unseal(work: Work, project_id: int, reason: str) -> Snapshot:
    """Open the sealing in force; what was sealed stays kept.

    Raises:
        UserError: nothing is sealed, or no reason is given.
    """
    sealed = frozen(work, project_id)
    if sealed is None:
        raise UserError("需求没有封存，不用解封。")
    if not reason.strip():
        raise UserError("解封需要写明理由。", "例如：市教育局8月26日来函更正数量。")
    work.db.exec_driver_sql(
        "UPDATE need_snapshot SET opened_at = ?, opened_reason = ? WHERE id = ?",
        (work.at.isoformat(), reason.strip(), sealed.id),
    )
    return sealed


def sealed_lines(view: View, snapshot_id: int) -> tuple[NeedLine, ...]:
    """The lines as they were sealed.

    Raises:
        UserError: they are no longer what their digest says.
    """
    n = t.need_snapshot.c
    query = select(n.name, n.content, n.digest).where(n.id == snapshot_id)
    name, content, digest = view.db.execute(query).one()
    if digest_of(content) != digest:
        raise UserError(f"封存“{name}”的内容与它的校验值不符。", "请从备份恢复，并报告此事。")
    return lines_in(content)


def digest_now(view: View, project_id: int) -> str:
    """The digest of what counts now."""
    return digest_of(content_of(load_needs(view, project_id)))

"""已签合同：录入，与采购结果逐项核对。"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import signed
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.entering import Entered, settle
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import records
from zjbuy_desktop.store import signed as stored
from zjbuy_desktop.usecases.desk import Desk

_SHOWN = 5


def read(file: Path) -> tuple[Entered, ...]:
    """Contracts as signed, out of a ``.toml`` or a list in Excel.

    Raises:
        UserError: naming the key, or sheet and cell.
    """
    from zjbuy_desktop.usecases.settings_files import contracts_from

    if file.suffix.lower() == ".toml":
        return contracts_from(file)
    from zjbuy_desktop.excel.signed import read_signed

    return read_signed(file)


def enter(desk: Desk, project_id: int, entries: Sequence[Entered], origin: str) -> dict[str, Any]:
    """Keep contracts as signed, each in place of what was entered for its unit and lot.

    A unit all of whose contracts are entered by then, and whose signing isn't recorded yet, is
    recorded as having signed on the day of the last one, in the same transaction.

    Raises:
        UserError: for a contract the award doesn't have, or a day to come; nothing is written.
    """
    case = desk.case(project_id)
    kept, problems = settle(case, entries, desk.today)
    if problems:
        more = f"；另有 {len(problems) - _SHOWN} 处" if len(problems) > _SHOWN else ""
        raise UserError(
            "；".join(problems[:_SHOWN]) + more + "。", "改正后重新录入，本次没有写入。"
        )
    events = _newly_signed(case, kept)
    summary = f"录入已签合同 {len(kept)} 份（{origin}）"
    with desk.store.begin("contracts_entered", summary, desk.now(), project_id=project_id) as work:
        stored.keep_signed(work, project_id, kept)
        records.add_events(work, project_id, events)
        for record in flow.after_touching(case, stage("signing")):
            records.set_stage(work, project_id, record)
        work.payload["contracts"] = [[c.unit, c.lot, c.number, c.amount_fen] for c in kept]
        work.payload["signed"] = [[e.unit, e.on.isoformat()] for e in events]
    return check(desk, project_id) | {
        "entered": len(kept),
        "recorded": [{"unit": e.unit, "on": e.on} for e in events],
    }


def _newly_signed(case: Case, kept: Sequence[SignedContract]) -> list[Event]:
    days = signed.wholly_signed(case, (*case.signed, *kept))
    return [
        Event(EventKind.CONTRACT_SIGNED, day, unit)
        for unit, day in days.items()
        if case.happened(EventKind.CONTRACT_SIGNED, unit) is None
    ]


def remove(desk: Desk, project_id: int, unit: str, lot: str, reason: str) -> None:
    """Take back what was entered of one contract; the recorded day of signing stays.

    Raises:
        UserError: when nothing was entered, or no reason is given.
    """
    case = desk.case(project_id)
    gone = next((s for s in case.signed if (s.unit, s.lot) == (unit, lot)), None)
    if gone is None:
        raise UserError(f"{unit}（{lot}）没有录入合同。", "在“合同核对”里选一份录入了的。")
    if not reason.strip():
        raise UserError("撤销录入要写明理由。", "写清为什么撤销，会记入办理记录。")
    summary = f"撤销录入的合同 {unit}（{lot}，编号 {gone.number}）：{reason.strip()}"
    with desk.store.begin("contract_removed", summary, desk.now(), project_id=project_id) as work:
        stored.drop_signed(work, project_id, unit, lot)
        for record in flow.after_touching(case, stage("signing")):
            records.set_stage(work, project_id, record)
        work.payload["contract"] = [unit, lot, gone.number, gone.amount_fen]


def check(desk: Desk, project_id: int) -> dict[str, Any]:
    """Every field of every contract entered: what it should be, what the contract says.

    ``differing`` counts fields that differ and contracts no award stands behind.
    """
    case = desk.case(project_id)
    rows = signed.comparison(case)
    stray = [{"unit": s.unit, "lot": s.lot, "number": s.number} for s in signed.without_award(case)]
    return {
        "rows": [_shown(row) for row in rows],
        "differing": sum(r.match is signed.Match.DIFFERENT for r in rows) + len(stray),
        "without_award": stray,
        "not_entered": [
            {"unit": unit, "lot": lot} for unit, lot in map(signed.place, signed.not_entered(case))
        ],
    }


def _shown(row: signed.Compared) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "lot": row.lot,
        "field": row.field,
        "expected": row.expected,
        "written": row.written,
        "match": row.match.value,
        "must": row.must,
    }

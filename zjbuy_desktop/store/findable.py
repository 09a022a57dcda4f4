"""All that can be looked up, over all projects, read with nothing but sqlite3.

A read of its own, so that looking up waits for no work under way and needs no case.
"""

from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.store import peek, places
from zjbuy_desktop.store.errors import sorted_errors

_QUERY = """
SELECT '项目' AS grp, id AS pid, name AS said, project_number AS more,
       '' AS kind, '' AS subject FROM project
UNION ALL SELECT '单位', project_id, name, district || ' ' || uscc || ' ' || budget_code,
       role, name FROM unit
UNION ALL SELECT '联系人', project_id, contact, name || ' ' || phone, 'unit', name
       FROM unit WHERE contact <> '' OR phone <> ''
UNION ALL SELECT '联系人', project_id, contact, name || ' ' || phone, 'agency', name
       FROM agency WHERE contact <> '' OR phone <> ''
UNION ALL SELECT '联系人', project_id, contact, supplier || ' ' || phone, 'award', lot
       FROM lot_award WHERE contact <> '' OR phone <> ''
UNION ALL SELECT '文号', project_id, number, unit, kind, unit FROM paper_details
       WHERE number <> '' AND kind NOT IN ('contract', 'supplementary_contract')
UNION ALL SELECT '合同', project_id, number, unit, 'paper:' || kind, unit FROM paper_details
       WHERE number <> '' AND kind IN ('contract', 'supplementary_contract')
UNION ALL SELECT '合同', project_id, number, unit || ' ' || lot, 'signed', unit
       FROM signed_contract WHERE number <> ''
UNION ALL SELECT '合同', project_id, number, unit || ' ' || lot || ' 补充合同', 'signed', unit
       FROM supplement WHERE number <> ''
UNION ALL SELECT '合同', project_id, agreement_number, name || ' 委托代理协议', 'agency', name
       FROM agency WHERE agreement_number <> ''
UNION ALL SELECT '采购计划', project_id, number, unit, 'plan', unit
       FROM plan_entry WHERE number <> ''
UNION ALL SELECT '采购计划', project_id, number, '牵头单位办理的临时采购计划', 'plan', ''
       FROM plan_filing WHERE number <> ''
UNION ALL SELECT '供应商和代理机构', project_id, supplier, lot || ' ' || supplier_uscc, 'award', lot
       FROM lot_award WHERE supplier <> ''
UNION ALL SELECT '供应商和代理机构', project_id, name, uscc, 'agency', name FROM agency
UNION ALL SELECT '标的', project_id, item, name || ' ' || spec, 'items', item FROM lot
UNION ALL SELECT '备注', project_id, note, coalesce(unit, ''), 'event:' || kind,
       coalesce(unit, '') FROM event WHERE note <> ''
UNION ALL SELECT '备注', project_id, reason, subject, 'reason:' || rule, subject FROM override
UNION ALL SELECT '备注', project_id, note, unit || ' ' || item, 'need', unit
       FROM need_line WHERE note <> '' AND current
UNION ALL SELECT '备注', project_id, note, subject, 'move:' || kind, subject
       FROM paper_move WHERE note <> ''
UNION ALL SELECT '备注', project_id, note, unit || ' ' || lot, 'signed', unit
       FROM signed_contract WHERE note <> ''
"""


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that can be looked up.

    Attributes:
        group: 项目、单位、联系人、文号、合同、采购计划、供应商和代理机构、标的、备注.
        project_id: the project it is in.
        project: its name.
        text: what is looked for first.
        more: what stands beside it.
        kind: what of the group it is: a paper's kind, ``event:`` and its kind …
        subject: unit, lot or other it belongs to.
    """

    group: str
    project_id: int
    project: str
    text: str
    more: str
    kind: str
    subject: str


def stamp(data_dir: Path) -> int:
    """A number that changes with every write: the last audit event."""
    with sorted_errors(), peek.connect(places.database(data_dir)) as db:
        return int(db.execute("SELECT coalesce(max(seq), 0) FROM audit_event").fetchone()[0])


def findables(data_dir: Path) -> tuple[Findable, ...]:
    """Everything that can be looked up, each once, by group."""
    with sorted_errors(), peek.connect(places.database(data_dir)) as db:
        names = dict(db.execute("SELECT id, name FROM project"))
        rows = db.execute(_QUERY).fetchall()
    found = (Findable(g, p, names.get(p, ""), s, m, k, w) for g, p, s, m, k, w in rows)
    return tuple(dict.fromkeys(found))

"""文件、制作、台账：写成给人看的中文行，和固定字段的 JSON。"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.usecases.results import PaperRow, Run

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.paper_runs import RunState
    from zjbuy_desktop.usecases.register import Passed, RegisterRow


def paper_json(row: PaperRow) -> dict[str, Any]:
    """One paper of ``papers list``."""
    return {
        "kind": row.kind,
        "title": row.title,
        "unit": row.subject,
        "number": row.number,
        "dated": row.dated,
        "state": row.state,
        "changed": list(row.changed),
        "file": row.file,
        "lacking": list(row.lacking),
    }


def paper_lines(row: PaperRow) -> list[str]:
    """The same for people: its state, then what it lacks or what has changed since."""
    head = f"{row.state}　{row.title}　{row.subject}　{row.number}".rstrip()
    return [head, *(f"    缺：{said}" for said in row.lacking), *_changes(row)]


def _changes(row: PaperRow) -> list[str]:
    return [f"    已变化：{said}" for said in row.changed]


def run(result: Run, out: Path) -> list[str]:
    """What a run of papers gave."""
    drafts = sum(m.draft for m in result.made)
    lines = [f"制作 {len(result.made)} 份（其中草稿 {drafts} 份），在 {out}"]
    lines += [f"没有制成：{f.kind} {f.subject} {'；'.join(f.findings)}" for f in result.failed]
    return lines + list(result.substitutions)


def run_json(state: "RunState") -> dict[str, Any]:
    """One run of ``papers runs``."""
    return {
        "run": state.id,
        "at": state.at.isoformat(),
        "papers": state.title,
        "folder": state.folder,
        "one_file": state.one_file,
        "total": state.total,
        "left": state.left,
        "open": state.open,
    }


def run_line(state: "RunState") -> str:
    """第 3 次　2026-10-20 09:00　签订合同通知书　27 份，还剩 5 份."""
    left = f"，还剩 {state.left} 份（papers resume 可接着制作）" if state.open else ""
    return f"第 {state.id} 次　{state.at:%Y-%m-%d %H:%M}　{state.title}　{state.total} 份{left}"


def row_json(row: "RegisterRow", file_state: str) -> dict[str, Any]:
    """One paper of ``papers register``."""
    made = row.made
    return {
        "kind": row.kind,
        "title": row.title,
        "unit": row.subject,
        "state": row.standing.value,
        "number": row.number,
        "made_at": made.made_at if made else None,
        "pages": made.pages if made else 0,
        "edition": made.edition if made else "",
        "draft": made.draft if made else False,
        "data_seq": made.data_seq if made else 0,
        "run": made.run_id if made else None,
        "file": made.file if made else "",
        "sha256": made.sha256 if made else "",
        "file_state": file_state,
        "changed": list(row.changed),
        "lacking": list(row.lacking),
        "printed": _passed(row.printed),
        "sent": _passed(row.sent),
        "scanned": _passed(row.scanned),
        "confirmed": _passed(row.confirmed),
        "refused": _passed(row.refused),
    }


def _passed(passed: "Passed | None") -> dict[str, Any] | None:
    if passed is None:
        return None
    return {"on": passed.on, "copies": passed.copies, "note": passed.note}


def register_lines(rows: "Sequence[RegisterRow]") -> list[str]:
    """文件台账 with its totals."""
    from zjbuy_desktop.usecases import register

    lines = []
    for row in rows:
        lines.append(f"{row.standing.value}　{row.title}　{row.subject}　{row.number}".rstrip("　"))
        lines += [f"    变化：{change}" for change in row.changed]
    parts = "＋".join(f"{standing.value} {n}" for standing, n in register.totals(rows).items())
    return [*lines, f"共 {len(rows)} 份＝{parts}；已打印 {register.copies(rows)} 份。"]

"""导入结果写成固定字段的 JSON。"""

from dataclasses import asdict
from typing import Any

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.usecases.collecting import ImportReport
from zjbuy_desktop.usecases.replacing import replaced


def as_json(report: ImportReport) -> dict[str, Any]:
    """The JSON of ``forms import``."""
    sums = report.accepted
    return {
        "files": len(report.results),
        **{o.value: report.count(o) for o in Outcome},
        "units": len(report.units),
        "rows": sums.rows,
        "quantity": quantity.units(sums.quantity),
        "amount_fen": sums.amount_fen,
        "replaced": [
            {
                "unit": r.unit,
                "old_file": r.old_file,
                "old_fen": r.old.amount_fen,
                "new_file": r.new_file,
                "new_fen": r.new.amount_fen,
            }
            for r in replaced(report)
        ],
        "results": [_result_json(r) for r in report.results],
    }


def _result_json(result: ReadReturn) -> dict[str, Any]:
    sums = total(result.lines)
    return {
        "file": result.file,
        "outcome": result.outcome.value,
        "units": list(result.units),
        "rows": sums.rows if result.lines else None,
        "quantity": quantity.units(sums.quantity) if result.lines else None,
        "amount_fen": sums.amount_fen if result.lines else None,
        "sha256": result.sha256,
        "problems": [
            {
                "sheet": p.sheet,
                "cell": p.cell,
                "found": p.found,
                "expected": p.expected,
                "hint": p.hint,
                "suggestion": p.suggestion,
            }
            for p in result.problems
        ],
        "notes": list(result.notes),
        "mappings": list(result.mappings),
        "needs_mapping": [asdict(need) for need in result.needs_mapping],
    }

"""把结果写成给人看的中文行，和固定字段的 JSON。"""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.workdays import Reckoning
from zjbuy_desktop.core.case import savings
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.need_fields import named_cells
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.usecases.collecting import ImportReport
from zjbuy_desktop.usecases.replacing import replaced


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with the fields of ``check``."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "basis": finding.basis.label if finding.basis else None,
        "subject": finding.subject,
        "fix": finding.fix,
    }


def findings(found: Iterable[Finding]) -> list[str]:
    """Findings as lines: grade, message, basis, what to do."""
    lines = []
    for f in found:
        basis = f"（{f.basis.label}）" if f.basis else ""
        lines.append(f"【{f.severity.label}】{f.message}{basis}{f.fix}")
    return lines


def import_report(report: ImportReport, dry_run: bool) -> list[str]:
    """The report of an import, file by file, with the reconciling count at the foot."""
    lines = []
    for r in report.results:
        lines.append(f"{r.outcome.label}　{r.file}　{'、'.join(r.units)}".rstrip("　"))
        for p in r.problems:
            place = " ".join(x for x in (p.sheet, p.cell) if x) or "整个文件"
            lines.append(f"    {place}：实际是“{p.found}”，应当：{p.expected}。{p.hint}")
        lines += [f"    {note}" for note in r.notes]
    counts = " ＋ ".join(f"{o.label} {report.count(o)}" for o in Outcome)
    sums = report.accepted
    lines.append(f"共 {len(report.results)} 个文件 ＝ {counts}")
    lines.append(
        f"接收合计：{len(report.units)} 家单位，{sums.rows} 行，"
        f"数量 {quantity.show(sums.quantity)}，{money.yuan(sums.amount_fen)} 元"
    )
    lines += [found.words for found in replaced(report)]
    return lines + (["只是预览，没有写入。"] if dry_run else [])


def needs(data: dict[str, Any]) -> list[str]:
    """Needs by unit and by item with the conservation line."""
    lines = [_row(u["unit"], u) for u in data["by_unit"]]
    lines += ["按标的："] + [_row(i["item"], i) for i in data["by_item"]]
    same = sum(u["amount_fen"] for u in data["by_unit"]) == data["amount_fen"]
    return [*lines, _row("合计", data) + ("　＝Σ各单位 ✓" if same else "　≠Σ各单位 ✗")]


def _row(name: str, sums: dict[str, Any]) -> str:
    return f"{name}　{sums['rows']} 行　{sums['quantity']}　{money.yuan(sums['amount_fen'])} 元"


def explained(unit: str, data: dict[str, Any]) -> list[str]:
    """Where a unit's figure comes from."""
    lines = [f"{unit}：数量 {data['quantity']}，{money.yuan(data['amount_fen'])} 元，来自："]
    for s in data["sources"]:
        lines.append(
            f"  {s['item']}　{s['quantity']}　{money.yuan(s['amount_fen'])} 元　"
            f"《{s['file']}》{s['sheet']}　{named_cells(s['cells'])}　{s['sha256'][:12]}"
        )
    told = {s["file"]: s["remarks"] for s in data["sources"] if s["remarks"]}
    return lines + [f"  《{file}》读入时说明：{'；'.join(said)}" for file, said in told.items()]


def awards(results: Sequence[LotResult]) -> list[str]:
    """Awards per lot with their split."""
    lines = []
    for r in results:
        lines.append(
            f"{r.award.lot}　{r.award.supplier}　预算 {money.yuan(r.budget_fen)} 元　"
            f"结果 {money.yuan(r.award_fen)} 元　＝Σ{len(r.allocations)} 家单位　"
            f"{savings.of_lot(r).words}"
        )
    return lines


def award_shares(results: Sequence[LotResult]) -> list[str]:
    """Each unit's share of each lot with its saving, and the saving over all."""
    lines = []
    for share in (a for r in results for a in r.allocations):
        lines.append(
            f"  {share.lot}　{share.unit}　{quantity.show(share.quantity)}　"
            f"预算 {money.yuan(share.budget_fen)} 元　合同 {money.yuan(share.contract_fen)} 元　"
            f"{savings.of_share(share).words}"
        )
    return [*lines, f"合计：{savings.of_all(results).words}"]


def reckoning_json(result: Reckoning) -> dict[str, Any]:
    """The JSON of ``days``."""
    return {
        "nominal": result.nominal,
        "last_day": result.last_day,
        "advised_day": result.advised_day,
        "provisional": result.provisional,
    }


def reckoning_line(options: Namespace, result: Reckoning) -> str:
    """The answer of ``days`` as a sentence."""
    return (
        f"{options.start} 起 {options.add} {options.kind.value}：名义 {result.nominal}，"
        f"最后日 {result.last_day}，建议不晚于 {result.advised_day}"
        + ("（暂按周末推算，请导入该年放假安排）" if result.provisional else "")
    )


def yuan_or_none(fen: int | None) -> str:
    """An amount, or that there is none."""
    return "没有" if fen is None else f"{money.yuan(fen)} 元"

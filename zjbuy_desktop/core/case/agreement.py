"""计划与需求核对的结论：窗口和命令行说同样的话；没有可核对的，说清在等什么。"""

from collections import Counter

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.differences import Reconciliation
from zjbuy_desktop.core.case.tally import standings


def verdict(case: Case, found: Reconciliation) -> str:
    """How plans and needs agree, in one sentence; what is waited for where there is nothing."""
    if not found.rows:
        return nothing_to_compare(case)
    count = len(found.differences)
    return f"{len(found.rows)} 家，{f'不一致 {count} 处' if count else '逐家一致'}。"


def nothing_to_compare(case: Case) -> str:
    """How many rows of need wait for what, where no unit is included and none has a plan."""
    if not case.needs:
        return "还没有可核对的：没有读入任何需求，也没有采购计划。先在“回收与汇总”读入需求表。"
    found = standings(case)
    waiting = Counter(s.reason.value for s in found if s.reason is not None)
    rows, fen = sum(s.total.rows for s in found), sum(s.total.amount_fen for s in found)
    why = "、".join(f"{reason} {count} 家" for reason, count in waiting.items())
    return (
        f"还没有可核对的：{len(found)} 家单位的 {rows} 行需求（{money.yuan(fen)} 元）"
        f"都没有纳入计划（{why}）。先在“参与委托”核章、补齐待补内容。"
    )


def sums(found: Reconciliation) -> str:
    """Σ需求 ＝ Σ计划 ＋ Σ差额; ✓ only where every unit agrees, ✗ where the sums don't add up."""
    gap = found.gap_fen
    whole = found.needed_fen == found.planned_fen + gap
    told = (
        f"Σ需求 {money.yuan(found.needed_fen)} 元 {'＝' if whole else '≠'} "
        f"Σ计划 {money.yuan(found.planned_fen)} 元"
    )
    told += f" ＋ Σ差额 {money.yuan(gap)} 元" if gap else ""
    if not whole:
        return f"{told} ✗"
    count = len(found.differences)
    return f"{told}，不一致 {count} 处" if count else f"{told}，逐家一致 ✓"


def warning_after_filing(case: Case, found: Reconciliation) -> str:
    """What is said when the number of the plan is kept although plans do not agree; else empty."""
    if found.rows and not found.differences:
        return ""
    if not found.rows:
        return nothing_to_compare(case)
    return (
        f"各单位的采购计划与需求还有 {len(found.differences)} 处不一致，"
        "请逐处改正后再到系统里办理。"
    )

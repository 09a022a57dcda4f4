"""这个数怎么来的：问一个数，答一棵树，从结果一直到原件的格子或操作记录。"""

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.ground import Ask, Ground
from zjbuy_desktop.usecases.desk import Desk

DEPTH = 4
"""Levels shown unless asked otherwise: 合计、单位、需求行、格子."""


def ground_of(desk: Desk, project_id: int, case: Case | None = None) -> Ground:
    """What figures of a project are traced over.

    Args:
        desk: the desk.
        project_id: the project.
        case: its facts where they are at hand, so that the very figures shown are explained.
    """
    from zjbuy_desktop.store import cases, evidence

    with desk.store.read() as view:
        return Ground(
            case or cases.load_case(view, project_id),
            evidence.load_corrections(view, project_id),
            evidence.load_entries(view, project_id),
            evidence.load_remarks(view, project_id),
        )


def explain(desk: Desk, project_id: int, ask: Ask, case: Case | None = None) -> Derivation:
    """Answer a question about one figure.

    Raises:
        UserError: there is no such figure.
    """
    found = ask(ground_of(desk, project_id, case))
    if found is None:
        raise UserError(
            "这个数没有计入合计，没有来历可追。", "已被代替、撤销或未接收的内容不计入。"
        )
    return found

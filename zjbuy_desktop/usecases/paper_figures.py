"""一份文件里印的每个数，和它怎么来的。"""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.usecases import explaining, papers
from zjbuy_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from zjbuy_desktop.core.papers.figures import Printed as Printed


def figures_of(desk: Desk, case: Case, kind: str, subject: str = "") -> "tuple[Printed, ...]":
    """The amounts and quantities a paper would print now, in the order of its facts.

    Raises:
        UserError: there is no such paper, or it is made for nobody of that name.
    """
    from zjbuy_desktop.core.papers.figures import printed_figures

    spec = papers.paper_spec(kind)
    made = papers.composed(desk, case, kind, subject)
    setting = papers.setting_of(desk, case, spec, subject)
    ground = explaining.ground_of(desk, case.id, case)
    return printed_figures(ground, spec, setting, made.paper.facts)

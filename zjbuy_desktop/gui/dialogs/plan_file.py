"""采购计划表: picked, saved blank and imported, for the provisional and the formal plans alike."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.gui.dialogs.blank_table import save_blank
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.usecases import planning, templates

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.plans import PlanKind
    from zjbuy_desktop.gui.pages.base import StagePage

Told = Callable[[dict[str, Any]], object]


def pick_plans(page: "StagePage", kind: "PlanKind", told: Told) -> None:
    """导入计划表…: ask for the file and import it."""
    file = choose_file(page, f"选择各单位{kind.label}的导出表")
    if file is not None:
        import_plans(page, [file], kind, told)


def save_blank_plans(page: "StagePage", kind: "PlanKind") -> None:
    """下载空表…: the columns and the units, to be filled in."""
    save_blank(
        page,
        f"{kind.label}空表",
        lambda context, path: templates.write_plan_table(
            context.desk, context.project_id, kind, path
        ),
    )


def import_plans(page: "StagePage", paths: Sequence[Path], kind: "PlanKind", told: Told) -> None:
    """The platform's export: picked, or dropped anywhere in the window."""
    context = page.context
    if context is None:
        return
    if len(paths) != 1:
        page.tell("stop", "计划表一次导入一个文件。", "把各单位的计划导出在一张表里。")
        return
    page.run(
        f"导入{kind.label}",
        lambda _: planning.import_plans(context.desk, context.project_id, paths[0], kind),
        told,
        keep_draft=True,
    )

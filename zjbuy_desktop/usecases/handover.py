"""接力：把项目交给下一台电脑，从上一台电脑接收，收回；交出的在这里只能查看。"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import peek
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name

if TYPE_CHECKING:
    from zjbuy_desktop.store.taking import Coming as Coming
    from zjbuy_desktop.store.taking import Looked as Looked
    from zjbuy_desktop.store.taking import Taken as Taken

Progress = Callable[[int, int, str], None]
PATTERN = "交接文件 (*.zjhand)"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Projects that were handed over.

    Attributes:
        file: the parcel.
        code: 校验码.
        projects: 项目名称.
        originals: how many originals are in it.
        missing: how many could not be included.
        sheet: 交接单; ``None`` when it could not be made.
        trouble: 中文, why there is no sheet.
    """

    file: Path
    code: str
    projects: tuple[str, ...]
    originals: int
    missing: int
    sheet: Path | None
    trouble: str = ""


def suggested_name(desk: Desk, projects: Sequence[int]) -> str:
    """交接_之江市台式计算机_2026-11-23.zjhand."""
    names = {p.id: p.name for p in peek.projects(desk.data_dir)}
    one = names.get(projects[0], "") if len(projects) == 1 else f"{len(projects)}个项目"
    return file_name(f"交接_{one}_{desk.now():%Y-%m-%d}") + ".zjhand"


def give(
    desk: Desk,
    projects: Sequence[int],
    target: Path,
    to: str,
    progress: Progress | None = None,
    *,
    phrase: str = "",
) -> HandedOver:
    """Hand projects over: the file, and beside it the sheet that goes with it.

    Args:
        projects: ids; all of the folder when empty.
        target: the file, or a folder to put it in under its usual name.
        to: the person or PC that goes on.
        phrase: a passphrase of the file's own; needed where the data is encrypted.

    Raises:
        UserError: nothing is handed over then.
    """
    from zjbuy_desktop.store import giving
    from zjbuy_desktop.usecases import handover_sheets, made_files

    wanted = list(projects) or [p.id for p in peek.projects(desk.data_dir)]
    file = target / suggested_name(desk, wanted) if target.is_dir() else target
    if file.suffix != ".zjhand":
        file = file.with_name(f"{file.name}.zjhand")
    made_files.keep_for_next(desk, wanted)
    left = handover_sheets.collect(desk, wanted, progress)
    given = giving.give(desk.store, wanted, file, to, desk.now(), progress, phrase)
    sheet, trouble = handover_sheets.make_beside(desk, given, left)
    return HandedOver(
        given.file, given.code, tuple(p.name for p in given.card.projects), given.originals,
        len(given.card.missing), sheet, trouble,
    )  # fmt: skip


def look(desk: Desk, file: Path) -> "Looked":
    """What is in a hand-over file, checked as a whole, and what would become of it here.

    Raises:
        UserError: it can't be used; the reason.
    """
    from zjbuy_desktop.store import taking

    return taking.look(desk.store, file)


def take(
    desk: Desk,
    file: Path,
    *,
    code: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> "Taken":
    """Take the projects of a file in; what is here is backed up first.

    Args:
        code: 校验码 of the printed sheet, if it is to be compared.
        replace: also where the copy here has changes of its own.

    Raises:
        UserError: nothing was taken then; the reason.
    """
    from zjbuy_desktop.store import taking
    from zjbuy_desktop.usecases import office_files

    if code.strip():
        _compare(look(desk, file).code, code)
    with office_files.expecting(desk.data_dir):
        taken = taking.take(desk.store, file, desk.now(), replace=replace, progress=progress)
    came = office_files.named(taken.settings)
    return dataclasses.replace(taken, told=office_files.arrived(desk.store, came, desk.now))


def _compare(found: str, typed: str) -> None:
    plain = "".join(c for c in typed.upper() if c.isalnum())
    if plain != found.replace("-", ""):
        raise UserError(
            f"校验码不一致：文件的是 {found}。",
            "这不是交接单上的那个文件，或被改动过；请对方重新交接。现有数据没有改动。",
        )


def reclaim(desk: Desk, project_id: int, reason: str) -> None:
    """收回: go on here with a project that was handed over, because the other copy is lost.

    Raises:
        UserError: it is worked on here anyway, or no reason is given.
    """
    from zjbuy_desktop.store import giving

    giving.reclaim(desk.store, project_id, reason, desk.now())


def why_only_looking(desk: Desk, project_id: int | None) -> str:
    """Why a project (or, without one, the whole folder) can only be looked at; empty if not."""
    if not desk.store.writable:
        return "数据文件夹正被另一个窗口或命令使用，这里只能查看。"
    gone = desk.store.away.get(project_id) if project_id is not None else None
    return gone.words if gone else ""


def can_reclaim(desk: Desk, project_id: int | None) -> bool:
    """Whether the project can be taken back."""
    return desk.store.writable and project_id in desk.store.away


def here(desk: Desk) -> tuple[tuple[int, str], ...]:
    """Projects that can be handed over: number and name, the last changed first."""
    away = desk.store.away
    return tuple(
        (p.id, p.name)
        for p in peek.projects(desk.data_dir)
        if p.id not in away or not away[p.id].old
    )

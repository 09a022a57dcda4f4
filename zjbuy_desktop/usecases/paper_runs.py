"""成批制作文件：做好一批记下一批，停下或中断后接着做余下的。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.store import cases
from zjbuy_desktop.store import runs as stored
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.paper_making import (
    Cancelled,
    Making,
    Order,
    Pair,
    Progress,
    listed,
    made_since,
    titles,
)
from zjbuy_desktop.usecases.results import Run


@dataclass(frozen=True, slots=True)
class RunState:
    """A run as it stands.

    Attributes:
        id: its number.
        at: when it was begun.
        title: 文件名称, joined.
        folder: where to.
        total: papers asked for.
        left: papers not made since.
        one_file: whether it is one file for the printer.
        open: whether it was stopped and can go on.
    """

    id: int
    at: datetime
    title: str
    folder: str
    total: int
    left: int
    one_file: bool
    open: bool


# Begin, go on, give up


def start(
    desk: Desk,
    project_id: int,
    order: Order,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Run:
    """Make what is ordered; one bad paper does not stop the rest.

    Raises:
        UserError: when nothing is ordered, or the folder cannot be written.
    """
    if not order.papers:
        raise UserError("没有可制作的文件。", "先完成前面的环节，或核对单位名称。")
    for kind in order.kinds:
        papers.paper_spec(kind)
    order = replace(order, folder=order.folder.absolute())
    return Making(desk, project_id, order, progress, cancelled).make(order.papers)


def resume(
    desk: Desk,
    run_id: int,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Run:
    """Make what a stopped run left: what is missing, out of date, or no longer on the disk.

    Raises:
        UserError: when there is no such run.
    """
    with desk.store.read() as view:
        run = stored.load_run(view, run_id)
    going = Making(desk, run.project_id, order_of(run), progress, cancelled, run_id)
    going.sweep()
    return going.make(tuple(going.lacking()))


def make_again(
    desk: Desk,
    project_id: int,
    wanted: Sequence[Pair],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Run:
    """Make papers anew, each where its run put it before; one run for each such place.

    Raises:
        UserError: for papers that were never made.
    """
    with desk.store.read() as view:
        case, runs = cases.load_case(view, project_id), stored.load_runs(view, project_id)
    orders = {run.id: order_of(run) for run in runs}
    places: dict[tuple[Path, bool], list[Pair]] = {}
    for pair in wanted:
        made = case.made_of(*pair)
        if made is None:
            raise UserError(f"《{papers.paper_spec(pair[0]).title}》{pair[1]}还没有制作过。")
        order = orders.get(made.run_id or 0)
        place = (order.folder, order.folder_each) if order else (Path(made.file).parent, False)
        places.setdefault(place, []).append(pair)
    done = Run((), ())
    for (folder, each), pairs in places.items():
        run = start(
            desk, project_id, Order(tuple(pairs), folder, folder_each=each), progress, cancelled
        )
        notes = dict.fromkeys((*done.substitutions, *run.substitutions))
        done = Run(
            (*done.made, *run.made), (*done.failed, *run.failed), tuple(notes),
            run.id or done.id, done.left + run.left,
        )  # fmt: skip
        if run.left:
            break
    return replace(done, left=len(wanted) - len(done.made) - len(done.failed))


def give_up(desk: Desk, run_id: int) -> None:
    """Make nothing more of a stopped run."""
    with desk.store.read() as view:
        run = stored.load_run(view, run_id)
    summary = f"第 {run_id} 次制作余下的不再制作"
    with desk.store.begin(
        "papers_run_given_up", summary, desk.now(), project_id=run.project_id
    ) as work:
        stored.finish_run(work, run_id)
        work.payload["run"] = run_id


# What there is


def open_runs(desk: Desk, project_id: int) -> tuple[RunState, ...]:
    """Runs that were stopped or cut off and have something left, the latest first."""
    return tuple(run for run in list_runs(desk, project_id) if run.open)


def list_runs(desk: Desk, project_id: int) -> tuple[RunState, ...]:
    """All runs, the latest first."""
    with desk.store.read() as view:
        case, runs = cases.load_case(view, project_id), stored.load_runs(view, project_id)
    return states(case, runs)


def states(case: Case, runs: Iterable[stored.StoredRun]) -> tuple[RunState, ...]:
    """How runs stand: a paper made later, in whatever run, is not left any more."""
    return tuple(_state(case, run) for run in reversed(tuple(runs)))


def order_of(run: stored.StoredRun) -> Order:
    """What a run was asked to make."""
    subjects: Mapping[str, list[str]] = run.asked["subjects"]
    pairs = tuple((kind, who) for kind in run.asked["kinds"] for who in subjects[kind])
    return Order(pairs, Path(run.folder), run.asked["one_file"], run.asked["folder_each"])


def _state(case: Case, run: stored.StoredRun) -> RunState:
    order = order_of(run)
    left = sum(made_since(case, pair, run.id) is None for pair in listed(case, order))
    return RunState(
        run.id, run.at, titles(order.kinds), run.folder, run.total, left,
        order.one_file, run.finished_at is None and left > 0,
    )  # fmt: skip

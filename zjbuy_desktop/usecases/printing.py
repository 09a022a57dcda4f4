"""打印：打印的就是台账上记的那一份；没有做过或已过期的先做，打完记入台账。"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, MoveKind
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.usecases import paper_moves, paper_runs, papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.paper_making import Cancelled, Order, Pair, Progress
from zjbuy_desktop.usecases.results import Run

Page = tuple[int, int, bytes]
"""Width, height and pixels."""


def make_ready(
    desk: Desk,
    project_id: int,
    wanted: Sequence[Pair],
    folder: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Run | None:
    """Make those that were never made or are out of date; ``None`` when all are as they ought.

    Args:
        folder: where to put what has to be made.
    """
    case = desk.case(project_id)
    lacking = tuple(pair for pair in wanted if not _is_current(desk, case, pair))
    if not lacking:
        return None
    return paper_runs.start(desk, project_id, Order(lacking, folder), progress, cancelled)


def _is_current(desk: Desk, case: Case, pair: Pair) -> bool:
    made = case.made_of(*pair)
    if made is None:
        return False
    return not changed_since(case, made, papers.composed(desk, case, *pair).paper.facts)


def page_sources(
    desk: Desk, project_id: int, wanted: Sequence[Pair], dpi: int
) -> Iterator[tuple[Pair, Callable[[], Iterator[Page]]]]:
    """Each paper with what gives its pages, one page at a time, as often as it is asked.

    The pages come from the file as it was written; from the facts anew where that file is gone,
    was changed, or holds other papers as well.
    """
    case = desk.case(project_id)
    sharing = Counter(p.file for p in {(p.kind, p.unit): p for p in case.papers}.values())
    for pair in wanted:
        made = case.made_of(*pair)
        own = made if made is not None and sharing[made.file] == 1 and _untouched(made) else None
        yield pair, lambda pair=pair, own=own: _pages(desk, case, pair, own, dpi)  # type: ignore[misc]


def _untouched(made: MadePaper) -> bool:
    from zjbuy_desktop.usecases.rendering import file_sum

    return bool(made.sha256) and file_sum(Path(made.file)) == made.sha256


def _pages(desk: Desk, case: Case, pair: Pair, made: MadePaper | None, dpi: int) -> Iterator[Page]:
    from zjbuy_desktop.pdf.preview import page_images
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.paper_settings import render_options
    from zjbuy_desktop.usecases.rendering import font_book

    if made is not None:
        yield from page_images(Path(made.file), dpi)
        return
    paper = papers.composed(desk, case, *pair).paper
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "print.pdf"
        render(paper, target, font_book(), render_options(desk))
        yield from page_images(target, dpi)


def record_printed(desk: Desk, project_id: int, done: Sequence[Pair], copies: int) -> None:
    """Note in the register what came out of the printer."""
    if done:
        paper_moves.record_moves(
            desk, project_id, done, MoveKind.PRINTED, desk.today, copies=copies
        )

"""制作好的文件在哪里：原处、随交接收进的原件；交出项目时把还在原处的收进去。"""

from collections.abc import Sequence
from pathlib import Path

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.store.keeping import keep_original
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.rendering import file_sum
from zjbuy_desktop.usecases.whole_files import write_whole


def keep_for_next(desk: Desk, projects: Sequence[int]) -> int:
    """Take the final papers that are still as they were written in among the originals.

    They lie outside the data, where this PC's clerk put them; the next PC's can't look there, and
    what was signed may say what the data no longer says.

    Returns:
        How many were taken in.
    """
    kept = 0
    for project_id in projects:
        if project_id in desk.store.away:
            continue
        files = _in_place(desk, desk.case(project_id))
        if not files:
            continue
        summary = f"交接前收进已制作的文件 {len(files)} 份"
        with desk.store.begin("papers_kept", summary, desk.now(), project_id) as work:
            work.originals.put_all(files)
            for file in files.values():
                keep_original(work, file.name, file.read_bytes())
            work.payload["papers"] = len(files)
        kept += len(files)
    return kept


def _in_place(desk: Desk, case: Case) -> dict[str, Path]:
    final = {(p.kind, p.unit): p for p in case.papers if not p.draft}
    return {
        p.sha256: Path(p.file)
        for p in final.values()
        if p.sha256 and not is_kept(desk, p) and file_sum(Path(p.file)) == p.sha256
    }


def is_kept(desk: Desk, made: MadePaper) -> bool:
    """Whether the paper lies among the originals, byte for byte as it was made."""
    return bool(made.sha256) and desk.store.originals.path(made.sha256).is_file()


def at_hand(desk: Desk, project: str, made: MadePaper) -> Path | None:
    """The file of a paper, laid out anew where it came with a hand-over; ``None`` if it is gone.

    Args:
        desk: the data.
        project: 项目名称, the folder below 文件.
        made: the paper.

    Raises:
        UserError: it can't be written there.
    """
    file = Path(made.file)
    if file.exists():
        return file
    if not is_kept(desk, made):
        return None
    target = desk.data_dir / "文件" / file_name(project, "") / file.name
    if file_sum(target) != made.sha256:
        write_whole(target, desk.store.originals.read(made.sha256))
    return target

"""Word 副本：同样的内容写成 .docx，给要在 Word 或 WPS 里接着办的人。"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.papers.blocks import Annex, Paper
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.results import Failed
from zjbuy_desktop.usecases.whole_files import write_whole

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
_TITLE_LINE = 20.0
"""Characters of a 2号 title that fit on a line of 156 mm."""


@dataclass(frozen=True, slots=True)
class WordCopy:
    """One copy that was written: kind, subject (empty for the project), file, whether a 草稿."""

    kind: str
    subject: str
    file: str
    draft: bool


@dataclass(frozen=True, slots=True)
class WordRun:
    """What came of writing copies.

    Attributes:
        made: copies written, each whole.
        failed: papers that could not be composed or written, with the reason.
        left: how many were not begun, because it was stopped.
    """

    made: tuple[WordCopy, ...]
    failed: tuple[Failed, ...]
    left: int = 0


def word_copy(
    desk: Desk,
    project_id: int,
    kinds: Sequence[str],
    out: Path,
    *,
    subject: str = "",
    only: Collection[str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> WordRun:
    """Write papers as Word documents into ``out``; one bad paper does not stop the rest.

    Args:
        subject: only for this unit (or supplier); all when empty.
        only: only for these of them; ``None`` for all.

    Raises:
        UserError: when there is nobody to write for.
    """
    case = desk.case(project_id)
    chosen = only if only is not None else [subject] if subject else None
    wanted = papers.wanted_papers(case, kinds, chosen)
    if not wanted:
        raise UserError("没有可写的文件。", "先完成前面的环节，或核对单位名称。")
    made: list[WordCopy] = []
    failed: list[Failed] = []
    for done, (kind, who) in enumerate(wanted):
        title = papers.paper_spec(kind).title
        if cancelled and cancelled():
            break
        if progress:
            progress(done, len(wanted), f"{title}　{who}".strip())
        try:
            paper = papers.composed(desk, case, kind, who).paper
            target = out / file_name(who or case.project.name, title, ".docx")
            _write(desk, paper, target)
        except UserError as error:
            failed.append(Failed(kind, who, (str(error),)))
            continue
        made.append(WordCopy(kind, who, str(target), paper.draft))
    if made:
        _record(desk, project_id, made)
    return WordRun(tuple(made), tuple(failed), len(wanted) - len(made) - len(failed))


def _write(desk: Desk, paper: Paper, target: Path) -> None:
    from zjbuy_desktop.usecases.paper_settings import paper_settings
    from zjbuy_desktop.word.writing import docx_bytes

    letterhead = paper_settings(desk).letterhead
    write_whole(target, docx_bytes(titled(paper), desk.now(), letterhead=letterhead))


def _record(desk: Desk, project_id: int, made: Sequence[WordCopy]) -> None:
    titles = "、".join(dict.fromkeys(papers.paper_spec(m.kind).title for m in made))
    summary = f"写 Word 副本 {len(made)} 份：{titles}"
    with desk.store.begin("word_copied", summary, desk.now(), project_id=project_id) as work:
        work.payload["files"] = [m.file for m in made]


def titled(paper: Paper) -> Paper:
    """The paper with its titles broken by meaning, as they are on the printed page."""
    blocks = tuple(
        replace(block, title=_broken(block.title, paper.names))
        if isinstance(block, Annex)
        else block
        for block in paper.blocks
    )
    return replace(paper, title=_broken(paper.title, paper.names), blocks=blocks)


def _broken(title: str, names: Sequence[str]) -> str:
    from zjbuy_desktop.pdf.titles import break_title

    widths = [0.5 if character.isascii() else 1.0 for character in title]
    return "\n".join(break_title(title, widths, _TITLE_LINE, names)) if title else ""


def as_json(run: WordRun) -> dict[str, Any]:
    """The JSON of ``papers word``."""
    return {
        "made": [
            {"kind": m.kind, "unit": m.subject, "file": m.file, "draft": m.draft} for m in run.made
        ],
        "failed": [
            {"kind": f.kind, "unit": f.subject, "findings": list(f.findings)} for f in run.failed
        ],
    }


def lines(run: WordRun, out: Path) -> Iterator[str]:
    """The same for people."""
    drafts = sum(m.draft for m in run.made)
    yield f"写好 Word 副本 {len(run.made)} 份（其中草稿 {drafts} 份），在 {out}"
    yield from (f"没有写成：{f.kind} {f.subject} {'；'.join(f.findings)}" for f in run.failed)

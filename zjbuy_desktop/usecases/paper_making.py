"""一次制作：排内容、变成 PDF、每做好几十份记下一批。"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.staleness import changed_since
from zjbuy_desktop.store import cases
from zjbuy_desktop.store import records as stored_records
from zjbuy_desktop.store import runs as stored
from zjbuy_desktop.store.chain_mark import last_mark
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases import papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.results import Failed, Run

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Pair = tuple[str, str]
"""Kind and subject of a paper."""

AT_ONCE = 50
"""So many are kept in one transaction; a longer run is kept before it begins."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to make.

    Attributes:
        papers: (kind, subject) pairs.
        folder: where to.
        one_file: one PDF for the printer, instead of one each.
        folder_each: each unit's into a folder of its own.
        name: file name of the only paper, where the user gave one.
    """

    papers: tuple[Pair, ...]
    folder: Path
    one_file: bool = False
    folder_each: bool = False
    name: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds, each once."""
        return tuple(dict.fromkeys(kind for kind, _ in self.papers))

    def asked(self) -> dict[str, Any]:
        """The order as the store keeps it."""
        subjects: dict[str, list[str]] = {kind: [] for kind in self.kinds}
        for kind, subject in self.papers:
            subjects[kind].append(subject)
        return {
            "kinds": list(self.kinds),
            "subjects": subjects,
            "folder": str(self.folder),
            "one_file": self.one_file,
            "folder_each": self.folder_each,
        }


class Making:
    """A run under way: ``make`` it, or what it is ``lacking``."""

    def __init__(
        self,
        desk: Desk,
        project_id: int,
        order: Order,
        progress: Progress | None,
        cancelled: Cancelled | None,
        run_id: int = 0,
    ) -> None:
        from zjbuy_desktop.usecases.paper_settings import render_options
        from zjbuy_desktop.usecases.rendering import Rendering

        self.desk, self.project_id, self.order, self.run_id = desk, project_id, order, run_id
        with desk.store.read() as view:
            self.case = cases.load_case(view, project_id)
            self.seq, mark = stored.last_seq(view), last_mark(view)
        self._tell = progress or (lambda done, total, what: None)
        self._stop = cancelled or (lambda: False)
        self._rendering: Rendering = Rendering(desk, render_options(desk), mark=mark)
        self._targets = targets(self.case, order)
        self._made: list[MadePaper] = []
        self._failed: list[Failed] = []

    # What is to be made

    def lacking(self) -> Iterator[Pair]:
        """Papers of the order that are not there as they ought to be."""
        wanted = listed(self.case, self.order)
        bad = [pair for pair in wanted if not self._is_fine(pair)]
        yield from wanted if bad and self.order.one_file else bad

    def _is_fine(self, pair: Pair) -> bool:
        made = made_since(self.case, pair, self.run_id)
        if made is None or not Path(made.file).exists():
            return False
        try:
            now = papers.composed(self.desk, self.case, *pair).paper
        except UserError:
            return False
        return not changed_since(self.case, made, now.facts)

    def sweep(self) -> None:
        """Take away what a program that was killed had not finished writing."""
        for target in self._targets.values():
            for part in target.parent.glob(f".{_literal(target.name)}.*.part"):
                part.unlink(missing_ok=True)

    # Making

    def make(self, wanted: tuple[Pair, ...]) -> Run:
        """Make these papers of the order and keep each batch."""
        if not self.run_id and len(wanted) > AT_ONCE:
            self._begin()
        for folder in {self._targets[pair].parent for pair in wanted} | {self.order.folder}:
            _make_folder(folder)
        if self.order.one_file:
            self._make_together(wanted)
        else:
            self._make_each(wanted)
        left = len(wanted) - len(self._made) - len(self._failed)
        if self.run_id and not left and not self._failed and not self._made:
            self._close()
        return Run(
            tuple(self._made), tuple(self._failed), self._rendering.notes.sentences(),
            self.run_id, left,
        )  # fmt: skip

    def _make_each(self, wanted: tuple[Pair, ...]) -> None:
        total = len(wanted)
        self._tell(0, total, "")
        jobs = ((paper, self._targets[paper.kind, paper.unit]) for paper in self._composed(wanted))
        chunk: list[MadePaper] = []
        try:
            for told in self._rendering.each(jobs, total, self._stop):
                chunk += self._sorted([told])
                if len(chunk) == AT_ONCE:
                    self._keep(chunk, total)
                    chunk = []
                done = len(self._made) + len(self._failed) + len(chunk)
                pair = (told.kind, told.unit if isinstance(told, MadePaper) else told.subject)
                self._tell(done, total, _name(pair))
        finally:
            self._keep(chunk, total)  # also when it breaks off: their files are on the disk

    def _make_together(self, wanted: tuple[Pair, ...]) -> None:
        def told(done: int, total: int) -> None:
            self._tell(done, total, _name(wanted[min(done, total - 1)]))

        composed = list(self._composed(wanted))
        if composed:
            target = self._targets[wanted[0]]
            results = self._rendering.together(composed, target, told, self._stop)
            self._keep(self._sorted(results), len(wanted))

    def _sorted(self, results: Iterable[MadePaper | Failed]) -> list[MadePaper]:
        made = []
        for result in results:
            if isinstance(result, MadePaper):
                made.append(result)
            else:
                self._failed.append(result)
        return made

    def _composed(self, wanted: tuple[Pair, ...]) -> Iterator[Paper]:
        for pair in wanted:
            try:
                yield papers.composed(self.desk, self.case, *pair).paper
            except UserError as error:
                self._failed.append(Failed(*pair, (str(error),)))

    # Keeping

    def _begin(self) -> None:
        summary = f"开始制作文件 {len(self.order.papers)} 份：{titles(self.order.kinds)}"
        with self.desk.store.begin(
            "papers_run_began", summary, self.desk.now(), project_id=self.project_id
        ) as work:
            self._add_run(work)
            work.payload.update(run=self.run_id, folder=str(self.order.folder))

    def _add_run(self, work: Work) -> None:
        order = self.order
        self.run_id = stored.add_run(
            work, self.project_id, order.asked(), str(order.folder), len(order.papers)
        )

    def _keep(self, made: list[MadePaper], wanted: int) -> None:
        """Record one batch; with the last, that nothing is left."""
        if not made:
            return
        kinds = titles(dict.fromkeys(m.kind for m in made))
        summary = f"制作文件 {len(made)} 份：{kinds}"
        with self.desk.store.begin(
            "papers_made", summary, self.desk.now(), project_id=self.project_id
        ) as work:
            if not self.run_id:
                self._add_run(work)
            kept = [replace(m, data_seq=self.seq, run_id=self.run_id) for m in made]
            stored_records.add_made_papers(work, self.project_id, kept)
            work.payload.update(run=self.run_id, files=list(dict.fromkeys(m.file for m in made)))
            if len(self._made) + len(kept) == wanted:
                stored.finish_run(work, self.run_id)
        self._made += kept

    def _close(self) -> None:
        """Resumed, and everything was there."""
        summary = f"第 {self.run_id} 次制作的文件都在，没有要补做的"
        with self.desk.store.begin(
            "papers_run_finished", summary, self.desk.now(), project_id=self.project_id
        ) as work:
            stored.finish_run(work, self.run_id)
            work.payload["run"] = self.run_id


def targets(case: Case, order: Order) -> dict[Pair, Path]:
    """Where each paper goes: names that tell unit and paper, none twice."""
    if order.name:
        return dict.fromkeys(order.papers, order.folder / order.name)
    if order.one_file:
        common = file_name(case.project.name, titles(order.kinds), "合并打印", ".pdf")
        return dict.fromkeys(order.papers, order.folder / common)
    taken: set[str] = set()
    found: dict[Pair, Path] = {}
    for kind, who in order.papers:
        spec = papers.paper_spec(kind)
        owner = spec.unit(case, who) or who
        each = f"{file_name(owner, '')}/" if order.folder_each and owner else ""
        name = each + file_name(who or case.project.name, spec.title, ".pdf")
        again = 2
        while name.casefold() in taken:
            name = each + file_name(who or case.project.name, spec.title, f"（{again}）.pdf")
            again += 1
        taken.add(name.casefold())
        found[kind, who] = order.folder / name
    return found


def titles(kinds: Iterable[str]) -> str:
    """名称 of kinds, the first three."""
    names = [papers.paper_spec(kind).title for kind in kinds]
    return "、".join(names[:3]) + (f"等 {len(names)} 种" if len(names) > 3 else "")


def listed(case: Case, order: Order) -> list[Pair]:
    """Those papers of an order that are still to be had: a unit may have left meanwhile."""
    there = {(kind, who) for kind in order.kinds for who in papers.paper_spec(kind).subjects(case)}
    return [pair for pair in order.papers if pair in there]


def made_since(case: Case, pair: Pair, run_id: int) -> MadePaper | None:
    """The paper as it was made in this run or a later one."""
    made = case.made_of(*pair)
    return made if made is not None and (made.run_id or 0) >= run_id else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"不能建立文件夹：{folder}", "换一个能写入的文件夹。") from error


def _name(pair: Pair) -> str:
    """The unit in hand, as the progress shows it."""
    kind, who = pair
    return f"{who}　{papers.paper_spec(kind).title}" if who else papers.paper_spec(kind).title


def _literal(name: str) -> str:
    """A name as a glob that fits nothing else."""
    return "".join(f"[{c}]" if c in "[]*?" else c for c in name)

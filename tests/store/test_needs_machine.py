"""Any order of imports, resubmissions, choices, merges and undone imports: the sums always agree.

Every step works on a real database, which is closed and opened again now and then; a model of
plain dictionaries says which file counts for which unit.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.store.conftest import (
    NOW,
    UNITS,
    accepted,
    make_line,
    make_project,
    make_units,
    refused,
    sha,
)
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import Assignment, common_needs, wording_of
from zjbuy_desktop.core.case.needs import ReadReturn
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.store import merging, needs, returns
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.verify import verify

ITEMS = ("便携式计算机", "台式计算机")
"""What ``accepted`` gives each unit, in turn."""


@dataclass
class Part:
    """One unit's part of one accepted file, as the model sees it."""

    file: str
    unit: str
    batch: int
    replaced: "Part | None"
    amount_fen: int


@dataclass
class Model:
    """Which part counts for each unit, and which imports were taken back."""

    counts: dict[str, Part] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)

    def standing(self, unit: str) -> list[Part]:
        """Parts of a unit whose import stands."""
        return [p for p in self.parts if p.unit == unit and p.batch not in self.undone]

    def before(self, part: Part) -> "Part | None":
        """What counts again when this part goes: what it replaced, else the latest left."""
        earlier = part.replaced
        while earlier is not None and earlier.batch in self.undone:
            earlier = earlier.replaced
        left = self.standing(part.unit)
        return earlier or (left[-1] if left else None)


class Needs(RuleBasedStateMachine):
    """Imports of several files of several units, in any order, and what can be done to them."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="汇总 "))
        self.store: Store = open_store(self.folder, now=NOW, daily_backup=False)
        with self.store.begin("project_created", "新建", NOW) as work:
            self.project = create_project(work, make_project(), make_units())
        self.model = Model()
        self.files = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert verify(self.folder).problems == ()
            self.store.close()
            shutil.rmtree(self.folder)

    # What a clerk does

    @rule(
        sent=st.lists(
            st.tuples(
                st.lists(st.sampled_from(UNITS), min_size=1, unique=True),
                st.integers(1, 999),
                st.integers(1, 3),
            ),
            min_size=1,
            max_size=3,
        ),
        bad=st.booleans(),
    )
    def bring(self, sent: list[tuple[list[str], int, int]], bad: bool) -> None:
        """An import: tables of one or several units, perhaps with a refused file among them."""
        results, originals = [], {}
        for units, count, rows in sent:
            name, content = self._next()
            results.append(accepted(name, content, *units, count=count, rows=rows))
            originals[sha(content)] = content
        if bad:
            name, content = self._next()
            results.append(refused(name, content, UNITS[0]))
            originals[sha(content)] = content
        with self.store.begin("returns_imported", "导入", NOW, self.project) as work:
            batch = save_batch(work, self.project, results, originals)
        self._count(results[: len(sent)], batch)

    def _next(self) -> tuple[str, bytes]:
        self.files += 1
        return f"回收{self.files}.xlsx", str(self.files).encode()

    def _count(self, results: list[ReadReturn], batch: int) -> None:
        latest = dict(self.model.counts)
        for result in results:
            for unit in result.units:
                own = [line for line in result.lines if line.unit == unit]
                amount = sum(line.amount_fen for line in own)
                latest[unit] = Part(result.file, unit, batch, latest.get(unit), amount)
                self.model.parts.append(latest[unit])
        self.model.counts = latest

    @precondition(lambda self: self.model.parts)
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        """Another return of a unit counts; one of an undone import is refused."""
        part = data.draw(st.sampled_from(self.model.parts), "part")
        with self.store.read() as view:
            ids = {r.file: r.id for r in returns.list_returns(view, self.project)}
        try:
            with self.store.begin("return_chosen", "改用", NOW, self.project) as work:
                returns.choose_return(work, self.project, part.unit, ids[part.file])
        except UserError:
            assert part.batch in self.model.undone
        else:
            assert part.batch not in self.model.undone
            self.model.counts[part.unit] = part

    @precondition(lambda self: self.model.parts)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Any import is taken back, not only the last; a second time it is refused."""
        batch = data.draw(st.sampled_from(sorted({p.batch for p in self.model.parts})), "batch")
        try:
            with self.store.begin("import_undone", "撤销", NOW, self.project) as work:
                returns.undo_batch(work, batch)
        except UserError:
            assert batch in self.model.undone
            return
        self.model.undone.add(batch)
        for unit, part in list(self.model.counts.items()):
            if part.batch == batch:
                before = self.model.before(part)
                if before is None:
                    del self.model.counts[unit]
                else:
                    self.model.counts[unit] = before

    @rule(
        item=st.sampled_from(ITEMS),
        common=st.sampled_from(("统一标的", *ITEMS, "")),
        unit=st.sampled_from((None, *UNITS)),
    )
    def merge(self, item: str, common: str, unit: str | None) -> None:
        """Lines that say one thing go to a common item, or back to their own (empty)."""
        wording = wording_of(make_line(UNITS[0], item=item))
        with self.store.begin("merged", "归并", NOW, self.project) as work:
            made = Assignment(unit, wording, common, reason="试")
            merging.add_assignments(work, self.project, [made])

    @rule()
    def take_merge_back(self) -> None:
        """The last merge is taken back."""
        with self.store.begin("merge_undone", "撤销归并", NOW, self.project) as work:
            merging.undo_last(work, self.project)

    @rule()
    def reopen(self) -> None:
        """The program is closed and opened again."""
        before = self._case().needs
        self.store.close()
        self.store = open_store(self.folder, now=NOW, daily_backup=False)
        assert self._case().needs == before

    # What always holds

    def _case(self) -> Case:
        with self.store.read() as view:
            return load_case(view, self.project)

    @invariant()
    def the_right_files_count(self) -> None:
        case = self._case()
        found = {line.unit: line.source.file for line in case.needs}
        assert found == {unit: part.file for unit, part in self.model.counts.items()}

    @invariant()
    def every_sum_agrees(self) -> None:
        case = self._case()
        whole = total(case.needs)
        with self.store.read() as view:
            by_unit = needs.totals_by_unit(view, self.project)
            by_item = needs.totals_by_item(view, self.project)
        assert whole.amount_fen == sum(p.amount_fen for p in self.model.counts.values())
        assert by_unit == totals_by(case.needs, lambda line: line.unit)
        for sums in (by_unit, by_item):
            assert sum(s.amount_fen for s in sums.values()) == whole.amount_fen
            assert sum(s.quantity for s in sums.values()) == whole.quantity
            assert sum(s.rows for s in sums.values()) == whole.rows

    @invariant()
    def merging_loses_nothing(self) -> None:
        case = self._case()
        whole, merged = total(case.needs), total(common_needs(case))
        by_common = totals_by(common_needs(case), lambda line: line.item)
        assert merged == whole
        assert sum(s.amount_fen for s in by_common.values()) == whole.amount_fen
        assert {line.item for line in case.needs} <= set(ITEMS), "what a unit wrote stays"


Needs.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
test_needs_machine = Needs.TestCase

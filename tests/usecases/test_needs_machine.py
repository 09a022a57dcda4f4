"""Any order of imports, choices, withdrawals, merges, undoing, sealing: the sums always agree.

Each step works on a real database through the use-cases, which is closed and opened again now
and then; a model of plain lists (``needs_model``) says what counts.
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.builders import calendar, law
from tests.store.conftest import UNITS, make_line, make_project, make_units, refused, sha
from tests.usecases.needs_model import Entry, Model
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import Total, total, totals_by
from zjbuy_desktop.store import snapshots, verify
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.conservation import differences
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.usecases import collecting, freezing, merging, needs, versions
from zjbuy_desktop.usecases.desk import Desk

START = datetime.fromisoformat("2026-11-23T09:00:00")
ITEMS = ("便携式计算机", "台式计算机", "打印机")
_UNIT = st.sampled_from(UNITS)
_LINES = st.lists(st.tuples(st.sampled_from(ITEMS), st.integers(1, 400)), min_size=1, max_size=3)
_FILE = st.tuples(st.lists(_UNIT, min_size=1, max_size=3, unique=True), _LINES, st.booleans())
_MERGING = ("common_assignment", "declined_merge")
Given = tuple[list[str], list[tuple[str, int]], bool]


class NeedsMachine(RuleBasedStateMachine):
    """What the office does with returns, in any order."""

    @initialize(given=st.lists(_FILE, min_size=2, max_size=4))
    def begin(self, given: list[Given]) -> None:
        """A project some returns have come to: on an empty one every step is merely refused."""
        self.folder = Path(tempfile.mkdtemp(prefix="汇总 "))
        self.moment, self.files = START, 0
        self.model = Model()
        self.digest = ""
        self.open()
        with self.store.begin("create_project", "新建项目", self.now()) as work:
            self.project = create_project(work, make_project(), make_units())
        self.bring(given)

    def open(self) -> None:
        self.store = open_store(
            self.folder / "数据", now=self.now(), actor="张三", daily_backup=False
        )
        self.desk = Desk(self.store, law(), calendar(), date(2026, 11, 23), self.now)

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def teardown(self) -> None:
        if hasattr(self, "store"):
            problems = verify.verify(self.store.data_dir).problems
            self.store.close()
            shutil.rmtree(self.folder, ignore_errors=True)
            assert problems == ()

    # What is done

    @rule(given=st.lists(_FILE, min_size=1, max_size=3))
    def bring(self, given: list[Given]) -> None:
        """An import of several files; some lose to another of the unit, as the clerk chose."""
        results, contents, told = [], {}, []
        certain = set(self.model.counting())
        for units, lines, loses in given:
            loses = loses and certain.issuperset(units)
            certain |= set(units) if not loses else set()
            result, content = self._file(units, lines, loses)
            results.append(result)
            contents[result.sha256] = content
            sums = {u: total(x for x in result.lines if x.unit == u) for u in units}
            told.append((result.file, loses, sums))
        bad = f"bad {self.files}".encode()
        contents[sha(bad)] = bad
        results.append(refused(f"待改{self.files}.xlsx", bad, UNITS[0]))
        kept: list[int] = []

        def save() -> None:
            with self.store.begin("i", "导入", self.now(), self.project) as work:
                kept.append(save_batch(work, self.project, results, contents))

        if self.unless_sealed(save):
            self.model.bring(kept[-1], told)

    def _file(
        self, units: list[str], lines: list[tuple[str, int]], loses: bool
    ) -> tuple[ReadReturn, bytes]:
        self.files += 1
        content = f"{self.files}".encode()
        read = tuple(
            make_line(unit, item=item, count=count, row=4 + n, source=sha(content))
            for unit in units
            for n, (item, count) in enumerate(lines)
        )
        outcome = Outcome.SUPERSEDED if loses else Outcome.ACCEPTED
        name = f"{self.files}.xlsx"
        return ReadReturn(name, sha(content), outcome, tuple(units), read), content

    @precondition(lambda self: self.model.parts)
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        """The clerk lets another return of a unit count; one of an undone import is refused."""
        part = data.draw(st.sampled_from(self.model.parts))
        found = versions.versions_of(self.desk, self.project, part.unit)
        (version,) = [v for v in found if v.file == part.file]
        act = lambda: collecting.choose(  # noqa: E731
            self.desk, self.project, part.unit, version.return_id, "电话确认"
        )
        if part.batch in self.model.undone:
            assert not version.choosable
            self.refused(act)
        elif self.unless_sealed(act):
            self.model.log.append(Entry(part.unit, part))

    @precondition(lambda self: self.model.parts)
    @rule(unit=_UNIT, then=st.booleans())
    def withdraw(self, unit: str, then: bool) -> None:
        """A unit takes its need back; refused where it has none. Perhaps that was an error."""
        act = lambda: versions.withdraw(self.desk, self.project, unit, "来函撤回")  # noqa: E731
        if unit not in self.model.counting():
            self.refused(act)
        elif self.unless_sealed(act):
            self.model.log.append(Entry(unit, None))
        if then:
            # 撤回与取消撤回分成两条，随机的步骤里就很少接得上。
            self.what_counts_is_what_was_entered()
            self.take_back(unit)

    @precondition(lambda self: self.model.parts)
    @rule(unit=_UNIT)
    def take_back(self, unit: str) -> None:
        """The withdrawal was an error; refused where there is none."""
        act = lambda: versions.take_back(self.desk, self.project, unit, "误记")  # noqa: E731
        if not self.model.withdrawn(unit):
            self.refused(act)
        elif self.unless_sealed(act):
            self.model.take_back(unit)

    @precondition(lambda self: self.model.parts)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Any batch, in any order; what it would change is foretold exactly."""
        batches = {p.batch for p in self.model.parts}
        standing = sorted(batches - self.model.undone) or sorted(batches)
        batch = data.draw(st.sampled_from(standing) | st.sampled_from(sorted(batches)))
        act = lambda: collecting.undo(self.desk, self.project, batch, "误导入")  # noqa: E731
        if batch in self.model.undone:
            self.refused(act)
            return
        before = self.by_unit()
        foretold = versions.undo_changes(self.desk, self.project, batch)
        if not self.unless_sealed(act):
            return
        self.model.undone.add(batch)
        after = before | {c.unit: c.after for c in foretold}
        assert self.by_unit() == {u: sums for u, sums in after.items() if sums is not None}

    @rule(item=st.sampled_from(ITEMS), into=st.sampled_from((*ITEMS, "办公设备")), unit=_UNIT)
    def merge(self, item: str, into: str, unit: str) -> None:
        """Lines go to a common item, those of one unit or of whoever says so."""
        for whose in ("", unit):
            choice = merging.Choice((item,), unit=whose)
            act = lambda c=choice: merging.merge(self.desk, self.project, c, into, "同一种")  # noqa: E731
            self._merging(act, bool(self._meant(choice)))

    @rule(item=st.sampled_from((*ITEMS, "办公设备")), unit=_UNIT, to=st.sampled_from(("", "另列")))
    def split(self, item: str, unit: str, to: str) -> None:
        """A unit's lines come out of a common item again."""
        choice = merging.Choice((item,), unit=unit)
        moves = any((to or n.item) != item for n in self._meant(choice))
        self._merging(lambda: merging.split(self.desk, self.project, choice, to, "不同"), moves)

    @rule(item=st.sampled_from(ITEMS), unit=_UNIT)
    def convert(self, item: str, unit: str) -> None:
        """One 台 is stated to be one 套: quantity and price stay exact, so does the amount."""
        choice = merging.Choice((item,), unit=unit)
        act = lambda: merging.convert(  # noqa: E731
            self.desk, self.project, choice, "套", Fraction(1), "来函"
        )
        self._merging(act, bool(self._meant(choice)))

    @rule(item=st.sampled_from(ITEMS), into=st.sampled_from(ITEMS))
    def decline(self, item: str, into: str) -> None:
        """Two items are said not to be the same; refused where one is not there or both are one."""
        case = self.desk.case(self.project)
        known = {line.common_item for line in case.needs}
        lots = {lot.item for lot in case.project.lots}
        act = lambda: merging.decline(self.desk, self.project, item, into, "不同")  # noqa: E731
        possible = item in known and into in known | lots
        if possible and item == into and not self.digest:
            self.refused(act)
        else:
            self._merging(act, possible)

    @rule()
    def take_merge_back(self) -> None:
        """The last merging, splitting, conversion or declining is taken back."""
        with self.store.read() as view:
            run = view.db.exec_driver_sql
            some = sum(run(f"SELECT count(*) FROM {name}").scalar() or 0 for name in _MERGING)
        self._merging(lambda: merging.undo(self.desk, self.project), bool(some))

    def _meant(self, choice: merging.Choice) -> list[object]:
        try:
            return list(choice.lines(self.desk.case(self.project)))
        except UserError:
            return []

    def _merging(self, act: Callable[[], object], possible: bool) -> None:
        before = self.by_unit()
        if possible:
            self.unless_sealed(act)
        else:
            self.refused(act)
        assert self.by_unit() == before, "merging moves no amount between units"

    @precondition(lambda self: not self.digest)
    @rule(then=st.booleans())
    def freeze(self, then: bool) -> None:
        """Seal; refused while there is nothing. Perhaps it is opened again at once."""
        act = lambda: freezing.freeze(self.desk, self.project, f"封存{self.moment}")  # noqa: E731
        if not self.model.counting():
            self.refused(act)
        else:
            self.digest = act().digest
            if then:
                self.every_sum_agrees()
                self.unfreeze()

    @precondition(lambda self: self.digest)
    @rule()
    def unfreeze(self) -> None:
        """Open again; what was sealed is what counts still."""
        sealed = freezing.unfreeze(self.desk, self.project, "更正")
        found = freezing.compare_with(self.desk, self.project, sealed.name)
        assert (found.quantity, found.amount_fen) == (0, 0)
        assert found.old == found.new == sealed.sums
        self.digest = ""

    @rule()
    def reopen(self) -> None:
        """Close and open the data folder: nothing is different."""
        before = self.desk.case(self.project)
        self.store.close()
        self.open()
        assert self.desk.case(self.project) == before

    # What must hold

    def by_unit(self) -> dict[str, Total]:
        return totals_by(self.desk.case(self.project).needs, lambda line: line.unit)

    def state(self) -> tuple[object, ...]:
        tables = ("return_unit", "need_line", "version_decision", "import_batch", "return_file",
                  *_MERGING, "need_snapshot", "audit_event")  # fmt: skip
        with self.store.read() as view:
            return tuple(
                tuple(tuple(r) for r in view.db.exec_driver_sql(f"SELECT * FROM {name}"))
                for name in tables
            )

    def refused(self, act: Callable[[], object]) -> None:
        """Refused with a plain message, and nothing changed."""
        before = self.state()
        with pytest.raises(UserError):
            act()
        assert self.state() == before

    def unless_sealed(self, act: Callable[[], object]) -> bool:
        """Do it; while sealed it must be refused, saying how to go on."""
        if not self.digest:
            act()
            return True
        before = self.state()
        with pytest.raises(UserError, match="封存") as told:
            act()
        assert "解封" in told.value.hint
        assert self.state() == before
        return False

    @invariant()
    def what_counts_is_what_was_entered(self) -> None:
        counting = self.model.counting()
        lines = self.desk.case(self.project).needs
        assert {n.unit: n.source.sha256 for n in lines} == {
            u: sha(p.file.removesuffix(".xlsx").encode()) for u, p in counting.items()
        }
        assert self.by_unit() == {u: p.sums for u, p in counting.items()}
        back = {unit for unit, _ in self.desk.case(self.project).withdrawn}
        assert back == {unit for unit in UNITS if self.model.withdrawn(unit)}

    @invariant()
    def every_sum_agrees(self) -> None:
        with self.store.read() as view:
            run = lambda sql, values: view.db.exec_driver_sql(sql, values).fetchall()  # noqa: E731
            assert list(differences(run, self.project)) == []
            if self.digest:
                assert snapshots.digest_now(view, self.project) == self.digest
        data = needs.needs(self.desk, self.project)
        names = ("rows", "quantity", "amount_fen")
        for listed in ("by_unit", "by_item"):
            summed = {k: sum(part[k] for part in data[listed]) for k in names}
            assert summed == {k: data[k] for k in names}
        for part in data["by_unit"]:
            explained = needs.explain(self.desk, self.project, part["unit"])
            assert explained["amount_fen"] == part["amount_fen"]
            assert sum(s["amount_fen"] for s in explained["sources"]) == part["amount_fen"]

    @invariant()
    def merging_loses_nothing(self) -> None:
        case = self.desk.case(self.project)
        merged = totals_by(common_needs(case), lambda line: line.item)
        whole = total(case.needs)
        for name in ("rows", "quantity", "amount_fen"):
            assert sum(getattr(s, name) for s in merged.values()) == getattr(whole, name)
        assert {line.item for line in case.needs} <= set(ITEMS), "what a unit wrote stays"


NeedsMachine.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # 缩短失败的例子要几分钟，会先碰到时限，把真正的错误盖住。
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestNeedsMachine = NeedsMachine.TestCase

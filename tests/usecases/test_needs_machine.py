"""Random imports, choices, withdrawals, undoing, sealing over a real database: sums always hold."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.builders import calendar, law
from tests.store.conftest import UNITS, make_line, make_project, make_units, refused, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import Total, total
from zjbuy_desktop.store import deciding, snapshots, verify
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.conservation import differences
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.usecases import collecting, freezing, needs, versions
from zjbuy_desktop.usecases.desk import Desk

START = datetime.fromisoformat("2026-11-23T09:00:00")
_UNIT = st.sampled_from(UNITS)
_ITEMS = ("便携式计算机", "台式计算机", "打印机")
_LINES = st.lists(st.tuples(st.sampled_from(_ITEMS), st.integers(1, 400)), min_size=1, max_size=4)
_FILE = st.tuples(st.lists(_UNIT, min_size=1, max_size=3, unique=True), _LINES, st.booleans())


class NeedsMachine(RuleBasedStateMachine):
    """What the office does with returns, in any order.

    ``expected`` is worked out beside the program: the log of what was done, read from its end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="zjbuy-machine-"))
        self.moment, self.files = START, 0
        self.log: list[tuple[str, str, int]] = []
        """(单位, what, return_unit or 0) in order of entry."""
        self.batch_of: dict[int, int] = {}
        self.undone: set[int] = set()
        self.digest = ""
        self.open()

    def open(self) -> None:
        self.store = open_store(self.folder / "数据", now=self.now(), actor="张三")
        self.desk = Desk(self.store, law(), calendar(), date(2026, 11, 23), self.now)

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def begin(self) -> None:
        with self.store.begin("create_project", "新建项目", self.now()) as work:
            self.project = create_project(work, make_project(), make_units())

    # What is done

    @rule(given=st.lists(_FILE, min_size=1, max_size=4))
    def bring(self, given: list[tuple[list[str], list[tuple[str, int]], bool]]) -> None:
        """An import of several files; some losers of their batch, as the clerk may choose."""
        results, contents = [], {}
        for units, lines, loses in given:
            self.files += 1
            content = f"{self.files}".encode()
            contents[sha(content)] = content
            read = tuple(
                make_line(unit, item=item, count=count, row=4 + n, source=sha(content))
                for unit in units
                for n, (item, count) in enumerate(lines)
            )
            outcome = Outcome.SUPERSEDED if loses else Outcome.ACCEPTED
            name = f"{self.files}.xlsx"
            results.append(ReadReturn(name, sha(content), outcome, tuple(units), read))
        bad = f"bad {self.files}".encode()
        contents[sha(bad)] = bad
        results.append(refused(f"待改{self.files}.xlsx", bad, UNITS[0]))

        def save() -> None:
            with self.store.begin("i", "导入", self.now(), self.project) as work:
                save_batch(work, self.project, results, contents)

        if self.unless_sealed(save):
            self.remember()

    def remember(self) -> None:
        """Parts that are new in the store: what came in, and which of them won."""
        with self.store.read() as view:
            rows = view.db.exec_driver_sql(
                "SELECT r.id, r.unit, r.current, f.batch_id FROM return_unit r"
                " JOIN return_file f ON f.id = r.return_file_id ORDER BY r.id"
            ).fetchall()
        for number, unit, current, batch in rows:
            if number not in self.batch_of:
                self.batch_of[number] = batch
                if current:
                    self.log.append((unit, "version", number))

    @precondition(lambda self: bool(self.batch_of))
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        """The clerk lets another return of a unit count."""
        unit = data.draw(_UNIT)
        options = [v for v in versions.versions_of(self.desk, self.project, unit) if v.choosable]
        if not options:
            return
        wanted = data.draw(st.sampled_from(options))
        if self.unless_sealed(
            lambda: collecting.choose(self.desk, self.project, unit, wanted.return_id, "电话")
        ):
            with self.store.read() as view:
                self.log.append((unit, "version", deciding.current(view, self.project)[unit]))

    @precondition(lambda self: bool(self.batch_of))
    @rule(unit=_UNIT)
    def withdraw(self, unit: str) -> None:
        """A unit takes its need back; refused where it has none."""
        if self.expected().get(unit) is None:
            self.refused(lambda: versions.withdraw(self.desk, self.project, unit, "来函"))
        elif self.unless_sealed(
            lambda: versions.withdraw(self.desk, self.project, unit, "来函撤回")
        ):
            self.log.append((unit, "withdrawn", 0))

    @precondition(lambda self: bool(self.batch_of))
    @rule(unit=_UNIT)
    def take_back(self, unit: str) -> None:
        """The withdrawal was an error; refused where there is none."""
        undo = lambda: versions.take_back(self.desk, self.project, unit, "误记")  # noqa: E731
        standing = [e for e in self.log if e[0] == unit and self.stands(e)]
        if not standing or standing[-1][1] != "withdrawn":
            self.refused(undo)
        elif self.unless_sealed(undo):
            self.log.remove(standing[-1]) if self.log.count(standing[-1]) == 1 else self.drop(unit)

    def drop(self, unit: str) -> None:
        last = max(i for i, e in enumerate(self.log) if e[:2] == (unit, "withdrawn"))
        del self.log[last]

    @precondition(lambda self: bool(self.batch_of))
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Any batch, in any order; what it would change is foretold exactly."""
        batch = data.draw(st.sampled_from(sorted(set(self.batch_of.values()))))
        undo = lambda: collecting.undo(self.desk, self.project, batch)  # noqa: E731
        if batch in self.undone:
            self.refused(undo)
            return
        before = self.by_unit()
        foretold = versions.undo_changes(self.desk, self.project, batch)
        if not self.unless_sealed(undo):
            return
        self.undone.add(batch)
        assert self.by_unit() == {
            unit: sums
            for unit, sums in (before | {c.unit: c.after for c in foretold}).items()
            if sums is not None
        }

    @precondition(lambda self: not self.digest)
    @rule()
    def freeze(self) -> None:
        """Seal; refused while there is nothing."""
        seal = lambda: freezing.freeze(self.desk, self.project, f"封存{self.moment}")  # noqa: E731
        if not self.by_unit():
            self.refused(seal)
        else:
            self.digest = seal().digest

    @precondition(lambda self: bool(self.digest))
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
        before = needs.needs(self.desk, self.project)
        self.store.close()
        self.open()
        assert needs.needs(self.desk, self.project) == before

    # What must hold

    def stands(self, entry: tuple[str, str, int]) -> bool:
        return entry[1] == "withdrawn" or self.batch_of[entry[2]] not in self.undone

    def expected(self) -> dict[str, int | None]:
        """单位 → version, by the log alone; failing that the latest that was not undone."""
        found: dict[str, int | None] = {}
        with self.store.read() as view:
            rows = view.db.exec_driver_sql("SELECT id, unit FROM return_unit ORDER BY id")
            for number, unit in rows:
                if self.batch_of.get(number, 0) not in self.undone:
                    found[unit] = number
        for entry in self.log:
            if self.stands(entry):
                found[entry[0]] = entry[2] or None
        return found

    def by_unit(self) -> dict[str, Total | None]:
        lines = self.desk.case(self.project).needs
        return {u: total(n for n in lines if n.unit == u) for u in {n.unit for n in lines}}

    def state(self) -> tuple[object, ...]:
        with self.store.read() as view:
            tables = ("return_unit", "need_line", "version_decision", "import_batch", "return_file")
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
    def sums_agree(self) -> None:
        if not hasattr(self, "project"):
            return
        with self.store.read() as view:
            run = lambda sql, values: view.db.exec_driver_sql(sql, values).fetchall()  # noqa: E731
            assert list(differences(run, self.project)) == []
            found = deciding.current(view, self.project)
            if self.digest:
                assert snapshots.digest_now(view, self.project) == self.digest
        assert found == {u: v for u, v in self.expected().items() if v is not None}
        data = needs.needs(self.desk, self.project)
        whole = (data["rows"], data["quantity"], data["amount_fen"])
        for name in ("by_unit", "by_item"):
            parts = data[name]
            summed = tuple(sum(p[k] for p in parts) for k in ("rows", "quantity", "amount_fen"))
            assert summed == whole
        for part in data["by_unit"]:
            explained = needs.explain(self.desk, self.project, part["unit"])
            assert explained["amount_fen"] == part["amount_fen"]
            assert explained["quantity"] == part["quantity"]
            assert sum(s["amount_fen"] for s in explained["sources"]) == part["amount_fen"]


NeedsMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestNeedsMachine = NeedsMachine.TestCase


def test_the_whole_file_still_verifies() -> None:
    """What a busy round leaves behind is a database that its own check finds whole."""
    machine = NeedsMachine()
    try:
        machine.begin()
        machine.bring([([UNITS[0], UNITS[1]], [("打印机", 3)], False)])
        machine.bring([([UNITS[0]], [("打印机", 5)], False)])
        machine.withdraw(UNITS[1])
        machine.freeze()
        machine.sums_agree()
        assert verify.verify(machine.store.data_dir).problems == ()
    finally:
        machine.teardown()

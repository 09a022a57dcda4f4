"""The office's own limits decide what is pointed out; both sides of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from zjbuy_desktop.__main__ import main
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.limits import Limits
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.rules.outliers import quantities_are_alike
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import collecting, outlier_limits, projects
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)


@pytest.fixture
def desk(tmp_path: Path, samples: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    project = projects.new_from_file(opened, samples / "project.toml")
    collecting.import_returns(opened, project, [samples / "returns"])
    yield opened
    opened.store.close()


def told(desk: Desk, rule: Rule) -> int:
    """Remarks on the sample round, were one need nine times as large as the usual one."""
    case = desk.case(1)
    item, _ = Counter((n.item, n.measure) for n in case.needs).most_common(1)[0]
    usual = sorted(n.quantity for n in case.needs if (n.item, n.measure) == item)
    odd = next(n for n in case.needs if (n.item, n.measure) == item)
    large = replace(odd, quantity=usual[len(usual) // 2] * 9)
    needs = tuple(large if n is odd else n for n in case.needs)
    return len(list(rule.test(replace(case, needs=needs), desk.law, TODAY)))


def test_limits_are_kept_once_and_reach_the_rules(desk: Desk) -> None:
    assert outlier_limits.limits(desk) == Limits() == desk.case(1).limits
    assert told(desk, quantities_are_alike) == 0
    kept = outlier_limits.keep(desk, quantity=5, units=2)
    assert (kept.units, kept.price, kept.quantity) == (2, 2, 5)
    assert desk.case(1).limits == kept
    assert told(desk, quantities_are_alike) == 1
    with desk.store.read() as view:
        (event, *_) = list_audit(view, None, 1)
    assert event.action == "outlier_limits_kept"
    assert "数量超过中位数 5 倍" in event.summary
    assert outlier_limits.keep(desk, quantity=5) == kept
    with desk.store.read() as view:
        assert list_audit(view, None, 1)[0].seq == event.seq


def test_more_units_asked_for_than_there_are_silences_the_median(desk: Desk) -> None:
    outlier_limits.keep(desk, quantity=5, units=2)
    assert told(desk, quantities_are_alike) == 1
    outlier_limits.keep(desk, units=1_000)
    assert told(desk, quantities_are_alike) == 0


@pytest.mark.parametrize("name", ["units", "price", "quantity"])
def test_both_ends_of_each_limit(desk: Desk, name: str) -> None:
    for value in (outlier_limits.LEAST[name], outlier_limits.MOST[name]):
        assert getattr(outlier_limits.keep(desk, **{name: value}), name) == value
    for value in (outlier_limits.LEAST[name] - 1, outlier_limits.MOST[name] + 1):
        with pytest.raises(UserError, match=outlier_limits.WORDS[name]):
            outlier_limits.keep(desk, **{name: value})


def test_command_line_shows_and_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--data", str(tmp_path / "cli"), "--today", "2026-08-17", "outliers"]
    assert main(base) == 0
    assert "相差超过 2 倍" in capsys.readouterr().out
    assert main([*base, "--price", "3"]) == 0
    assert "相差超过 3 倍" in capsys.readouterr().out
    assert main([*base, "--price", "1"]) != 0

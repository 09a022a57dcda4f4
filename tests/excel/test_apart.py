"""Calls in a process that may die: the answer, the function's own error, or word of its death."""

import os
import time

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel.apart import Apart, ApartError
from zjbuy_desktop.excel.worker import MAX_MEMORY_BYTES


def twice(number: int) -> int:
    return number * 2


def refuse(what: str) -> None:
    raise UserError(what, "改一改")


def who() -> int:
    return os.getpid()


def take(size: int) -> int:
    return len(bytearray(size))


def hold(size: int) -> None:
    """Take memory and keep it."""
    kept = bytearray(b"x") * size
    time.sleep(60)
    del kept


def test_results_and_errors_come_back_from_one_process() -> None:
    with Apart() as apart:
        assert apart.call(twice, 21) == 42
        with pytest.raises(UserError, match="不行"):
            apart.call(refuse, "不行")
        first = apart.call(who)
        assert first == apart.call(who) != os.getpid()


def test_one_that_dies_is_told_and_replaced() -> None:
    with Apart() as apart:
        with pytest.raises(ApartError, match="异常终止"):
            apart.call(os._exit, 3)
        assert apart.call(twice, 2) == 4


def test_one_that_hangs_is_ended() -> None:
    with Apart(seconds=0.5) as apart:
        start = time.monotonic()
        with pytest.raises(ApartError, match="没有做完"):
            apart.call(time.sleep, 60)
        assert time.monotonic() - start < 10


def test_one_that_wants_too_much_memory_is_refused() -> None:
    pytest.importorskip("resource")
    with Apart() as apart:
        with pytest.raises(ApartError, match="内存"):
            apart.call(take, MAX_MEMORY_BYTES + 1)
        assert apart.call(take, 1000) == 1000


def test_without_a_limit_of_the_system_the_parent_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zjbuy_desktop.excel.worker.MAX_MEMORY_BYTES", 100_000_000)
    with Apart() as apart, pytest.raises(ApartError, match="内存"):
        apart.call(hold, 200_000_000)


def test_nothing_is_left_running() -> None:
    with Apart() as apart:
        child = apart.call(who)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)

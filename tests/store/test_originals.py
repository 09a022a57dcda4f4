"""Originals: byte for byte, under their hash, on the disk before anything speaks of them."""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event

import pytest

from tests.store.conftest import sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import originals as module
from zjbuy_desktop.store.originals import Originals


def test_stored_by_hash(tmp_path: Path) -> None:
    source = tmp_path / "source.xlsx"
    source.write_bytes(b"from a file")
    store = Originals(tmp_path / "files")
    store.put_all({sha(b"a"): b"a", sha(b"from a file"): source})
    assert store.path(sha(b"a")) == tmp_path / "files" / sha(b"a")[:2] / sha(b"a")[2:]
    assert store.read(sha(b"from a file")) == b"from a file"


def test_a_half_written_file_of_a_crash_is_written_again(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    target = store.path(sha(b"content"))
    target.parent.mkdir()
    target.write_bytes(b"con")
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "left").write_bytes(b"x")
    store.sweep()
    store.put_all({sha(b"content"): b"content"})
    assert target.read_bytes() == b"content"
    assert list((tmp_path / "incoming").iterdir()) == []


def test_missing_and_altered_ones_are_told(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    with pytest.raises(UserError, match="原件缺失"):
        store.read(sha(b"a"))
    store.put_all({sha(b"a"): b"a"})
    store.path(sha(b"a")).write_bytes(b"b")
    with pytest.raises(UserError, match="已被改动"):
        store.read(sha(b"a"))


@pytest.mark.parametrize(("count", "file_system"), [(3, False), (40, True)])
def test_durable_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, file_system: bool
) -> None:
    """Few files are synced one by one, many by one call for the file system."""
    synced: list[str] = []
    whole: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda fd: synced.append(str(Path(f"/proc/self/fd/{fd}").readlink()))
    )
    monkeypatch.setattr(module, "_sync_file_system", lambda folder: not whole.append(folder))
    store = Originals(tmp_path)
    contents = {sha(bytes([n])): bytes([n]) for n in range(count)}
    store.put_all(contents)
    if file_system:
        assert (whole, synced) == ([tmp_path], [])
    else:
        assert whole == []
        assert {str(store.path(sha256)) for sha256 in contents} < set(synced)
        assert str(tmp_path) in synced


def test_without_syncfs_each_file_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    monkeypatch.setattr(module, "_sync_file_system", lambda _: False)
    Originals(tmp_path).put_all({sha(bytes([n])): bytes([n]) for n in range(40)})
    assert len(synced) >= 40


def test_syncfs_works_here(tmp_path: Path) -> None:
    assert module._sync_file_system(tmp_path)


def test_no_space_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.guarding, "write", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        Originals(tmp_path).put_all({sha(b"a"): b"a"})


def test_durable_when_the_block_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are in their place within the block; it is not left before the disk has them."""
    order: list[str] = []
    left = Event()

    def slowly(files: Iterable[Path], _folder: Path) -> None:
        left.wait(10)
        order.append(f"durable {len(list(files))}")

    monkeypatch.setattr(module, "make_durable", slowly)
    store = Originals(tmp_path)
    with store.putting({sha(b"a"): b"a"}):
        order.append(store.read(sha(b"a")).decode())
        left.set()
    order.append("left")
    assert order == ["a", "durable 1", "left"]


def test_a_disk_that_fails_while_the_block_runs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store = Originals(tmp_path)
    with monkeypatch.context() as failing:
        failing.setattr(module, "make_durable", full)
        with pytest.raises(UserError, match="磁盘空间不足"), store.putting({sha(b"a"): b"a"}):
            pass
    tried: list[int] = []
    monkeypatch.setattr(module, "make_durable", lambda files, _: tried.append(len(list(files))))
    store.put_all({sha(b"a"): b"a"})
    assert tried == [1], "what failed is not taken for durable"

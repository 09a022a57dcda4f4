"""Encryption on the command line: passphrases from the environment, never from an argument."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pdf.reading import text_of
from tests.usecases.test_cli import Shell
from zjbuy_desktop.store import open_keys
from zjbuy_desktop.usecases import encryption

PHRASE, OTHER, OF_FILE = "西湖的水，2026年", "another phrase", "a phrase for the file"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    yield
    forget_keys()


def forget_keys() -> None:
    open_keys._held.clear()
    open_keys._named.clear()


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], samples: Path) -> Shell:
    made = Shell(tmp_path / "数据", capsys)
    assert made("project", "new", "--file", samples / "project.toml")[0] in (0, 1)
    return made


def run(shell: Shell, *args: object) -> tuple[int, str, str]:
    """A command as a process of its own meets the data: without any key."""
    forget_keys()
    return shell(*args)


def test_there_and_back_with_passphrases_from_the_environment(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "恢复单.pdf"
    code, _, err = run(shell, "encryption", "on", "--sheet", sheet)
    assert (code, "ZJBUY_NEW_PASSPHRASE" in err) == (2, True)
    monkeypatch.setenv(encryption.NEW_PHRASE, "short")
    assert "太短" in run(shell, "encryption", "on", "--sheet", sheet)[2]
    monkeypatch.setenv(encryption.NEW_PHRASE, PHRASE)
    code, out, err = run(shell, "encryption", "on", "--drop-backups", "--sheet", sheet)
    assert code == 0, err
    assert "恢复单" in out
    assert sheet.stat().st_mode & 0o077 == 0
    code, out, err = run(shell, "project", "list")
    assert (code, out) == (2, "")
    assert "ZJBUY_PASSPHRASE" in err
    monkeypatch.setenv(encryption.PHRASE, "wrong")
    assert "口令不对" in run(shell, "project", "list")[2]
    monkeypatch.setenv(encryption.PHRASE, PHRASE)
    assert run(shell, "project", "list")[0] == 0
    assert run(shell, "verify")[0] == 0
    monkeypatch.setenv(encryption.NEW_PHRASE, OTHER)
    assert run(shell, "encryption", "passphrase")[0] == 0
    assert "口令不对" in run(shell, "project", "list")[2]
    monkeypatch.setenv(encryption.PHRASE, OTHER)
    assert run(shell, "encryption", "off")[0] == 0
    monkeypatch.delenv(encryption.PHRASE)
    assert run(shell, "project", "list")[0] == 0
    logs = "".join(f.read_text("utf-8") for f in (shell.data / "logs").glob("*"))
    assert not any(secret in logs for secret in (PHRASE, OTHER))


def test_the_printed_code_opens_the_data(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "恢复单.pdf"
    monkeypatch.setenv(encryption.NEW_PHRASE, PHRASE)
    assert run(shell, "encryption", "on", "--sheet", sheet)[0] == 0
    words = text_of(sheet).split("密钥编号")[0].split("恢复码", 1)[1]
    printed = "".join(c for c in words if c.isascii() and c.isalnum())
    forget_keys()
    assert not encryption.unlock(shell.data, PHRASE[:-1])
    assert encryption.unlock(shell.data, printed, by_code=True)


def test_a_hand_over_of_encrypted_data_has_a_passphrase(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(encryption.NEW_PHRASE, PHRASE)
    monkeypatch.setenv(encryption.PHRASE, PHRASE)
    assert run(shell, "encryption", "on", "--sheet", tmp_path / "单.pdf")[0] == 0
    file = tmp_path / "交接.zjhand"
    give = ("handover", "make", 1, "--out", file, "--to", "李四")
    assert "ZJBUY_FILE_PASSPHRASE" in run(shell, *give)[2]
    monkeypatch.setenv(encryption.FILE_PHRASE, OF_FILE)
    code, _, err = run(shell, *give)
    assert code in (0, 1), err
    there = Shell(tmp_path / "那台", shell.capture)
    monkeypatch.setenv(encryption.FILE_PHRASE, "a wrong phrase")
    assert "口令不对" in run(there, "handover", "show", file)[2]
    monkeypatch.setenv(encryption.FILE_PHRASE, OF_FILE)
    assert run(there, "handover", "take", file)[0] == 0
    assert run(there, "verify")[0] == 0

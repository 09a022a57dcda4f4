"""校验清单：写出来 sha256sum 认得，读回来一样；改动、缺少、多出各自叫得出名字。"""

import hashlib
import subprocess
from pathlib import Path

import pytest

from zjbuy_desktop.core.base.checksums import SUMS, Comparison, compare, read_sums, sums_text

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
LISTED = {"1-立项/通知 一.pdf": A, "4-评审/报告.pdf": B}


def test_what_is_written_is_read_back() -> None:
    assert read_sums(sums_text(LISTED)) == (LISTED, ())
    assert sums_text(LISTED) == f"{A}  1-立项/通知 一.pdf\n{B}  4-评审/报告.pdf\n"


def test_the_tool_of_the_system_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "一" / "甲 乙.txt"
    file.parent.mkdir()
    file.write_bytes(b"x")
    sums = sums_text({"一/甲 乙.txt": hashlib.sha256(b"x").hexdigest()})
    (tmp_path / SUMS).write_text(sums, encoding="utf-8")
    run = subprocess.run(["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path, check=False)
    assert run.returncode == 0
    file.write_bytes(b"y")
    run = subprocess.run(["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path, check=False)
    assert run.returncode == 1


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        f"{A[:-1]}  a",
        f"{A} a",
        f"{A}  ../a",
        f"{A}  /etc/passwd",
        f"{A}  a\\b",
        f"{A}  1-立项/通知 一.pdf",
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(line: str) -> None:
    text = sums_text({"1-立项/通知 一.pdf": B}) + f"\n{line}\n"
    assert read_sums(text) == ({"1-立项/通知 一.pdf": B}, (3,))


def test_other_ways_to_write_the_same_are_read() -> None:
    assert read_sums(f"\ufeff{A.upper()} *./a.pdf\r\n") == ({"a.pdf": A}, ())


def test_a_path_that_cannot_be_listed_is_refused() -> None:
    with pytest.raises(ValueError, match="甲"):
        sums_text({"甲\n乙": A})


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (LISTED, Comparison(2, (), (), ())),
        ({**LISTED, SUMS: C}, Comparison(2, (), (), ())),
        ({**LISTED, "1-立项/Thumbs.db": C, ".DS_Store": C}, Comparison(2, (), (), ())),
        ({**LISTED, "4-评审/报告.pdf": C}, Comparison(1, ("4-评审/报告.pdf",), (), ())),
        ({"4-评审/报告.pdf": B}, Comparison(1, (), ("1-立项/通知 一.pdf",), ())),
        ({**LISTED, f"4-评审/{SUMS}": C}, Comparison(2, (), (), (f"4-评审/{SUMS}",))),
        ({**LISTED, "甲.txt": C}, Comparison(2, (), (), ("甲.txt",))),
    ],
)
def test_what_differs_is_named(there: dict[str, str], expected: Comparison) -> None:
    assert compare(LISTED, there) == expected
    assert compare(LISTED, there).same is (expected.whole == 2 and not expected.surplus)


def test_an_accent_in_two_parts_is_the_same_name() -> None:
    assert compare({"Cafe\u0301.pdf": A}, {"Caf\u00e9.pdf": A}).same

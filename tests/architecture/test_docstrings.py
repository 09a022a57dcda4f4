"""Every module says in its first line what it is for."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_module_of_the_program_is_written() -> None:
    empty = [f for f in (ROOT / "zjbuy_desktop").rglob("*.py") if not f.stat().st_size]
    assert not empty


def test_every_module_has_a_docstring() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for folder in ("zjbuy_desktop", "tests", "packaging")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if (text := file.read_text(encoding="utf-8")) and not ast.get_docstring(ast.parse(text))
    ]
    assert not silent

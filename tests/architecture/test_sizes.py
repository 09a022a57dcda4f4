"""Small pieces: what a reader can hold in mind at once is measured, not hoped for."""

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "zjbuy_desktop"
# Migrations are written once by Alembic and never read as a whole.
FILES = [f for f in sorted(PACKAGE.rglob("*.py")) if "versions" not in f.parts]


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions() -> dict[str, int]:
    """``module:name`` of every function and method with its length, decorators left out."""
    found = {}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{file.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}"
                found[where] = (node.end_lineno or node.lineno) - node.lineno + 1
    return found


def p90(values: list[int]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1]


def over(measured: dict[str, int], limit: int) -> list[str]:
    return [f"{where}: {size} > {limit}" for where, size in measured.items() if size > limit]


@pytest.fixture(scope="module")
def files() -> dict[str, int]:
    return {str(f.relative_to(PACKAGE.parent)): lines_of(f) for f in FILES}


def test_no_file_is_over_400_lines(files: dict[str, int]) -> None:
    assert not over(files, 400)


def test_files_are_small_as_a_rule(files: dict[str, int]) -> None:
    sizes = list(files.values())
    assert p90(sizes) <= 300
    assert median(sizes) <= 100


def test_no_function_is_over_50_lines() -> None:
    assert not over(functions(), 50)


def test_functions_are_small_as_a_rule() -> None:
    sizes = list(functions().values())
    assert p90(sizes) <= 25
    assert median(sizes) <= 8

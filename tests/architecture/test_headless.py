"""The core needs the standard library and nothing else; its tests pass with Qt not installed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "zjbuy_desktop" / "core"

# -S leaves site-packages out: whatever is not in the standard library cannot be imported.
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import zjbuy_desktop.core as core
for module in pkgutil.walk_packages(core.__path__, "zjbuy_desktop.core."):
    importlib.import_module(module.name)
"""

# Stands for a machine without Qt; pytest-qt is told to stay out, as it would not be there either.
TEST_CORE = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"{name}: not installed here", name=name)
        return None

sys.meta_path.insert(0, NoQt())
import pytest
code = pytest.main(sys.argv[1:])
assert not any(name.startswith("PySide6") for name in sys.modules)
sys.exit(code)
"""

PYTEST_INI = """[pytest]
addopts = --strict-markers --import-mode=importlib -q -p no:pytest-qt -p no:cacheprovider
xfail_strict = true
filterwarnings = error
timeout = 120
pythonpath = {root}
"""


def python(*arguments: str | Path) -> str:
    """Run a fresh interpreter; what it said, if it failed."""
    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "ZJBUY"))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def test_core_imports_with_the_standard_library_alone() -> None:
    complaint = python("-S", "-c", IMPORT_ALL, ROOT)
    assert not complaint, complaint


@pytest.mark.timeout(600)
def test_core_tests_pass_without_qt(tmp_path: Path) -> None:
    ini = tmp_path / "pytest.ini"
    ini.write_text(PYTEST_INI.format(root=ROOT), encoding="utf-8")
    arguments = ["-c", ini, "--rootdir", ROOT, "--basetemp", tmp_path / "run", "tests/core"]
    complaint = python("-c", TEST_CORE, *arguments)
    assert not complaint, complaint


def test_core_names_no_other_library_even_inside_functions() -> None:
    allowed = sys.stdlib_module_names | {"zjbuy_desktop"}
    strangers = []
    for file in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            strangers += [
                f"{file.name}:{node.lineno} {name}"
                for name in names
                if name.partition(".")[0] not in allowed
            ]
    assert not strangers

"""The tools that judge a bundle: what goes in, how old a system it runs on, weight, licences."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "packaging" / "bundle"


def tool(name: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, TOOLS / f"{name}.py", *map(str, args)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def lock() -> Any:
    """The module, as the scripts beside it import it."""
    sys.path.insert(0, str(TOOLS))
    try:
        import lock as found  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(TOOLS))
    return found


# What goes in


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_what_the_program_needs_goes_in_and_nothing_of_developers(lock: Any, platform: str) -> None:
    names = {entry.name for entry in lock.runtime(platform)}
    assert {"sqlmodel", "sqlalchemy", "alembic", "mako", "pydantic-core", "pillow"} <= names
    assert {"pyside6-essentials", "shiboken6", "lxml", "python-docx", "zxing-cpp"} <= names
    assert {"sqlcipher3", "pycryptodomex"} <= names, "encryption is there on every PC"
    developers = {"pytest", "ruff", "mypy", "hypothesis", "typst", "segno", "fonttools"}
    assert not names & developers
    assert not names & {"pyinstaller", "pyinstaller-hooks-contrib", "altgraph"}


def test_one_version_each_with_hashes(lock: Any) -> None:
    found = lock.runtime("linux")
    assert len({entry.name for entry in found}) == len(found)
    assert all(entry.hashes for entry in found)
    assert {e.version for e in found if e.name == "pyside6-essentials"} == {"6.9.3"}
    text = lock.as_requirements(found)
    assert text.count("==") == len(found)
    assert text.count("--hash=sha256:") == sum(len(e.hashes) for e in found)


def test_markers_are_judged_or_refused(lock: Any) -> None:
    assert lock.applies("", "linux")
    assert lock.applies("sys_platform == 'win32'", "win32")
    assert not lock.applies("sys_platform == 'win32'", "linux")
    both = "implementation_name != 'PyPy' and platform_machine != 'aarch64'"
    assert lock.applies(both, "linux")
    assert not lock.applies("platform_machine != 'x86_64' and sys_platform == 'linux'", "linux")
    with pytest.raises(ValueError, match="python_version"):
        lock.applies("python_version < '3.12'", "linux")


def test_the_packer_is_pinned_apart_from_the_program() -> None:
    pinned = (TOOLS / "requirements.txt").read_text("utf-8")
    assert "pyinstaller==" in pinned
    assert pinned.count("==") <= pinned.count("--hash=sha256:")
    assert "pyinstaller" not in (ROOT / "requirements.lock").read_text("utf-8").lower()
    assert "pyinstaller" not in (ROOT / "pyproject.toml").read_text("utf-8").lower()


def _spec_lists() -> dict[str, tuple[str, ...]]:
    tree = ast.parse((TOOLS / "zjbuy.spec").read_text("utf-8"))
    return {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in ("NOT_WANTED", "QT_DROPPED")
    }


def _imported() -> set[str]:
    found = set()
    for file in (ROOT / "zjbuy_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found


def test_nothing_the_program_imports_is_left_out() -> None:
    left_out = _spec_lists()["NOT_WANTED"]
    wrong = {
        name
        for name in _imported()
        for gone in left_out
        if name == gone or name.startswith(f"{gone}.")
    }
    assert not wrong
    assert "lxml.html" in _imported(), "the walk sees what is imported"


def test_every_kind_of_scan_stays_readable() -> None:
    from zjbuy_desktop.scan.files import SUFFIXES

    assert ".webp" in SUFFIXES
    assert not [name for name in _spec_lists()["NOT_WANTED"] if "webp" in name.lower()]


# How old a system


def test_the_gate_tells_what_is_too_new(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("Windows has no such versions")
    library = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libQt6Core.so.6"))
    (tmp_path / "bundle" / "lib").mkdir(parents=True)
    (tmp_path / "bundle" / "lib" / "core.so").write_bytes(library.read_bytes())
    (tmp_path / "bundle" / "readme.txt").write_text("no ELF", "utf-8")
    fine = tool("glibc", tmp_path / "bundle", "--most", "2.99", "--most-cxx", "3.4.99")
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "GLIBC: 1 files, 0 need more than 2.99" in fine.stdout
    needed = next(line for line in fine.stdout.splitlines() if line.endswith("core.so"))
    version = needed.split()[0].removeprefix("GLIBC_")
    assert tool("glibc", tmp_path / "bundle", "--most", version).returncode == 0
    old = tool("glibc", tmp_path / "bundle", "--most", "2.9")
    assert old.returncode == 1
    assert f"GLIBC_{version}  lib/core.so" in old.stdout
    cxx = tool("glibc", tmp_path / "bundle", "--most", "2.99", "--most-cxx", "3.4.1")
    assert cxx.returncode == 1


def test_the_gate_does_not_pass_an_empty_folder(tmp_path: Path) -> None:
    assert tool("glibc", tmp_path).returncode == 1


def test_weight_is_judged_at_the_boundary(tmp_path: Path) -> None:
    (tmp_path / "_internal" / "PySide6" / "Qt").mkdir(parents=True)
    heavy = tmp_path / "_internal" / "PySide6" / "Qt" / "core"
    heavy.write_bytes(b"0" * 2_000_000)
    (tmp_path / "again").symlink_to(heavy)
    exact = tool("sizes", tmp_path, "--most", 2)
    assert exact.returncode == 0
    assert "2.0 MB  PySide6/Qt" in exact.stdout
    (tmp_path / "one").write_bytes(b"0")
    assert tool("sizes", tmp_path, "--most", 2).returncode == 1


# Licences


def test_the_bill_names_everything_locked_with_its_licence(lock: Any, tmp_path: Path) -> None:
    platform = "win32" if sys.platform == "win32" else "linux"
    (tmp_path / "_internal").mkdir()
    done = tool("sbom", "--platform", platform, tmp_path)
    assert done.returncode == 0, done.stderr
    bill = json.loads((tmp_path / "组件清单.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    parts = {part["name"]: part for part in bill["components"]}
    for entry in lock.runtime(platform):
        part = parts[entry.name]
        assert part["version"] == entry.version
        assert part["purl"] == f"pkg:pypi/{entry.name}@{entry.version}"
        assert {p["value"] for p in part["properties"]} == set(entry.hashes)
    assert {"Python", "SQLite", "FandolFang", "Noto Sans SC"} <= set(parts)
    assert all(part["licenses"] for part in parts.values())
    texts = tmp_path / "许可"
    for entry in lock.runtime(platform):
        if parts[entry.name]["licenses"][0]["expression"] != "LGPL-3.0-only":
            assert any((texts / f"{entry.name}-{entry.version}").iterdir())
    assert "GNU LESSER" in (texts / "LGPL-3.0-only.txt").read_text("utf-8")
    assert (texts / "字体" / "fandol.txt").is_file()


def test_the_bill_of_one_bundle_is_always_the_same(tmp_path: Path) -> None:
    bills = []
    for name in ("a", "b"):
        (tmp_path / name / "_internal").mkdir(parents=True)
        assert tool("sbom", "--platform", "linux", tmp_path / name).returncode == 0
        bills.append((tmp_path / name / "组件清单.json").read_bytes())
    assert bills[0] == bills[1]

"""What installs the program: every file named is there, our files open with it, nothing is lost."""

import ast
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from zjbuy_desktop import OWN_FILES, __version__

ROOT = Path(__file__).resolve().parents[2]
LINUX, WINDOWS = ROOT / "packaging" / "linux", ROOT / "packaging" / "windows"
KINDS = {".zjhand": "handover", ".zjbak": "backup"}

needs_shell = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() != "x86_64",
    reason="the script installs on x86_64 Linux",
)


def test_the_version_is_one() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert table["project"]["version"] == __version__


# Our files


def test_each_of_our_files_has_its_kind_everywhere() -> None:
    assert set(KINDS) == set(OWN_FILES)
    types = ElementTree.parse(LINUX / "zjbuy.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    globs = {
        kind.find(f"{space}glob").get("pattern"): kind.get("type")  # type: ignore[union-attr]
        for kind in types.iter(f"{space}mime-type")
    }
    assert globs == {f"*{s}": f"application/x-zjbuy-{name}" for s, name in KINDS.items()}
    desktop = (LINUX / "zjbuy.desktop").read_text("utf-8")
    mime = re.search(r"(?m)^MimeType=(.*)$", desktop)
    assert mime
    assert set(mime[1].strip(";").split(";")) == set(globs.values())
    assert re.search(r"(?m)^Exec=\S+zjbuy-desktop %f$", desktop)
    script = (WINDOWS / "zjbuy.iss").read_text("utf-8-sig")
    for suffix, name in KINDS.items():
        assert f'Classes\\{suffix}"; ValueType: string; ValueData: "zjbuy.{name}"' in script
        opening = f'zjbuy.{name}\\shell\\open\\command"; ValueType: string; ValueData: '
        assert opening + '"""{app}\\zjbuy-desktop.exe"" ""%1"""' in script


# Windows, as far as it can be judged from here


@pytest.mark.parametrize("name", ["build.ps1", "zjbuy.iss", "zh.isl"])
def test_chinese_survives_windows(name: str) -> None:
    """Windows PowerShell and Inno Setup take a file without this mark for the local code page."""
    assert (WINDOWS / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_file_the_windows_build_names_is_there() -> None:
    script = (WINDOWS / "build.ps1").read_text("utf-8-sig")
    named = set(re.findall(r'"(packaging\\[\w\\.-]+)"', script))
    assert len(named) >= 7
    missing = [n for n in named if not (ROOT / n.replace("\\", "/")).is_file()]
    assert not missing
    assert script.count("{") == script.count("}")
    assert script.count("(") == script.count(")")


def test_the_installer_needs_no_administrator_and_spares_the_data() -> None:
    script = (WINDOWS / "zjbuy.iss").read_text("utf-8-sig")
    told = dict(re.findall(r"(?m)^(\w+)=(.*)$", script))
    assert told["PrivilegesRequired"] == "lowest"
    assert told["MinVersion"] == "10.0.17763", "Windows 10 1809"
    assert told["DefaultDirName"] == "{localappdata}\\Programs\\zjbuy"
    assert told["OutputBaseFilename"] == "zjbuy-{#Version}-windows-x64-setup"
    assert "HKLM" not in script
    assert not re.search(r"(?m)^\[UninstallDelete\]", script)
    removed = re.findall(r'(?m)^Type: \w+; Name: "(.*)"$', script)
    assert removed
    assert all(name.startswith("{app}\\") for name in removed)
    sections = re.findall(r"(?m)^\[(\w+)\]$", script)
    assert len(sections) == len(set(sections))


def test_the_words_of_the_installer_keep_their_places() -> None:
    for line in (WINDOWS / "zh.isl").read_text("utf-8-sig").splitlines():
        assert not line or line[0] in ";[" or re.match(r"^\w+=.+$", line), line


def test_the_version_resource_is_one_windows_takes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, WINDOWS / "version_info.py", tmp_path], check=True)
    for name in ("zjbuy", "zjbuy-desktop"):
        tree = ast.parse((tmp_path / f"{name}.version").read_text("utf-8"), mode="eval")
        fixed = next(n for n in ast.walk(tree) if isinstance(n, ast.Call) and "FixedFileInfo" in
                     ast.unparse(n.func))  # fmt: skip
        numbers = {k.arg: ast.literal_eval(k.value) for k in fixed.keywords}
        assert numbers["filevers"] == (*map(int, __version__.split(".")), 0)
        assert f"{name}.exe" in ast.unparse(tree)


# Linux


@needs_shell
@pytest.mark.parametrize("script", sorted(LINUX.glob("*.sh")), ids=lambda f: f.name)
def test_scripts_are_sound_and_may_be_run(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)
    assert os.access(script, os.X_OK)


FAKE = """#!/bin/sh
[ ! -f "$(dirname "$0")/broken" ] || { echo "✗ 坏的" ; exit 1; }
while [ $# -gt 0 ]; do [ "$1" != --out ] || echo page >"$2"; shift; done
"""


def package(folder: Path, version: str) -> Path:
    """An unpacked package whose program is a shell script."""
    bundle = folder / f"安装包 {version}"
    bundle.mkdir(parents=True)
    for name in ("zjbuy", "zjbuy-desktop"):
        (bundle / name).write_text(FAKE, "utf-8")
        (bundle / name).chmod(0o755)
    (bundle / "版本.txt").write_text(version, "utf-8")
    (bundle / "zjbuy.png").write_bytes(b"png")
    for name, source in (
        ("安装.sh", "install.sh"), ("zjbuy.desktop", "zjbuy.desktop"), ("zjbuy.xml", "zjbuy.xml")
    ):  # fmt: skip
        shutil.copyfile(LINUX / source, bundle / name)
    seal(bundle)
    return bundle


def seal(bundle: Path) -> None:
    sums = bundle / "校验.txt"
    sums.unlink(missing_ok=True)
    names = sorted(f.name for f in bundle.iterdir())
    told = subprocess.run(["sha256sum", *names], cwd=bundle, check=True, capture_output=True)
    sums.write_bytes(told.stdout)


class Clerk:
    """A user's own folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = home / ".local/share/zjbuy-program"

    def run(self, bundle: Path, *args: str) -> subprocess.CompletedProcess[str]:
        environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            ["sh", bundle / "安装.sh", *args],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def version(self) -> str:
        return (self.program / "current" / "版本.txt").read_text("utf-8")


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    home = tmp_path / "用户 甲"
    (home / ".local/share/zjbuy").mkdir(parents=True)
    (home / ".local/share/zjbuy/data.db").write_text("data", "utf-8")
    return Clerk(home)


@needs_shell
def test_installed_updated_put_back_and_removed(clerk: Clerk, tmp_path: Path) -> None:
    old, new = package(tmp_path, "0.1.0"), package(tmp_path, "0.2.0")
    first = clerk.run(old)
    assert first.returncode == 0, first.stderr
    assert "已装好 0.1.0" in first.stdout
    started = clerk.home / ".local/bin/zjbuy-desktop"
    assert started.resolve() == clerk.program / "current/zjbuy-desktop"
    desktop = clerk.home / ".local/share/applications/zjbuy.desktop"
    assert f'Exec="{clerk.program}/current/zjbuy-desktop" %f' in desktop.read_text("utf-8")
    assert (clerk.home / ".local/share/mime/packages/zjbuy.xml").is_file()
    assert (clerk.program / "自检结果.pdf").is_file()

    quiet = clerk.run(new, "--quiet")
    assert (quiet.returncode, quiet.stdout, clerk.version) == (0, "", "0.2.0")
    assert clerk.run(new, "--back").returncode == 0
    assert clerk.version == "0.1.0"
    assert clerk.run(new, "--back").returncode == 0
    assert clerk.version == "0.2.0"

    assert clerk.run(old, "--remove").returncode == 0
    left = [f for f in clerk.home.rglob("*") if f.is_file()]
    assert [f.name for f in left if "zjbuy" in str(f)] == ["data.db"]
    assert not started.is_symlink()


@needs_shell
def test_a_damaged_package_is_refused(clerk: Clerk, tmp_path: Path) -> None:
    assert clerk.run(package(tmp_path, "0.1.0")).returncode == 0
    new = package(tmp_path, "0.2.0")
    (new / "zjbuy.png").write_bytes(b"pnG")
    done = clerk.run(new)
    assert done.returncode == 1
    assert "不完整或被改动过" in done.stderr
    assert clerk.version == "0.1.0"


@needs_shell
def test_what_fails_its_own_test_is_not_put_in_place(clerk: Clerk, tmp_path: Path) -> None:
    assert clerk.run(package(tmp_path, "0.1.0")).returncode == 0
    new = package(tmp_path, "0.2.0")
    (new / "broken").write_text("", "utf-8")
    seal(new)
    done = clerk.run(new)
    assert done.returncode == 1
    assert "✗ 坏的" in done.stderr
    assert clerk.version == "0.1.0"
    assert not (clerk.program / "new").exists()


@needs_shell
def test_a_running_program_is_not_replaced(clerk: Clerk, tmp_path: Path) -> None:
    assert clerk.run(package(tmp_path, "0.1.0")).returncode == 0
    program = clerk.program / "current" / "asleep"
    shutil.copyfile(shutil.which("sleep") or "/bin/sleep", program)
    program.chmod(0o755)
    with subprocess.Popen([program, "60"]) as running:
        try:
            done = clerk.run(package(tmp_path, "0.2.0"))
        finally:
            running.kill()
    assert done.returncode == 1
    assert "请先关闭" in done.stderr
    assert clerk.version == "0.1.0"


@needs_shell
def test_there_is_nothing_to_go_back_to(clerk: Clerk, tmp_path: Path) -> None:
    old = package(tmp_path, "0.1.0")
    assert clerk.run(old, "--back").returncode == 1
    assert clerk.run(old, "--what").returncode == 1

"""What is inside a bundle and under which licence: 组件清单.json (CycloneDX 1.5) and 许可/.

    python packaging/bundle/sbom.py [--platform linux|win32] BUNDLE

Names, versions and hashes of the Python packages come from the lock file, licences from what is
installed beside this interpreter; then Python itself, SQLite, the fonts and, on Linux, the
libraries taken from the build root, with the Debian package each came from. Stops when a package
of the lock is not installed in that version, or has no licence to give along.
"""

import argparse
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from lock import ROOT, Locked, runtime  # type: ignore[import-not-found]  # a script beside this

Component = dict[str, Any]
_TEXTS = Path(__file__).parent / "licences"
_QT = "LGPL-3.0-only"
_KNOWN = {
    # What their metadata says in other words; read by a person, once.
    "reportlab": "BSD-3-Clause",
    "rl-accel": "BSD-3-Clause",
    "pypdfium2": "(BSD-3-Clause AND Apache-2.0)",
    "pyside6-essentials": _QT,
    "shiboken6": _QT,
    # With SQLCipher and OpenSSL linked into it; their texts lie among ``licences``.
    "sqlcipher3": "(Zlib AND BSD-3-Clause AND Apache-2.0)",
    "pycryptodomex": "(BSD-2-Clause AND LicenseRef-Public-Domain)",
}
_CLASSIFIED = {"MIT License": "MIT", "BSD License": "BSD-3-Clause", "MIT": "MIT"}
_DROPPED = ("licen", "copying", "notice", "authors")


def python_packages(platform: str, texts: Path) -> Iterator[Component]:
    """One component for each locked package, its licence texts copied."""
    for entry in runtime(platform):
        found = _installed(entry)
        files = _copy_texts(found, texts / f"{entry.name}-{entry.version}")
        licence = licence_of(entry.name, found)
        if not licence or not files and licence != _QT:
            raise SystemExit(f"{entry.name}: no licence found, look at its files")
        yield {
            "type": "library",
            "bom-ref": f"pkg:pypi/{entry.name}@{entry.version}",
            "name": entry.name,
            "version": entry.version,
            "purl": f"pkg:pypi/{entry.name}@{entry.version}",
            "licenses": [{"expression": licence}],
            "properties": [
                {"name": "zjbuy:lock:sha256", "value": value} for value in sorted(entry.hashes)
            ],
        }


def _installed(entry: Locked) -> Distribution:
    try:
        found = distribution(entry.name)
    except PackageNotFoundError:
        raise SystemExit(f"{entry.name} is locked but not installed") from None
    if found.version != entry.version:
        raise SystemExit(f"{entry.name} {found.version} is installed, {entry.version} is locked")
    return found


def licence_of(name: str, found: Distribution) -> str:
    """Its SPDX expression; empty when its metadata does not tell."""
    if name in _KNOWN:
        return _KNOWN[name]
    told = found.metadata.json
    stated = str(told.get("license_expression") or told.get("license") or "")
    if re.fullmatch(r"[A-Za-z0-9.\-+() ]{2,40}", stated):
        return _CLASSIFIED.get(stated, stated)
    for line in told.get("classifier", ()):
        last = line.split(" :: ")[-1]
        if line.startswith("License") and last in _CLASSIFIED:
            return _CLASSIFIED[last]
    return ""


def _copy_texts(found: Distribution, target: Path) -> int:
    count = 0
    for file in found.files or ():
        inside = [part.lower() for part in file.parts]
        if not any(part.endswith(".dist-info") for part in inside):
            continue
        source = Path(str(found.locate_file(file)))
        if any(word in part for word in _DROPPED for part in inside[1:]) and source.is_file():
            # Some packages hold a file of the same name for each part of theirs.
            name = "_".join(file.parts[1:]).removeprefix("licenses_")
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)
            count += 1
    return count


def own_parts(bundle: Path, texts: Path) -> Iterator[Component]:
    """Python, SQLite, the fonts, and ICU, which comes with Qt on Linux."""
    version = sys.version.split()[0]
    licence = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if licence.is_file():
        _put(licence, texts / f"python-{version}" / "LICENSE.txt")
    yield _part("Python", version, "PSF-2.0")
    yield _part("SQLite", sqlite3.sqlite_version, "blessing")
    for file in sorted((bundle / "_internal" / "PySide6").rglob("libicuuc.so.*")):
        number = file.name.rpartition(".")[2]
        _put(Path("/usr/share/doc/icu-devtools/copyright"), texts / f"icu-{number}" / "copyright")
        yield _part("ICU", number, "Unicode-DFS-2016")
    fonts = ROOT / "resources" / "fonts"
    seen = set()
    for face in tomllib.loads((fonts / "fonts.toml").read_text("utf-8"))["face"]:
        if face["family"] not in seen:
            seen.add(face["family"])
            yield _part(face["family"], "", face["licence"]) | {"type": "file"}
    for file in sorted((fonts / "licences").glob("*.txt")):
        _put(file, texts / "字体" / file.name)
    for file in sorted(_TEXTS.glob("*.txt")):
        _put(file, texts / file.name)


def system_libraries(bundle: Path, texts: Path) -> Iterator[Component]:
    """Libraries that came from the build root, by Debian package."""
    packages: dict[str, list[str]] = {}
    for file in sorted((bundle / "_internal").glob("lib*.so*")):
        for place in ("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib"):
            told = _ask("dpkg-query", "-S", f"{place}/{file.name}")
            if told:
                packages.setdefault(told.split(":")[0], []).append(file.name)
                break
    for package, files in packages.items():
        version = _ask("dpkg-query", "-W", "-f", "${Version}", package)
        licence = Path("/usr/share/doc") / package / "copyright"
        if not licence.is_file():
            raise SystemExit(f"{package}: no copyright file")
        _put(licence, texts / f"{package}-{version}" / "copyright")
        yield {
            "type": "library",
            "name": package,
            "version": version,
            "purl": f"pkg:deb/debian/{package}@{version}?arch=amd64",
            "licenses": [{"license": {"name": f"许可/{package}-{version}/copyright"}}],
            "properties": [{"name": "zjbuy:file", "value": name} for name in files],
        }


def _ask(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _part(name: str, version: str, licence: str) -> Component:
    given = {"type": "library", "name": name, "licenses": [{"expression": licence}]}
    return given | {"version": version} if version else given


def bill(components: list[Component]) -> Component:
    """The whole bill; the same bundle gives the same bill, so it bears no moment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": components,
    }


def main() -> None:
    """Write both into the bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--platform", default=sys.platform)
    options = parser.parse_args()
    texts = options.bundle / "许可"
    components = [
        *python_packages(options.platform, texts),
        *own_parts(options.bundle, texts),
        *system_libraries(options.bundle, texts),
    ]
    target = options.bundle / "组件清单.json"
    target.write_text(json.dumps(bill(components), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{target}: {len(components)} components")


if __name__ == "__main__":
    main()

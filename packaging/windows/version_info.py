"""The version resource of both programs, for Windows' file properties and for antivirus software.

python packaging/windows/version_info.py FOLDER      writes zjbuy.version, zjbuy-desktop.version
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {
    "zjbuy": "带量采购牵头单位工作台（命令行）",
    "zjbuy-desktop": "带量采购牵头单位工作台",
}
_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('080404b0', [
      StringStruct('CompanyName', 'zjbuy_desktop'),
      StringStruct('FileDescription', {description!r}),
      StringStruct('FileVersion', {version!r}),
      StringStruct('InternalName', {name!r}),
      StringStruct('OriginalFilename', {file!r}),
      StringStruct('ProductName', '浙江带量采购牵头单位工作台'),
      StringStruct('ProductVersion', {version!r}),
      StringStruct('LegalCopyright', 'MIT'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0804, 1200])]),
  ],
)
"""


def resource(name: str, version: str) -> str:
    """The text PyInstaller reads; a version has three numbers, Windows wants four."""
    parts = [int(part) for part in version.split(".")]
    numbers = tuple((parts + [0, 0, 0, 0])[:4])
    return _TEMPLATE.format(
        numbers=numbers,
        version=version,
        name=name,
        file=f"{name}.exe",
        description=PROGRAMS[name],
    )


def main(folder: Path) -> None:
    """Write one for each program."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name in PROGRAMS:
        text = resource(name, table["project"]["version"])
        (folder / f"{name}.version").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

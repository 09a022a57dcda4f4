"""No file of the project holds what a half-settled merge leaves behind."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LEFT = re.compile(rb"^(<{7} .*|={7}|>{7} .*)\r?$", re.MULTILINE)


def test_no_merge_was_left_half_settled() -> None:
    folders = ("zjbuy_desktop", "tests", "packaging", "resources", "docs")
    files = [*ROOT.glob("*.*"), *(f for name in folders for f in (ROOT / name).rglob("*.*"))]
    texts = [f for f in files if f.suffix in (".py", ".md", ".toml", ".txt")]
    assert len(texts) > 100
    assert [str(f) for f in texts if _LEFT.search(f.read_bytes())] == []

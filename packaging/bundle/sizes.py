"""What a bundle weighs and what weighs most.

    python packaging/bundle/sizes.py BUNDLE [--most MB]

Bytes on disk are counted once for files linked twice. Exit 1 above ``--most`` (200 MB of 10⁶).
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

_MB = 1_000_000


def weigh(bundle: Path) -> Counter[str]:
    """Bytes by part: the second folder down for packages, the file for what lies beside them."""
    parts: Counter[str] = Counter()
    for file in bundle.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inside = file.relative_to(bundle).parts
            inside = inside[1:] if inside[0] == "_internal" else inside
            depth = 2 if inside[0] in ("PySide6", "resources") else 1
            parts["/".join(inside[:depth])] += file.stat().st_size
    return parts


def main() -> int:
    """Report and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--most", type=int, default=200)
    options = parser.parse_args()
    parts = weigh(options.bundle)
    for name, size in parts.most_common(20):
        print(f"{size / _MB:8.1f} MB  {name}")
    whole = sum(parts.values())
    print(f"{whole / _MB:8.1f} MB  in all, {options.most} allowed")
    return int(whole > options.most * _MB or not whole)


if __name__ == "__main__":
    sys.exit(main())

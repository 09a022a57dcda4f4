"""Small files beside the database, written whole or not at all: temporary name, fsync, rename."""

import json
import os
from pathlib import Path
from typing import Any

from zjbuy_desktop.store import guarding
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.originals import hash_file, sync_folder

_CHUNK = 1 << 20


def write_text(file: Path, text: str) -> None:
    """Put a text in place of what the file held.

    Raises:
        UserError: the disk is full or can't be written to; the file stays as it was.
    """
    part = file.with_name(f".{file.name}.part")
    with sorted_errors():
        try:
            guarding.folder(file.parent)
            with guarding.begin(part).open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
            sync_folder(file.parent)
        finally:
            part.unlink(missing_ok=True)


def read_json(file: Path) -> dict[str, Any]:
    """The object a file holds; empty when there is none or it can't be understood."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(file: Path, value: dict[str, Any]) -> None:
    """Put an object in place of what the file held.

    Raises:
        UserError: as ``write_text``.
    """
    write_text(file, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True))


def copy_whole(source: Path, target: Path) -> bool:
    """Copy a file under its final name only once it was read again and is the same.

    Returns:
        Whether the copy is the same; if not, nothing stays under the name.

    Raises:
        UserError: the disk is full, read-only or was taken away.
    """
    part = target.with_name(f".{target.name}.part")
    with sorted_errors():
        try:
            with source.open("rb") as reading, guarding.begin(part).open("wb") as writing:
                while chunk := reading.read(_CHUNK):
                    writing.write(chunk)
                writing.flush()
                os.fsync(writing.fileno())
            if hash_file(part) != hash_file(source):
                return False
            part.replace(target)
            sync_folder(target.parent)
            return True
        finally:
            part.unlink(missing_ok=True)

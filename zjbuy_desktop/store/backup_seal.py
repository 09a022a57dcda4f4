"""整份校验: a backup's last 64 bytes are the SHA-256 of all bytes before them.

They stand in the zip's comment, so that the file stays an ordinary zip, and its check goes along
to a stick or a share. Any changed byte shows, also one that no program reads.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, places, row_check

LENGTH = 64
PLACEHOLDER = b"0" * LENGTH
"""Stands in the comment while the zip is written."""
_CHUNK = 1 << 20


def seal(file: Path) -> None:
    """Put the check in the placeholder's place; the zip must be closed."""
    found = _hash(file)
    with file.open("r+b") as stream:
        stream.seek(-LENGTH, 2)
        stream.write(found)


def sealed(file: Path) -> bool | None:
    """Whether the check is right; ``None`` when the file bears none (made before there was one)."""
    size = file.stat().st_size
    if size < LENGTH:
        return None
    with file.open("rb") as stream:
        stream.seek(-LENGTH, 2)
        claimed = stream.read()
    if any(byte not in b"0123456789abcdef" for byte in claimed):
        return None
    return _hash(file) == claimed


def require(file: Path, revision: str) -> None:
    """Stop when the backup is not as it was made.

    Args:
        file: the backup.
        revision: of its database; backups of older ones may have been made without a check.

    Raises:
        UserError: a byte of it was changed.
    """
    found = sealed(file)
    if not found and (found is False or row_check.keeps_log(revision)):
        raise archive.damaged("文件在做成以后被改动过")


def changed_backups(data_dir: Path) -> Iterator[str]:
    """Backups in the data folder that are not as they were made, in Chinese, each by its name."""
    for file in sorted(places.backups(data_dir).glob("*.zjbak")):
        reason = _wrong(file)
        if reason:
            yield f"备份“{file.name}”{reason}"


def _wrong(file: Path) -> str:
    try:
        if sealed(file) is False:
            return "在做成以后被改动过"
        if sealed(file):
            return ""
        return _wrong_inside(file)
    except UserError as error:
        return f"已损坏或被改动过：{error.message}"
    except OSError:
        return "读不出来"


def _wrong_inside(file: Path) -> str:
    """A backup without a check: by the list inside it."""
    with archive.opened(file) as made, tempfile.TemporaryDirectory() as scratch:
        manifest = archive.read_manifest(made)
        if row_check.keeps_log(manifest.revision):
            return "在做成以后被改动过"
        archive.extract_database(made, manifest, Path(scratch, archive.DATABASE))
        for sha256 in manifest.originals:
            if archive.original(made, sha256) is None:
                return "里的原件被改动过"
    return ""


def _hash(file: Path) -> bytes:
    digest = hashlib.sha256()
    left = file.stat().st_size - LENGTH
    with file.open("rb") as stream:
        while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest().encode()

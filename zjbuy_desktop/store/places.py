"""Where things lie inside a data folder, and which revisions of the database are known.

Nothing is imported here but pathlib: the first window asks before SQLAlchemy is loaded.
"""

from pathlib import Path

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0021",
    "0030",
    "0031",
    "0032",
    "0033",
    "0034",
    "0035",
    "0036",
)
"""Known database revisions, the oldest first; the last is the one this program writes."""


def database(data_dir: Path) -> Path:
    """The database file."""
    return data_dir / "zjbuy.db"


def originals(data_dir: Path) -> Path:
    """The folder of originals, named by their SHA-256."""
    return data_dir / "files"


def backups(data_dir: Path) -> Path:
    """The folder of backups made by the program itself."""
    return data_dir / "backups"


def keyring(data_dir: Path) -> Path:
    """The file with the wrapped key; there while the data is encrypted."""
    return data_dir / "密钥.json"


def screen_lock(data_dir: Path) -> Path:
    """The file that says after how long the window is locked; there while it is."""
    return data_dir / "锁定.json"


def lock(data_dir: Path) -> Path:
    """The file whose lock says that the folder is in use."""
    return data_dir / "zjbuy.lock"

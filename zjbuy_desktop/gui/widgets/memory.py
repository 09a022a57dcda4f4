"""What the window remembers between runs: geometry, column widths, sort, folded sections."""

from PySide6.QtCore import QSettings


def settings() -> QSettings:
    """Kept as a small file in the user's own settings folder, on every platform."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "zjbuy", "zjbuy-desktop"
    )


def remember(key: str, value: object) -> None:
    """Keep a value under ``group/name``."""
    settings().setValue(key, value)


def recall_ints(key: str) -> list[int]:
    """Integers kept under a key; none if there are none or the file was edited by hand."""
    value = settings().value(key, [])
    items = value if isinstance(value, list) else [value]
    try:
        return [int(str(item)) for item in items]
    except ValueError:
        return []


def recall_flag(key: str, default: bool) -> bool:
    """A yes or no kept under a key."""
    return str(settings().value(key, default)).lower() == "true"

"""The one error a user is meant to read."""

from zjbuy_desktop.core.base.identifiers import mask_identity


class UserError(Exception):
    """Something the user can mend; everything else that is raised is a bug.

    身份证号 in what is quoted are masked: messages are shown, logged and sent on.

    Attributes:
        message: 一句中文：在哪里、出了什么事。
        hint: 一句中文：怎么办；可以为空。
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(mask_identity(message))
        self.message = mask_identity(message)
        self.hint = mask_identity(hint)

    def __str__(self) -> str:
        return f"{self.message}{self.hint and '　' + self.hint}"


class InUseError(UserError):
    """The data folder is held by another running copy of the program; it can be looked at."""


class LockedDataError(UserError):
    """The data, a backup or a hand-over file is encrypted, and its passphrase is not known yet."""

"""The one error a user is meant to read."""


class UserError(Exception):
    """Something the user can mend; everything else that is raised is a bug.

    Attributes:
        message: 一句中文：在哪里、出了什么事。
        hint: 一句中文：怎么办；可以为空。
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint and '　' + self.hint}"


class InUseError(UserError):
    """The data folder is held by another running copy of the program; it can be looked at."""

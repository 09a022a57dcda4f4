"""Common items: which unit lines are one thing, and how they are converted."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""

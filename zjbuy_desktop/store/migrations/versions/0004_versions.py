"""Versions of needs: snapshots, withdrawn returns, evidence of leaving."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""

"""The words migration scripts are written in.

Released scripts depend on them: never change one, add another.
"""

import sqlalchemy as sa
from alembic import op


def texts(*names: str) -> list[sa.Column[str]]:
    """Text columns that are never NULL."""
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[int]]:
    """Integer columns that are never NULL."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def flags(*names: str) -> list[sa.Column[bool]]:
    """Yes-or-no columns."""
    return [sa.Column(name, sa.Boolean(), nullable=False) for name in names]


def whole(table: str, *names: str) -> list[sa.CheckConstraint]:
    """Integers not below zero, or nothing."""
    return [
        sa.CheckConstraint(
            f"{name} IS NULL OR (typeof({name}) = 'integer' AND {name} >= 0)",
            name=f"ck_{table}_{name}",
        )
        for name in names
    ]


def of_project(table: str) -> sa.ForeignKeyConstraint:
    """Rows go with their project."""
    return sa.ForeignKeyConstraint(
        ["project_id"], ["project.id"], name=f"fk_{table}_project_id", ondelete="CASCADE"
    )


def of_unit(table: str, column: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    """The named unit stands on the roster; a renamed one is followed."""
    return sa.ForeignKeyConstraint(
        ["project_id", column],
        ["unit.project_id", "unit.name"],
        name=f"fk_{table}_project_id_{column}",
        onupdate="CASCADE",
        ondelete=ondelete,
    )


def index(table: str, column: str) -> None:
    """A plain index on one column."""
    op.create_index(f"ix_{table}_{column}", table, [column])


def of_file(table: str) -> sa.ForeignKeyConstraint:
    """Rows go with their returned file."""
    return sa.ForeignKeyConstraint(
        ["return_file_id"],
        ["return_file.id"],
        name=f"fk_{table}_return_file_id",
        ondelete="CASCADE",
    )

"""Column kinds and constraint words the tables share."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKeyConstraint, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Named constraints can be changed by a later migration; unnamed ones cannot.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A point in time kept as ISO text exactly as given, with its zone if it has one."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read ISO text."""
        return None if value is None else datetime.fromisoformat(value)


def moment(*, nullable: bool = False) -> Any:
    """A column holding a point in time."""
    return Field(default=None, sa_type=Moment, nullable=nullable)


def project_key(*, primary: bool = False, index: bool = False) -> Any:
    """The column that ties a row to its project and goes with it."""
    return Field(
        foreign_key="project.id",
        ondelete="CASCADE",
        primary_key=primary,
        index=index,
        nullable=False,
    )


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Only the words of that enum may stand in the column."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def whole(*columns: str) -> list[CheckConstraint]:
    """Money and quantities are integers not below zero; a REAL never slips in."""
    return [
        CheckConstraint(
            f"{column} IS NULL OR (typeof({column}) = 'integer' AND {column} >= 0)", name=column
        )
        for column in columns
    ]


def of_unit(column: str = "unit", *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """The named unit stands on the roster of the same project; a renamed one is followed."""
    return ForeignKeyConstraint(
        ["project_id", column],
        ["unit.project_id", "unit.name"],
        onupdate="CASCADE",
        ondelete=ondelete,
    )

"""What every table shares: constraint names, moments in UTC, words for states."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Enum, Integer, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeDecorator


class Utc(TypeDecorator[datetime]):
    """Aware moments in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002  the signature is theirs
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  the signature is theirs
        return None if value is None else value.replace(tzinfo=UTC)


LOOK = "is_look"
"""In the `info` of a session that sees one state of the database and changes nothing."""


def now() -> datetime:
    return datetime.now(UTC)


_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # as far as SQLite's go: one is looked up
Id = Annotated[int, mapped_column(_NUMBER, primary_key=True)]
Moment = Annotated[datetime, mapped_column(Utc, default=now)]
MaybeMoment = Annotated[datetime | None, mapped_column(Utc)]


WITHOUT_CASE = String().with_variant(String(collation="NOCASE"), "sqlite")
"""For a column that is ordered as people do; beyond a to z the two databases do it differently."""


class Json(JSON):
    """Of a list: PostgreSQL keeps it so that two can be compared. Objects keep their order."""


@compiles(Json, "postgresql")
def _jsonb(_type: Json, _compiler: Any, **_how: Any) -> str:
    return "JSONB"


def _words(states: type[StrEnum]) -> list[str]:
    return [state.value for state in states]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it as it stands
        str: String,
        dict[str, Any]: JSON,
        list[str]: Json,
        list[int]: Json,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            create_constraint=False,
            values_callable=_words,
        ),
    }


@compiles(CreateColumn, "postgresql")
def _ordered_as_people_do(create: CreateColumn, compiler: Any, **how: Any) -> str:
    written = str(compiler.visit_create_column(create, **how))
    if create.element.type is not WITHOUT_CASE:
        return written
    return written.replace("VARCHAR", 'VARCHAR COLLATE "und-x-icu"', 1)

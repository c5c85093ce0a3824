"""A plain route that keeps enquiries: Starlette and SQLAlchemy, one commit for each request."""

import os
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.base.dialects.sqlite import sqlite_driver

TOLD = ("name", "email", "phone", "service", "preferred_at", "message")


class Base(DeclarativeBase):
    pass


class PlainEnquiry(Base):
    __tablename__ = "enquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    service: Mapped[str]
    preferred_at: Mapped[str]
    message: Mapped[str]


def make_app() -> Starlette:
    """As safe on disk as ours, by the same SQLite; no search, no counts, no log."""
    address, patient = f"sqlite:///{os.environ['BENCH_DATABASE']}", {"timeout": 60}
    engine = create_engine(address, module=sqlite_driver(), connect_args=patient)
    event.listen(engine, "connect", _configure)
    Base.metadata.create_all(engine)

    def keep(asked: dict[str, str]) -> PlainEnquiry:
        kept = PlainEnquiry(reference=token_hex(6), received_at=datetime.now(UTC))
        for field in TOLD:
            setattr(kept, field, asked[field])
        with Session(engine, expire_on_commit=False) as session, session.begin():
            session.add(kept)
        return kept

    async def receive(request: Request) -> Response:
        asked = await request.json()
        if not (asked["name"] and asked["consent"] and (asked["email"] or asked["phone"])):
            return JSONResponse({}, 422)
        kept = await run_in_threadpool(keep, asked)
        told = {"reference": kept.reference, "received_at": kept.received_at.isoformat()}
        return JSONResponse(told, 201)

    return Starlette(routes=[Route("/api/enquiries", receive, methods=["POST"])])


def _configure(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")

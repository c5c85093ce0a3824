"""The log of a test: followed in any session, and tampered with behind Copydesk's back."""

from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

import settings
from models.base.database import engine
from models.base.dialects.sqlite import sqlite_driver
from models.staff.log import head_of_log
from models.staff.log_breach import Breach
from models.staff.log_chain import BEGINNING, Walk, link_of, links_after


def breaches_in(session: Session) -> list[Breach]:
    walk = Walk(BEGINNING)
    for row in session.execute(links_after(0)):
        walk.step(link_of(row))
    walk.end(session.scalar(head_of_log()))
    return walk.found


def tamper(*statements: str, file: Path | None = None) -> None:
    """As somebody who has the file, or rules the server, and knows that it refuses."""
    if not settings.on_sqlite():
        with engine().execution_options(writing=True).begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for statement in statements:
                connection.exec_driver_sql(statement)
        return
    path = str(file or settings.database_file())
    with closing(sqlite_driver().connect(path)) as connection, connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS log_entry_refuses_{verb}")
        for statement in statements:
            connection.execute(statement)

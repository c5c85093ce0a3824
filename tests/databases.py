"""Each test's database is a file of its own; all of them are opened by the one engine there is."""

from pathlib import Path
from typing import Any

from sqlalchemy import event

import settings
from models.base.database import engine


def use_database(file: Path) -> None:
    """The engine stays, and with it every statement that it has compiled for former tests."""
    settings.DATABASE_URL = f"sqlite:///{file}"
    made = engine()
    made.dispose()
    made.url = made.url.set(database=str(file))
    if not event.contains(made, "do_connect", _open_todays):
        event.listen(made, "do_connect", _open_todays)


def _open_todays(_dialect: Any, _record: Any, arguments: list[Any], _named: Any) -> None:
    arguments[0] = str(settings.database_file())

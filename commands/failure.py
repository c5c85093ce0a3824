"""Why a command did not do what it was to do, in words for the operator."""

from sqlalchemy.exc import DatabaseError

import settings
from models.base.refusal import Refused
from models.base.trouble import trouble_of


class CommandFailed(Refused):
    """A command did not do what it was to do."""


def words_for(error: BaseException) -> str:
    """What the operator is told instead of a trace; empty for what nobody foresaw."""
    if isinstance(error, (Refused, settings.BadSetting)):
        return str(error)
    if trouble := trouble_of(error):
        return f"{trouble.title}. {trouble.advice}"
    if isinstance(error, DatabaseError):
        return f"The database refused: {error.orig}"
    if isinstance(error, OSError):
        return f"{error.filename or 'The file'}: {error.strerror}"
    return ""

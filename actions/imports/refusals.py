"""Why a file is not taken in, in words that say what to do."""

from models.base.refusal import Refused


class UnreadableFile(Refused):
    """Nothing in it can be read as a table of enquiries."""


class UnclearDates(Refused):
    """Day and month cannot be told apart in some rows."""

    def __init__(self, many: int) -> None:
        rows = "one row" if many == 1 else f"{many:,} rows"
        super().__init__(
            f"Nothing was imported: the dates of {rows} can be read as day/month or month/day. "
            "Say which it is (--date-order dmy or mdy)."
        )


class NotRehearsed(Refused):
    """The columns or the order of dates were changed after the rows were looked at."""

    words = "Look at the rows again before you confirm: something was changed."


class NoSuchImport(Refused):
    """It is not there, or it no longer is where this could be done."""

    words = "This import has moved on meanwhile. Look at where it stands now."

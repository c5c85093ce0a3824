"""Frames of figures for charts; pandas is loaded where the first one is made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.reports.table import FigureLine
from models.reports.total import Headcount

if TYPE_CHECKING:
    from pandas import DataFrame

ALL, BOOKED = "All enquiries", "Booked"


def volume_frame(lines: Sequence[FigureLine]) -> "DataFrame":
    """A row for each span and what is counted in it."""
    from pandas import DataFrame  # noqa: PLC0415  half a second and 55 MB, which no other screen needs

    wide = DataFrame(
        {
            "when": [line.name for line in lines],
            "place": [line.place for line in lines],
            ALL: [line.told.received for line in lines],
            BOOKED: [line.told.booked for line in lines],
        }
    )
    return wide.melt(["when", "place"], [ALL, BOOKED], "what", "many")


def steps_frame(steps: Sequence[tuple[str, int]]) -> "DataFrame":
    from pandas import DataFrame  # noqa: PLC0415  as above

    return DataFrame(steps, columns=["step", "many"])


def hours_frame(hours: Sequence[tuple[str, int, Headcount]]) -> "DataFrame":
    """Weekday, hour, and how many came in it."""
    from pandas import DataFrame  # noqa: PLC0415  as above

    return DataFrame(
        [(day, f"{hour:02}", told.received) for day, hour, told in hours],
        columns=["day", "hour", "many"],
    )

"""When somebody would like to come, for those who will be there and for those who ask."""

from zoneinfo import ZoneInfo

import pytest

import settings
from desk.enquiries.record.preferred_time import preferred_time

SUMMER = "2026-07-01T10:30"


@pytest.fixture(autouse=True)
def _london(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TIMEZONE", ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    "said, timezone, shown",
    [
        ("Tuesday *morning*", "", r"Tuesday \*morning\*"),
        (SUMMER, "", "Wednesday 1 July, 10:30 (clinic time)"),
        (SUMMER, "Europe/Lisbon", "Wednesday 1 July, 10:30 (clinic time)"),
        (SUMMER, "Nowhere/Land", "Wednesday 1 July, 10:30 (clinic time)"),
        (
            SUMMER,
            "America/New_York",
            (
                "Wednesday 1 July, 15:30 (clinic time) · Wednesday 1 July, 10:30 "
                r"where they are (America/New\_York)"
            ),
        ),
    ],
)
def test_a_moment_is_told_in_both_zones_and_words_as_they_are(
    said: str, timezone: str, shown: str
) -> None:
    assert preferred_time(said, timezone).replace(r"\:", ":") == shown

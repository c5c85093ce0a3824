"""How long somebody has waited, in words."""

from datetime import timedelta

import pytest

from desk.widgets.clock import waited_for
from models.base.table import now


@pytest.mark.parametrize(
    "since, opened, words",
    [
        (timedelta(hours=5), timedelta(hours=2), "2 h of clinic time"),
        (timedelta(days=1), timedelta(hours=9), "9 h of clinic time"),
        (timedelta(days=24), timedelta(hours=583), "24 days"),
    ],
)
def test_a_wait_of_days_is_told_in_days(since: timedelta, opened: timedelta, words: str) -> None:
    assert waited_for(now() - since, opened) == words


def test_a_wait_that_ended_is_counted_to_its_end() -> None:
    came = now() - timedelta(days=40)

    assert waited_for(came, timedelta(hours=400), came + timedelta(days=24)) == "24 days"
    assert waited_for(came, timedelta(minutes=35), came + timedelta(hours=1)) == (
        "35 min of clinic time"
    )

"""How often one address may write."""

import pytest
from starlette.requests import Request

import settings
from public.gate import limits
from public.gate.limits import RateLimit, network_of


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def three_a_minute(clock: Clock) -> RateLimit:
    return RateLimit(3, 60, clock)


def test_the_fourth_in_a_minute_waits_for_the_first_to_be_old(
    three_a_minute: RateLimit, clock: Clock
) -> None:
    for _ in range(3):
        assert three_a_minute.wait("a") == 0
        clock.now += 10

    assert three_a_minute.wait("a") == 30
    clock.now += 30
    assert three_a_minute.wait("a") == 0
    assert three_a_minute.wait("a") == 10


def test_a_refusal_does_not_lengthen_the_wait(three_a_minute: RateLimit, clock: Clock) -> None:
    for _ in range(10):
        three_a_minute.wait("a")
    clock.now += 60

    assert three_a_minute.wait("a") == 0


def test_others_are_not_held_back(three_a_minute: RateLimit) -> None:
    for _ in range(4):
        three_a_minute.wait("a")

    assert three_a_minute.wait("b") == 0


def test_only_so_many_addresses_are_remembered(
    three_a_minute: RateLimit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ADDRESSES", 10)
    for number in range(1_000):
        three_a_minute.wait(str(number))

    assert len(three_a_minute._moments) == 10


@pytest.mark.parametrize(
    "one, other, are_one",
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
def test_a_household_is_one_address(one: str, other: str, are_one: bool) -> None:
    first, second = (
        network_of(Request({"type": "http", "client": (host, 1), "headers": []}))
        for host in (one, other)
    )

    assert (first == second) is are_one


@pytest.mark.parametrize(
    "value, limit", [("30/minute", (30, 60)), ("5/hour", (5, 3600)), ("off", None)]
)
def test_the_setting_says_how_many_in_how_long(value: str, limit: tuple[int, int] | None) -> None:
    assert settings._limit(value) == limit


@pytest.mark.parametrize(
    "value", ["", "30", "30/fortnight", "0/minute", "-1/minute", "many/day", f"{10**30}/day"]
)
def test_a_setting_that_says_nothing_is_refused(value: str) -> None:
    with pytest.raises(settings.BadSetting, match="30/minute"):
        settings._limit(value)

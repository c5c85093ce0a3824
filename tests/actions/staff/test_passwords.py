import pytest
from argon2 import PasswordHasher

import settings
from actions.staff import passwords
from actions.staff.passwords import LONGEST, fresh_hash, is_right, renewed
from models.base.text import BadText

PASSWORD = "a long walk by the sea"


@pytest.mark.parametrize(
    "password",
    [
        "eleven char",
        "x" * 129 + "yz",
        "password1234",
        "123456789012",
        "qwertyuiop123",
        "letmeinletmein",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijkl",
        "my copydesk is mine 4711",
        "Morag's own secret garden",
        "nul\0 in a password",
        "half \ud800 a letter",
    ],
)
def test_short_long_common_and_telling_passwords_are_refused(password: str) -> None:
    with pytest.raises(BadText) as refused:
        fresh_hash(password, about=["morag"])

    assert refused.value.field == "Password"


def test_the_clinics_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLINIC_NAME", "Harbour Clinic")
    with pytest.raises(BadText, match="the clinic's"):
        fresh_hash("we love HARBOUR CLINIC so")


@pytest.mark.parametrize(
    "password",
    ["a long walk by the sea", "twelve chars", "ü" * 3 + "ber den Wolken", "tides & moons " * 9],
)
def test_unusual_passwords_of_12_to_128_characters_are_taken(password: str) -> None:
    password = password[:LONGEST].strip()
    kept = fresh_hash(password, about=["mo"])

    assert kept.startswith("$argon2id$")
    assert is_right(password, kept)


def test_the_same_letters_written_differently_are_the_same_password() -> None:
    assert is_right("cafe\u0301 in the morning ", fresh_hash("caf\u00e9 in the morning"))


def test_an_unknown_account_costs_as_much_as_a_known_one() -> None:
    assert not PasswordHasher().check_needs_rehash(passwords._NOBODYS)


def test_a_hash_with_yesterdays_parameters_is_renewed() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    assert is_right(PASSWORD, weak)
    assert is_right(PASSWORD, renewed(PASSWORD, weak))
    assert renewed(PASSWORD, fresh_hash(PASSWORD)) == ""

import re

import pytest

from models.intake.booking import LIMITS, BadFields, read_request
from models.intake.receipt import new_reference

JANE: dict[str, str] = {
    "name": "Jane Doe",
    "email": "jane@clinic.example",
    "phone": "+1 (212) 555-0147",
    "service": "Consultation",
    "preferred_at": "Tuesday morning",
    "message": "My knee hurts.\n\nMostly at night.",
    "consent": "on",
}


def errors_of(typed: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadFields) as refused:
        read_request(typed)
    return refused.value.errors


def test_a_request_keeps_every_word() -> None:
    request = read_request(JANE)

    assert {name: getattr(request, name) for name in JANE if name != "consent"} == {
        name: text for name, text in JANE.items() if name != "consent"
    }


def test_an_empty_request_names_all_that_is_missing() -> None:
    assert set(errors_of({})) == {"name", "email", "consent"}


@pytest.mark.parametrize("contact", ["email", "phone"])
def test_one_way_to_reach_the_person_is_enough(contact: str) -> None:
    other = {"email": "phone", "phone": "email"}[contact]

    assert getattr(read_request(JANE | {other: " "}), other) == ""


@pytest.mark.parametrize("consent", ["", "false", "0", "off"])
def test_without_consent_nothing_is_kept(consent: str) -> None:
    assert set(errors_of(JANE | {"consent": consent})) == {"consent"}


@pytest.mark.parametrize("field", LIMITS)
@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_a_character_that_cannot_be_kept_is_refused_by_its_field(field: str, bad: str) -> None:
    assert set(errors_of({**JANE, field: f"4455{bad}"})) == {field}


@pytest.mark.parametrize("field", LIMITS)
def test_a_text_too_long_is_refused_by_its_field(field: str) -> None:
    assert "at most" in errors_of({**JANE, field: "x" * (LIMITS[field] + 1)})[field]


def test_a_wrong_address_and_number_say_how_to_write_them() -> None:
    errors = errors_of(JANE | {"email": "jane", "phone": "none"})

    assert set(errors) == {"email", "phone"}
    assert "name@example.com" in errors["email"]
    assert "dial" in errors["phone"]


def test_a_bad_address_is_reported_once_and_not_as_missing() -> None:
    assert set(errors_of(JANE | {"email": "jane@", "phone": ""})) == {"email"}


def test_a_reference_is_short_and_has_no_letters_to_confuse() -> None:
    made = {new_reference() for _ in range(1_000)}

    assert len(made) == 1_000
    assert all(re.fullmatch(r"CD-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", one) for one in made)

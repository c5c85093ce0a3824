import pytest

from models.enquiries.contact import (
    BadContact,
    email_key,
    phone_digits,
    phone_key,
    read_email,
    read_phone,
)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("jane@clinic.example", "jane@clinic.example"),
        ("Jane.O'Neil+desk@Clinic.Example", "Jane.O'Neil+desk@clinic.example"),
        ("jörg@exämple.com", "jörg@exämple.com"),
        ("mailto:jane@clinic.example?subject=Knee", "jane@clinic.example"),
        ("j?|kdndu3k@clinic.example", "j?|kdndu3k@clinic.example"),
        ("'@clinic.example", "'@clinic.example"),
        ("Jane O'Neil <jane@clinic.example>", "jane@clinic.example"),
        ("\u200bjane@\u00adclinic.example\ufeff", "jane@clinic.example"),
        ("<jane@clinic.example>,", "jane@clinic.example"),
    ],
)
def test_an_address_is_kept_as_its_owner_writes_it(typed: str, kept: str) -> None:
    assert read_email(typed) == kept


@pytest.mark.parametrize("typed", ["jane", "jane@", "@clinic.example", "jane@localhost", "a b@c.d"])
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadContact, match="name@example"):
        read_email(typed)


def test_one_address_has_one_key_however_it_is_spelt() -> None:
    assert email_key(" Jane@Clinic.Example") == email_key("jane@clinic.example") != ""
    assert email_key("") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "+1 (212) 555-0147",
        "020 7946 0958",
        "0800 FLOWERS",
        "07700 900123 ext 4",
        "٠٢٠ ٧٩٤٦ ٠٩٥٨",
        "22 33 4",
    ],
)
def test_whatever_a_person_can_dial_is_taken_as_typed(typed: str) -> None:
    assert read_phone(typed) == typed


@pytest.mark.parametrize("typed", ["none", "12", "call me after 6", "-----"])
def test_what_nobody_can_dial_is_refused(typed: str) -> None:
    with pytest.raises(BadContact, match="dial"):
        read_phone(typed)


@pytest.mark.parametrize(
    "typed, region, key",
    [
        ("+1 (212) 555-0147", "GB", "+12125550147"),
        ("(212) 555-0147", "US", "+12125550147"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 (0)20 7946 0958", "US", "+442079460958"),
        ("999", "GB", ""),
        ("0161 496 0107 before 9", "GB", "+441614960107"),
        ("07700 900456 (only texts)", "GB", "+447700900456"),
        ("07700 900456 Signal", "GB", "+447700900456"),
        ("07700 900456 or 0161 496 0107", "GB", "+447700900456"),
        ("07700 900456/0161 496 0107", "GB", "+447700900456"),
        ("07700 900456 / 0161 496 0107", "GB", "+447700900456"),
        ("07700 900456 ext", "GB", "+447700900456"),
        ("07700 900456 ext.", "GB", "+447700900456"),
        ("07700 900456 (work)", "GB", "+447700900456"),
        ("(212) 555-0147 after six", "US", "+12125550147"),
        ("0800 FLOWERS", "GB", "+448003569377"),
        ("", "GB", ""),
    ],
)
def test_one_number_has_one_key(typed: str, region: str, key: str) -> None:
    assert phone_key(typed, region) == key


@pytest.mark.parametrize("wanted", ["12125550147", "2125550147", "5550147", "0147", "212", "555"])
def test_a_number_is_found_by_all_of_it_or_by_its_tail(wanted: str) -> None:
    assert wanted in phone_digits("+1 (212) 555-0147").split()


@pytest.mark.parametrize("typed", ["020 7946 0958", "+44 20 7946 0958", "02079460958"])
@pytest.mark.parametrize(
    "wanted", ["442079460958", "2079460958", "02079460958", "79460958", "0958"]
)
def test_a_british_number_is_found_with_and_without_its_country(typed: str, wanted: str) -> None:
    assert wanted in phone_digits(typed).split()


def test_a_number_that_no_plan_knows_is_found_by_its_digits() -> None:
    assert phone_digits("22 33 4").split()[0] == "22334"
    assert phone_digits("") == ""


def test_both_numbers_of_two_are_found() -> None:
    digits = phone_digits("07700 900456 or 0161 496 0107", "GB").split()

    assert {"07700900456", "01614960107", "447700900456", "441614960107"} <= set(digits)


@pytest.mark.parametrize(
    "typed, reason",
    [
        ("jane at clinic", "no @"),
        ("jane @clinic.example", "a space"),
        ("jane@clinic", "ends too early"),
        ("a@clinic.example; b@clinic.example", "one email address"),
    ],
)
def test_it_is_said_what_is_wrong_with_an_address(typed: str, reason: str) -> None:
    with pytest.raises(BadContact, match=reason):
        read_email(typed)

"""Finding enquiries by any word of theirs, whatever is typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import delete, text

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.list import count_up_to_the_cap
from models.enquiries.listing.order import chosen_ids
from models.enquiries.listing.page import page_of_ids
from models.enquiries.listing.search import matching, matching_either, matching_who, with_endings
from models.enquiries.listing.term import sought
from tests.enquiries import arrive


def found(term: str) -> list[int]:
    with reading() as session:
        return list(session.scalars(matching_either(sought(term))))


def listed(term: str) -> list[str]:
    """Names in the order of the list."""
    with reading() as session:
        page = page_of_ids(session, EnquiryFilter(term=term), 1)
        return [session.get_one(Enquiry, number).name for number in page.ids]


@pytest.mark.parametrize(
    "term",
    [
        "anna",
        "ANNA",
        "smi",
        "anna smi",
        "Smith, Anna",
        "o’rourke",
        "O'Rourke",
        "zoe",
        "anna.smith@example.com",
        "mailto:anna.smith@example.com?subject=Knee",
        "Ann Smithe <Anna.Smith@example.com>",
        "\u200banna.smith@example.com",
        "knee",
        "voicemail",
        "2125550147",
        "+1 (212) 555-0147",
        "1-212-555-0147",
        "(212) 555 0147",
        "001 212 555 0147",
        "5550147",
        "0147",
        "212 555",
        "anna 212-555-0147",
        "212.555.0147 knee",
        "+1 212 555 0147 (mobile)",
        "Tel: 212 555 0147",
        "tel:+12125550147",
    ],
)
def test_any_word_and_any_spelling_of_a_number_finds_the_enquiry(term: str) -> None:
    wanted = arrive(
        "Anna Zoë O’Rourke Smith",
        email="anna.smith@example.com",
        phone="+1 (212) 555-0147",
        message="My knee hurts",
        notes="Left a voicemail",
    )
    arrive("Somebody Else", email="else@example.com", phone="+1 (646) 555-0199")

    assert found(term) == [wanted.id]


def test_a_reference_finds_its_enquiry() -> None:
    wanted, _other = arrive("Anna"), arrive("Bea")

    assert found(wanted.reference) == found(wanted.reference.lower()) == [wanted.id]


@pytest.mark.parametrize("term", ['"', "*", "()", "-", "\0", "…", '"""', "😀", "\ud800"])
def test_signs_alone_find_nothing(term: str) -> None:
    arrive("Anna")

    assert found(term) == []


@given(term=st.text(st.one_of(st.characters(), st.sampled_from('"*()^:+-{}NEAR OR AND\0\ud800'))))
@example(term="NEAR(a b)")
@example(term="name : x")
@example(term="a AND NOT b")
@example(term="1" * 200)
def test_nothing_that_can_be_typed_is_an_error(term: str) -> None:
    found(term)


@pytest.mark.sqlite
def test_an_unfinished_word_is_replaced_by_the_words_that_begin_so() -> None:
    anna = arrive("Anna Smithers", message="example")
    smith = arrive("Bea Smith", email="bea.smith7@example.com")
    with reading() as session:
        sharpened = with_endings(session, sought("smit")).exact
        one = with_endings(session, sought("bea exampl")).exact
        none = with_endings(session, sought("xylophon")).exact
        both = [list(session.scalars(matching(words))) for words in (sharpened, one, none)]

    assert sharpened == '("smith" OR "smith7" OR "smithers")'
    assert one == '"bea" AND ("example")'
    assert none == '"xylophon" *'
    assert [sorted(found) for found in both] == [[anna.id, smith.id], [smith.id], []]


def test_a_beginning_of_too_many_words_stays_one() -> None:
    for number in range(20):
        arrive(email=f"smith{number}@example.com")
    with reading() as session:
        assert with_endings(session, sought("smit")).exact == '"smit" *'


@given(term=st.text(st.one_of(st.characters(), st.sampled_from('"*()^:+-{}12345abcd\0\ud800'))))
def test_endings_and_people_can_be_asked_for_whatever_is_typed(term: str) -> None:
    with reading() as session:
        words = with_endings(session, sought(term))
        list(session.scalars(matching_either(words)))
        list(session.scalars(matching_who(words.near)))


@pytest.mark.parametrize(
    "name, term",
    [
        ("O'Brien", "obrien"),
        ("O’Brien", "o'brien"),
        ("Niamh O'Dowd", "odow"),
        ("Łukasz Wójcik", "lukasz wojcik"),
        ("Lukasz", "łukasz"),
        ("Jürgen Groß", "gross"),
        ("ẞtrauß", "ßtrauss"),
        ("Groẞe", "große"),
        ("Żaneta Śliwa", "zaneta sliwa"),
        ("Søren Æbelø", "soren aebelo"),
        ("李小龙", "小龙"),
        ("山田太郎", "太郎"),
        ("김민수", "민수"),
        ("Smith", "smyth"),
        ("Smith", "simth"),
        ("Smith", "smiith"),
        ("Smith", "smth"),
        ("Smith", "mith"),
        ("Anna", "ana"),
        ("Ana", "anna"),
        ("Rosalind Pemberton", "rosalnd pembertno"),
        ("D’Arcy García-Ortiz", "darci garsia-ortis"),
        ("Анна Петрова", "пертова"),
    ],
)
def test_a_name_is_found_as_people_write_it(name: str, term: str) -> None:
    wanted = arrive(name, email="", message="")
    arrive("Quentin Vaughan", email="", message="")

    assert found(term) == [wanted.id]


@pytest.mark.parametrize("term", ["jones", "snyth", "smithers", "小明王", "龙小"])
def test_two_slips_in_a_word_and_signs_in_another_order_are_not_near(term: str) -> None:
    arrive("Smith", email="", message="")
    arrive("李小龙", email="", message="")

    assert found(term) == []


@pytest.mark.parametrize("reference", ["CD-7K2M-4QXZ", "CD-SZYB-ZBKQ", "CD-2345-6789"])
def test_a_reference_is_found_without_its_hyphens(reference: str) -> None:
    wanted, _other = arrive("Anna"), arrive("Bea")
    with writing() as session:
        session.get_one(Enquiry, wanted.id).reference = reference
    bare = reference.replace("-", "")

    assert found(bare) == found(bare.lower()) == [wanted.id]


def test_exact_matches_come_before_near_ones_and_names_before_messages() -> None:
    for name, message in (("Smith", ""), ("Jo", "Dr Smyth sent me"), ("Smyth", ""), ("Smyt", "")):
        arrive(name, email="", message=message)

    assert listed("smyth") == ["Smyth", "Jo", "Smyt", "Smith"]


def test_every_way_to_the_same_search_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Smith", "Smyth", "Smyt", "Ann"):
        arrive(name, email="", message="")
    for most, expected in ((1_000, 3), (2, 1)):
        monkeypatch.setattr("models.enquiries.listing.search.MOST_NEAR", most)
        chosen = EnquiryFilter(term="smyth")
        with reading() as session:
            page = page_of_ids(session, chosen, 1)
            counted = session.scalars(count_up_to_the_cap(chosen)).one()
            everyone = session.scalars(chosen_ids(chosen)).all()

        assert page.total == counted == len(everyone) == len(page.ids) == expected


def test_a_name_that_is_taken_away_leaves_nothing_to_be_found() -> None:
    arrive("Smith", email="", message="")
    with writing() as session:
        session.execute(delete(EnquiryEvent))
        session.execute(delete(Enquiry))

    assert found("smyth") == []
    with reading() as session:
        assert session.execute(text("SELECT count(*) FROM enquiry_term")).scalar_one() == 0

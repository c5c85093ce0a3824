"""The page of one contact."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models.enquiries.enquiry import Status
from models.staff.member import Actor
from tests.enquiries import arrive

Open = Callable[..., AppTest]


def words(desk: AppTest) -> str:
    assert not desk.exception
    drawn = (desk.title, desk.markdown, desk.caption, desk.text)
    return "\n".join(str(one.value) for kind in drawn for one in kind)


def test_all_enquiries_of_a_contact_stand_on_one_page(fay: Actor, open_desk: Open) -> None:
    one = arrive("Anna *Smith*", email="a@mail.example", message="My knee <b>hurts</b>")
    other = arrive("Anna Smith", email="a@mail.example", status=Status.CLOSED)
    arrive("Somebody Else")

    desk = open_desk("person", fay, of=str(one.id))

    told = words(desk)
    assert r"Anna \*Smith\*" in told
    assert "2 enquiries from this contact" in told
    assert "My knee <b>hurts</b>" in told
    links = [link.proto.label for link in desk.get("page_link")]
    assert f"Anna Smith · {other.reference}" in links
    assert "Somebody Else" not in told


def test_of_a_whole_family_three_names_are_the_title(fay: Actor, open_desk: Open) -> None:
    family = [arrive(name, email="home@mail.example") for name in ("Ada", "Ben", "Cy", "Di", "Ed")]

    desk = open_desk("person", fay, of=str(family[0].id))

    assert str(desk.title[0].value).endswith(" and 2 more")
    assert "5 enquiries from this contact" in words(desk)


@pytest.mark.parametrize("of", ["", "99", "x", "-1", "9" * 30, "٣"])
def test_an_address_of_nobody_says_so(of: str, fay: Actor, open_desk: Open) -> None:
    assert "There is no such enquiry" in words(open_desk("person", fay, of=of))


def test_every_record_leads_there(fay: Actor, open_desk: Open) -> None:
    one = arrive("Anna")

    desk = open_desk("enquiries", fay, open=str(one.id))

    links = [link.proto.label for link in desk.get("page_link")]
    assert "Everything of this contact" in links


def test_an_editor_does_not_get_it(ed: Actor, open_desk: Open) -> None:
    one = arrive("Anna", message="My knee hurts")

    desk = open_desk("person", ed, of=str(one.id))

    assert "knee" not in "\n".join(str(each.value) for each in (*desk.text, *desk.markdown))

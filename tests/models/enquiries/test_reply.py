"""Prepared replies: what is filled in, and what never becomes part of a link."""

from email import message_from_string
from urllib.parse import parse_qs, urlsplit

import pytest

from models.base.table import now
from models.base.text import BadText
from models.enquiries.enquiry import Enquiry
from models.enquiries.reply import clean_replies, mail_link, reply_to

TEMPLATE = {
    "name": "n",
    "subject": "Your request {reference}",
    "body": "Dear {name},\n\n100 % & more?\n{clinic}",
}
NASTY = "Anna {service}\r\nBcc: all@example.com\n?&cc=x@example.com"


def anna(**fields: object) -> Enquiry:
    known = {"name": "Anna Smith", "reference": "CD-1", "email": "a@b.example", "service": "Grief"}
    known |= {"preferred_at": "Monday", "message": "secret"}
    return Enquiry(**(known | fields))


def test_places_are_filled_in_whatever_their_spelling() -> None:
    body = "{ Name }, {BOOKED_TIME}, {booked  time}"
    reply = reply_to(anna(booked_for=now()), {"subject": "", "body": body})

    assert reply.body.startswith("Anna Smith, ")
    assert "{" not in reply.body
    assert not reply.lacking


def test_what_an_enquiry_lacks_is_named() -> None:
    assert reply_to(anna(), {"subject": "", "body": "on {booked time}"}).lacking == ["booked time"]


@pytest.mark.parametrize("place", ["service", "preferred time"])
def test_what_tells_about_health_or_life_forbids_a_link(place: str) -> None:
    assert reply_to(anna(), {"subject": f"{{{place}}}", "body": "x"}).tells
    assert not reply_to(anna(), TEMPLATE).tells


def test_a_link_holds_address_subject_and_text_and_nothing_that_a_name_smuggled_in() -> None:
    reply = reply_to(anna(name=NASTY), TEMPLATE)
    link = mail_link("a?cc=b&x=y@b.example", reply.subject, reply.body)

    asked = parse_qs(urlsplit(link).query)
    assert sorted(asked) == ["body", "subject"]
    assert "\n" not in reply.subject
    assert "Anna {service} Bcc: all@example.com ?&cc=x@example.com," in asked["body"][0]
    assert "Grief" not in link
    assert not message_from_string(f"Subject: {asked['subject'][0]}\n\n")["Bcc"]


@pytest.mark.parametrize("text", ["{message}", "{notes}", "{}", "{name.__class__}", "{email}"])
def test_an_unknown_place_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(BadText, match="unknown"):
        clean_replies([{"name": "n", "subject": "", "body": text}])


def test_replies_are_told_apart_and_empty_ones_left_out() -> None:
    empty = {"name": " ", "subject": "", "body": ""}
    assert clean_replies([TEMPLATE, empty]) == [TEMPLATE]
    with pytest.raises(BadText, match="differ"):
        clean_replies([TEMPLATE, TEMPLATE])
    with pytest.raises(BadText, match="both a name and a text"):
        clean_replies([empty | {"subject": "x"}])

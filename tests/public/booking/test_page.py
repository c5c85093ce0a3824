"""A visitor asks for an appointment with the form alone, no script."""

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import settings
from actions.articles.publishing import publish_article
from models.base.database import engine, reading, writing
from models.clinic.setting import Setting
from models.enquiries.enquiry import Status
from models.staff.member import OPERATOR
from public.booking import suspicion
from public.booking.form import new_stamp
from tests.articles import write_article
from tests.public.visitors import kept, visitor

JANE = {
    "name": "Jane Doe",
    "email": "jane@clinic.example",
    "phone": "+1 (212) 555-0147",
    "service": "Consultation",
    "preferred_at": "Tuesday morning",
    "message": "My knee hurts.\r\n\r\nMostly at night.",
    "consent": "on",
}
HOSTILE = "\"><script>alert(1)</script>'{{7*7}}</textarea>"


@pytest.fixture
def jane(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(settings, "INTAKE_LIMIT", None)
    return visitor()


@pytest.fixture
def stamp_of_a_while_ago(monkeypatch: pytest.MonkeyPatch) -> str:
    opened_at = time.time() - 30
    with monkeypatch.context() as then, reading() as session:
        then.setattr("time.time", lambda: opened_at)
        return new_stamp(session)


class Fields(HTMLParser):
    """What a browser would send back of a form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.labelled: set[str] = set()
        self.ids: dict[str, dict[str, str | None]] = {}
        self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if told.get("id"):
            self.ids[str(told["id"])] = told
        if tag == "label":
            self.labelled.add(str(told.get("for")))
        if tag == "input" and (told.get("type") != "checkbox" or "checked" in told):
            self.values[str(told.get("name"))] = told.get("value") or ""
        if tag == "textarea":
            self._text = str(told["name"])
            self.values[self._text] = ""
        if tag == "option" and "selected" in told:
            self._text = "service"
            self.values["service"] = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "option"}:
            self._text = ""


def fields_of(response: Response) -> Fields:
    return Fields(response.text)


def reference_in(response: Response) -> str:
    assert response.status_code == 303, response.text
    return str(response.headers["location"]).removeprefix("/book/thanks?reference=")


def test_the_form_is_there_for_whoever_asks(jane: TestClient) -> None:
    page = jane.get("/book")

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    asked = fields_of(page)
    named = {f"booking-{name}" for name in JANE}
    assert named <= asked.labelled
    assert named <= set(asked.ids)
    assert "call your local emergency number" in page.text


def test_what_was_asked_is_kept_and_the_reference_told(jane: TestClient) -> None:
    sent = jane.post("/book", data=JANE)

    [enquiry] = kept()
    assert reference_in(sent) == enquiry.reference
    assert sent.headers["cache-control"] == "no-store"
    assert (enquiry.name, enquiry.status, enquiry.source) == ("Jane Doe", Status.NEW, "web")
    assert enquiry.message == "My knee hurts.\n\nMostly at night."


def test_the_thanks_page_says_the_reference_and_nothing_personal(jane: TestClient) -> None:
    address = jane.post("/book", data=JANE).headers["location"]

    thanks = jane.get(address)

    assert thanks.status_code == 200
    assert thanks.headers["cache-control"] == "no-store"
    assert kept()[0].reference in thanks.text
    assert not re.search("jane|knee|555", thanks.text, re.IGNORECASE)


@pytest.mark.parametrize("reference", ["", "CD-2222-2222", "<b>", "\ud800"])
def test_nobody_is_thanked_for_a_request_we_do_not_have(jane: TestClient, reference: str) -> None:
    asked = jane.get("/book/thanks", params={"reference": reference.encode("utf-8", "replace")})

    assert asked.status_code == 404


@pytest.mark.parametrize(
    "field, bad",
    [
        ("name", " "),
        ("name", "x" * 121),
        ("email", "jane"),
        ("phone", "none"),
        ("message", "x" * 5_001),
        ("message", "a\0b"),
        ("service", "x" * 121),
        ("preferred_at", "x" * 121),
    ],
)
def test_an_error_stands_by_its_field_and_nothing_typed_is_lost(
    jane: TestClient, field: str, bad: str
) -> None:
    typed = JANE | {field: bad}

    answer = jane.post("/book", data=typed)

    assert answer.status_code == 422
    asked = fields_of(answer)
    assert asked.ids[f"booking-{field}"]["aria-invalid"] == "true"
    told_by = str(asked.ids[f"booking-{field}"]["aria-describedby"]).split()
    assert f"booking-{field}-error" in told_by
    assert set(told_by) <= set(asked.ids)
    assert f'href="#booking-{field}"' in answer.text
    again = {name: asked.values[name].removeprefix("\n").replace("\n", "\r\n") for name in JANE}
    assert again == {name: text.replace("\0", "") for name, text in typed.items()}
    assert kept() == []


def test_an_empty_form_says_all_that_is_missing(jane: TestClient) -> None:
    answer = jane.post("/book", data={})

    assert answer.status_code == 422
    assert set(re.findall(r'href="#booking-(\w+)"', answer.text)) == {"name", "email", "consent"}


def test_a_service_that_we_do_not_list_is_kept_in_the_form(jane: TestClient) -> None:
    answer = jane.post("/book", data=JANE | {"service": "Something rare", "name": ""})

    assert fields_of(answer).values["service"] == "Something rare"


def test_hostile_words_are_shown_as_words(jane: TestClient) -> None:
    hostile = dict.fromkeys(JANE, HOSTILE) | {"article": HOSTILE, "stamp": HOSTILE}

    answer = jane.post("/book", data=hostile)

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert fields_of(answer).values["message"].strip() == HOSTILE


def test_a_second_click_makes_no_second_enquiry(jane: TestClient) -> None:
    stamp = fields_of(jane.get("/book")).values["stamp"]
    once, twice = (jane.post("/book", data=JANE | {"stamp": stamp}) for _ in range(2))

    assert reference_in(once) == reference_in(twice)
    assert len(kept()) == 1


def test_other_words_in_the_same_form_are_another_request(jane: TestClient) -> None:
    stamp = fields_of(jane.get("/book")).values["stamp"]
    jane.post("/book", data=JANE | {"stamp": stamp})
    jane.post("/book", data=JANE | {"stamp": stamp, "message": "I forgot to say…"})

    assert [enquiry.message for enquiry in kept()][1] == "I forgot to say…"


def test_two_people_with_the_same_words_are_two_enquiries(jane: TestClient) -> None:
    for _ in range(2):
        stamp = fields_of(jane.get("/book")).values["stamp"]
        jane.post("/book", data=JANE | {"stamp": stamp})

    assert len(kept()) == 2


def test_a_form_opened_a_while_ago_is_a_persons(
    jane: TestClient, stamp_of_a_while_ago: str
) -> None:
    jane.post("/book", data=JANE | {"stamp": stamp_of_a_while_ago})

    assert kept()[0].status == Status.NEW


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"homepage": "https://spam.example"}, "people don't see"),
        ({"stamp": "forged"}, "altered"),
        ({"message": "http://a.example http://b.example www.c.example"}, "3 links"),
        ({"name": "Visit https://spam.example"}, "name"),
    ],
)
def test_a_suspect_is_thanked_and_put_aside(
    jane: TestClient, change: dict[str, str], reason: str
) -> None:
    answer = jane.post("/book", data=JANE | change)

    [enquiry] = kept()
    assert reference_in(answer) == enquiry.reference
    assert enquiry.status == Status.SPAM
    assert reason in enquiry.spam_reasons[0]


def test_a_form_sent_the_moment_it_was_opened_is_a_suspect(
    jane: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suspicion, "FASTEST_PERSON", 60)
    stamp = fields_of(jane.get("/book")).values["stamp"]

    jane.post("/book", data=JANE | {"stamp": stamp})

    assert kept()[0].status == Status.SPAM
    assert "half a second" in kept()[0].spam_reasons[0]


def test_the_wording_of_consent_is_the_one_that_was_shown(jane: TestClient) -> None:
    stamp = fields_of(jane.get("/book")).values["stamp"]
    with writing() as session:
        session.add(Setting(name="consent_version", value="2"))
        session.add(Setting(name="consent_wording", value="I agree & more"))

    jane.post("/book", data=JANE | {"stamp": stamp})

    assert kept()[0].consent_version == "1"
    assert "I agree &amp; more" in jane.get("/book").text


def test_the_privacy_notice_is_at_hand_where_people_agree(jane: TestClient) -> None:
    assert "privacy notice" not in jane.get("/book").text
    with writing() as session:
        session.add(Setting(name="privacy_address", value="/articles/privacy?a=1&b"))
    assert '<a href="/articles/privacy?a=1&amp;b">' in jane.get("/book").text


def test_coming_from_an_article_is_remembered(jane: TestClient) -> None:
    tides = write_article("Tides & knees", ["Ebb"])
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)

    page = jane.get("/book", params={"article": tides.slug, "service": "Physiotherapy"})
    asked = fields_of(page)
    jane.post("/book", data=JANE | {"article": asked.values["article"]})

    assert "Tides &amp; knees" in page.text
    assert asked.values["service"] == "Physiotherapy"
    assert kept()[0].article_id == tides.id


def test_a_draft_is_not_named(jane: TestClient) -> None:
    secret = write_article("Our secret plans", ["Plans"])

    assert "secret plans" not in jane.get("/book", params={"article": secret.slug}).text


def test_too_many_requests_wait_and_keep_their_words(
    jane: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "INTAKE_LIMIT", (2, 3_601))
    answers = [jane.post("/book", data=JANE | {"message": f"No. {n}"}) for n in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert int(answers[2].headers["retry-after"]) > 3_000
    assert fields_of(answers[2]).values["message"].strip() == "No. 2"
    assert fields_of(answers[2]).values["name"] == "Jane Doe"


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else holds the database for longer than we wait."""
    monkeypatch.setattr(
        "models.base.dialects.sqlite.PRAGMAS", ("journal_mode = WAL", "busy_timeout = 50")
    )
    engine().dispose()
    with engine().execution_options(writing=True).begin():
        yield


@pytest.mark.sqlite
@pytest.mark.usefixtures("locked")
def test_what_could_not_be_saved_is_not_acknowledged_and_not_lost(jane: TestClient) -> None:
    answer = jane.post("/book", data=JANE)

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert fields_of(answer).values["name"] == "Jane Doe"


@pytest.mark.parametrize(
    "status, wishes",
    [
        (415, {"json": JANE}),
        (
            400,
            {
                "content": b"name=\xff",
                "headers": {"content-type": "application/x-www-form-urlencoded"},
            },
        ),
        (
            400,
            {
                "content": b"a=1&" * 101,
                "headers": {"content-type": "application/x-www-form-urlencoded"},
            },
        ),
    ],
)
def test_what_no_form_sends_is_refused(
    jane: TestClient, status: int, wishes: dict[str, Any]
) -> None:
    assert jane.post("/book", **wishes).status_code == status


def test_another_method_is_told_which_to_use(jane: TestClient) -> None:
    answer = jane.put("/book")

    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))

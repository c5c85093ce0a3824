"""From an article to the booking form: counted without following anybody, and what came of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, event, select
from starlette.testclient import TestClient

from actions.articles.results import ELSEWHERE, Tally, results_of, results_of_each
from models.articles.article import Section, SectionKind
from models.articles.day import ArticleDay
from models.base.database import engine, reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, IdempotencyKey, Status
from models.staff.member import OPERATOR, Actor, NotAllowed
from public.booking import click_counter
from public.booking.click_counter import keep_clicks
from tests.articles import Written, write_article
from tests.public.conftest import publish
from tests.public.visitors import kept, visitor

PERSON = {"User-Agent": "Mozilla/5.0 Firefox/140"}


@pytest.fixture(autouse=True)
def nobody_was_here() -> Iterator[None]:
    click_counter._visits.clear()
    click_counter._waiting.clear()
    yield
    click_counter._waiting.clear()


@pytest.fixture
def call(public_knee: Written) -> int:
    """The article's call to action."""
    wanted = select(Section.id).where(
        Section.article_id == public_knee.id, Section.kind == SectionKind.CALL_TO_ACTION
    )
    with reading() as session:
        return session.scalars(wanted).one()


def booked(**fields: str) -> dict[str, str]:
    return {"name": "Anna", "email": "anna@example.com", "consent": "on", **fields}


def tallies(article: Written) -> dict[int, Tally]:
    keep_clicks()
    with reading() as session:
        return dict(results_of(session, article.id, by=OPERATOR).by_call)


def click(address: str, **headers: str) -> None:
    assert TestClient(visitor().app, headers={**PERSON, **headers}).get(address).status_code == 200


def test_the_call_to_action_of_a_page_names_itself(
    reader: TestClient, public_knee: Written, call: int
) -> None:
    page = reader.get("/articles/knee-pain").text

    assert f'href="/book?article=knee-pain&amp;cta={call}"' in page
    form = reader.get(f"/book?article=knee-pain&cta={call}").text
    assert f'name="cta" value="{call}"' in form


def test_an_enquiry_from_an_article_raises_its_count_by_one(
    reader: TestClient, public_knee: Written, call: int
) -> None:
    other = write_article("Hips", ["One"])
    publish(other)
    click(f"/book?article=knee-pain&cta={call}")
    for fields in (
        {"article": "knee-pain", "cta": str(call)},
        {"article": "knee-pain"},
        {"article": "hips", "cta": str(call)},
        {"article": "hips", "cta": "7' OR 1"},
        {"cta": str(call)},
    ):
        assert reader.post("/book", data=booked(message=str(fields), **fields)).status_code == 303

    assert tallies(public_knee) == {call: Tally(1, 0, 1), ELSEWHERE: Tally(1, 0, 0)}
    assert tallies(other) == {ELSEWHERE: Tally(2, 0, 0)}
    assert [each.call_to_action_id for each in kept()] == [call, None, None, None, None]
    assert tallies(public_knee)[call].conversion == 1.0
    assert tallies(other)[ELSEWHERE].conversion is None


def test_a_booking_counts_while_it_stands_and_spam_never(public_knee: Written) -> None:
    def move(status: Status) -> Tally:
        with writing() as session:
            session.scalars(select(Enquiry)).one().status = status
        return tallies(public_knee).get(ELSEWHERE, Tally())

    reader = visitor()
    assert reader.post("/book", data=booked(article="knee-pain")).status_code == 303
    assert move(Status.BOOKED) == Tally(1, 1)
    assert move(Status.SPAM) == Tally(0, 0)
    assert move(Status.NEW) == Tally(1, 0)
    with writing() as session:
        for table in (EnquiryEvent, IdempotencyKey, Enquiry):
            session.execute(delete(table))
    assert tallies(public_knee)[ELSEWHERE] == Tally(0, 0)


def test_one_visitor_is_counted_once_in_a_while(public_knee: Written, call: int) -> None:
    address = f"/book?article=knee-pain&cta={call}"
    for _ in range(3):
        click(address)
    click(address, **{"User-Agent": "Mozilla/5.0 Safari/19"})
    click("/book?article=knee-pain")

    assert tallies(public_knee) == {call: Tally(0, 0, 2), ELSEWHERE: Tally(0, 0, 1)}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_pages_loaded_ahead_do_not_count(
    public_knee: Written, headers: dict[str, str]
) -> None:
    click("/book?article=knee-pain", **headers)

    assert tallies(public_knee) == {}


@pytest.mark.parametrize(
    "query", ["article=nowhere", "", "article=knee-pain&cta=999", "article=%00&cta=%F0", "cta=1"]
)
def test_a_crooked_address_is_an_ordinary_one(public_knee: Written, query: str) -> None:
    click(f"/book?{query}")

    assert set(tallies(public_knee)) <= {ELSEWHERE}


def test_a_visit_writes_nothing_by_itself_and_the_page_stays_kept(
    reader: TestClient, public_knee: Written
) -> None:
    before = reader.get("/articles/knee-pain")
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        written.append(statement.split(maxsplit=1)[0])

    event.listen(engine(), "before_cursor_execute", note)
    click("/book?article=knee-pain")
    event.remove(engine(), "before_cursor_execute", note)
    assert set(written) <= {"SELECT", "BEGIN"}
    keep_clicks()
    after = reader.get("/articles/knee-pain", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304


def test_a_withdrawn_articles_clicks_go_nowhere(knee: Written) -> None:
    click("/book?article=knee-pain")
    keep_clicks()
    with reading() as session:
        assert session.scalars(select(ArticleDay)).all() == []


def test_many_addresses_do_not_fill_the_memory(public_knee: Written) -> None:
    from public.booking import click_counter  # noqa: PLC0415  only this test needs it

    reader = TestClient(visitor().app, headers=PERSON)
    click_counter._waiting.update({(f"made-up-{n}", 0): 1 for n in range(click_counter.MOST_KEYS)})
    reader.get("/book?article=one-more")
    assert len(click_counter._waiting) == click_counter.MOST_KEYS
    keep_clicks()
    assert not click_counter._waiting


def test_the_front_desk_reads_no_results(fay: Actor) -> None:
    with reading() as session:
        with pytest.raises(NotAllowed):
            results_of(session, 1, by=fay)
        with pytest.raises(NotAllowed):
            results_of_each(session, [1], by=fay)


def test_clinicians_read_results_without_a_name(cleo: Actor, public_knee: Written) -> None:
    with reading() as session:
        assert results_of(session, public_knee.id, by=cleo).by_call == {}
        assert results_of_each(session, [public_knee.id], by=cleo) == {}

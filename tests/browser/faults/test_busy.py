"""Another program holds the database: whoever waits is told, and nothing is lost or doubled."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import func, select, text

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from tests.articles import Written, newest
from tests.browser.articles.test_editing import address, save, wait_for_revision, write_at_end
from tests.browser.server import Server
from tests.browser.wire import ask

JANE = {"name": "Jane Doe", "email": "jane@example.com", "consent": True, "message": "My knee."}
HEADERS = {"Content-Type": "application/json", "Idempotency-Key": "jane-1"}


def test_a_text_waits_in_its_box_until_the_database_is_free(
    page: Page, sign_in: Callable[..., None], tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " It rises.")
    with writing() as session:
        session.execute(text("SELECT 1"))
        save(page)
        expect(page.get_by_text("The database is busy")).to_be_visible()
        expect(page.locator(".rt-page")).to_contain_text("It rises.")
    assert newest(tides.sections[1]).number == 2

    save(page)
    wait_for_revision(tides.sections[1], 3, page)
    assert newest(tides.sections[1]).body.endswith("It rises.")


def test_an_enquiry_is_not_acknowledged_and_comes_in_once_when_it_is_sent_again(
    server: Server,
) -> None:
    def sent() -> int:
        body = json.dumps(JANE).encode()
        return ask(server, "/api/enquiries", method="POST", body=body, headers=HEADERS).status

    with writing() as session:
        session.execute(text("SELECT 1"))
        assert ask(server, "/").status == 200
        assert sent() == 503

    assert [sent(), sent()] == [201, 201]
    with reading() as session:
        assert session.scalars(select(func.count()).select_from(Enquiry)).one() == 1

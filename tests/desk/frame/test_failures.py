# ruff: noqa: PLC0415 (AppTest runs these functions as scripts of their own)

import json
import logging
import re

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from logs import JsonLines
from models.base.database import reading


def a_page_that_breaks() -> None:
    from desk.frame.failures import tell_of

    tell_of(RuntimeError("Ms Somebody's message"))


def a_page_that_is_not_allowed() -> None:
    from desk.frame.failures import tell_of
    from models.staff.member import NotAllowed, Permission

    tell_of(NotAllowed("Ed", Permission.MANAGE_STAFF))


def a_click_after_the_session_ended() -> None:
    from desk.frame.failures import tell_of
    from desk.frame.sign_in import SignedOut

    tell_of(SignedOut())


def test_what_breaks_shows_a_reference_that_the_log_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        [shown] = AppTest.from_function(a_page_that_breaks).run().error

    assert "Somebody" not in shown.value
    found = re.search(r"Reference ([0-9A-F-]+)", shown.value)
    assert found
    lines = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name == "copydesk"]
    assert [line["reference"] for line in lines] == [found[1]]
    assert "Somebody" not in json.dumps(lines)


def test_what_is_not_allowed_is_refused_calmly_and_tells_nothing() -> None:
    [shown] = AppTest.from_function(a_page_that_is_not_allowed).run().warning

    assert shown.value.startswith("Your role does not allow this.")
    assert "staff:manage" not in shown.value


def test_a_click_after_the_session_ended_shows_the_way_back_in() -> None:
    desk = AppTest.from_function(a_click_after_the_session_ended).run()

    assert [field.label for field in desk.text_input] == ["Username", "Password"]


def a_click_that_breaks_after_it_was_saved() -> None:
    from sqlalchemy import text

    from desk.frame.failures import tell_of
    from models.base.database import writing

    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
    tell_of(RuntimeError())


def a_full_disk_after_something_was_saved() -> None:
    import errno

    from sqlalchemy import text

    from desk.frame.failures import tell_of
    from models.base.database import writing

    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
    tell_of(OSError(errno.ENOSPC, "no space"))


def a_click_that_breaks_before_it_was_saved() -> None:
    from sqlalchemy import text

    from desk.frame.failures import tell_of
    from models.base.database import writing

    try:
        with writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = 'half'"))
            raise RuntimeError  # noqa: TRY301 (it is what the test is about)
    except RuntimeError as error:
        tell_of(error)


def test_that_nothing_was_saved_is_said_only_where_it_is_true() -> None:
    [kept] = AppTest.from_function(a_click_that_breaks_before_it_was_saved).run().error
    assert kept.value.startswith("Something went wrong. Nothing was saved. Try once more")
    with reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) != "half"
    for page in (a_click_that_breaks_after_it_was_saved, a_full_disk_after_something_was_saved):
        [shown] = AppTest.from_function(page).run().error
        assert "Something was saved before it failed: look how it stands" in shown.value
        assert "Nothing was" not in shown.value


def test_what_the_last_click_saved_is_not_said_of_the_next_one() -> None:
    AppTest.from_function(a_click_that_breaks_after_it_was_saved).run()
    [shown] = AppTest.from_function(a_page_that_breaks).run().error
    assert "Nothing was saved." in shown.value

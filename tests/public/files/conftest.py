"""A browser of somebody who is signed in."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.base.database import writing
from models.staff.access import StaffSession, digest
from models.staff.member import Actor
from public.gate.identity import COOKIE
from public.routes import routes

SignIn = Callable[[Actor], TestClient]


@pytest.fixture
def browser() -> SignIn:
    """A browser in which this colleague is signed in."""

    def browser(by: Actor) -> TestClient:
        token = f"token of {by.name}"
        with writing() as session:
            session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
        cookies = {COOKIE: f'"{token}"'}
        return TestClient(Starlette(routes=routes), cookies=cookies)

    return browser

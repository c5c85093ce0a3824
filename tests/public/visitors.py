"""Somebody outside, without a gate or a network between: for tests of single addresses."""

from collections.abc import Sequence

from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from public.gate.errors import exception_handlers
from public.routes import routes


def visitor() -> TestClient:
    app = Starlette(routes=routes, exception_handlers=exception_handlers)
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


def kept() -> Sequence[Enquiry]:
    with reading() as session:
        return session.scalars(select(Enquiry).order_by(Enquiry.id)).all()

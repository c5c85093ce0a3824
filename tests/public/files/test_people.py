"""Everything that is held about somebody, as a file: whole, harmless, on record, and for few."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from actions.enquiries.triage import add_note
from actions.privacy.access import gather_everything_of
from models.base.database import reading
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive, do

SignIn = Callable[[Actor], TestClient]


def test_all_they_wrote_and_all_that_was_done_is_in_it(
    mo: Actor, fay: Actor, browser: SignIn
) -> None:
    first = arrive("Anna", message="<script>alert(1)</script> My knee.", phone="020 7946 0001")
    second = arrive("Anna", message="And my hip.")
    stranger = arrive("Ben", message="My elbow.")
    do(add_note, first.id, "Called, no answer.", by=fay)

    answer = browser(mo).get(f"/desk/enquiries/{first.id}/everything.zip")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    with ZipFile(BytesIO(answer.content)) as file:
        told = json.loads(file.read("everything.json"))
        html = file.read("everything.html").decode()
    assert {each["reference"] for each in told["enquiries"]} == {first.reference, second.reference}
    for words in ("My knee.", "And my hip.", "Called, no answer.", "020 7946 0001", "Fay Example"):
        assert words in html
        assert words in json.dumps(told)
    assert "<script>alert" not in html
    assert stranger.reference not in html
    with reading() as session:
        given = select(LogEntry.subject).where(LogEntry.action == "person.given_out")
        subjects = set(session.scalars(given))
    assert subjects == {f"enquiry:{first.id}", f"enquiry:{second.id}"}


def test_who_may_not_learns_nothing(fay: Actor, ed: Actor, mo: Actor, browser: SignIn) -> None:
    anna = arrive("Anna")
    there, nowhere = (f"/desk/enquiries/{n}/everything.zip" for n in (anna.id, 10**18))

    for who in (fay, ed):
        theirs = browser(who)
        assert [theirs.get(each).status_code for each in (there, nowhere)] == [404, 404]
    manager = browser(mo)
    far_off = f"/desk/enquiries/{10**30}/everything.zip"
    assert [manager.get(each).status_code for each in (nowhere, far_off)] == [404, 404]
    with pytest.raises(NotAllowed):
        do(gather_everything_of, anna.id, by=fay)

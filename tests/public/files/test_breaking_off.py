"""A download that breaks off is noted, and never looks whole."""

import anyio
import anyio.lowlevel
import pytest
from sqlalchemy import select
from starlette.types import Message

from actions.exports.preparing import Wanted
from models.base.database import reading
from models.exports.export import Export, ExportFormat, ExportState
from models.staff.member import Actor
from public.files import exports
from public.files.exports import Download
from tests.exporting import delivery_of, fill

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


class Reader:
    """A browser that goes away, or stops reading, after so many messages."""

    def __init__(self, *, leaves_after: int = 0, stalls_after: int = 0) -> None:
        self.leaves_after, self.stalls_after = leaves_after, stalls_after
        self.messages: list[Message] = []
        self.gone = anyio.Event()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.messages.append(message)
        if len(self.messages) == self.stalls_after:
            await anyio.sleep_forever()
        if len(self.messages) == self.leaves_after:
            self.gone.set()
            await anyio.lowlevel.checkpoint()

    @property
    def is_whole(self) -> bool:
        return self.messages[-1].get("more_body") is False


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export)).one()


@pytest.fixture(params=list(ExportFormat))
def download(request: pytest.FixtureRequest, mo: Actor) -> Download:
    fill(5_000)
    return Download(delivery_of(mo, Wanted(request.param, reason="Call back")))


def answered(download: Download, **habits: int) -> Reader:
    async def answering() -> Reader:
        reader = Reader(**habits)
        await download(SCOPE, reader.receive, reader.send)
        return reader

    return anyio.run(answering)


def test_a_patient_reader_gets_all_of_it(download: Download) -> None:
    assert answered(download).is_whole
    assert latest().state is ExportState.FINISHED


def test_a_reader_who_goes_away_leaves_a_cancelled_export(download: Download) -> None:
    assert not answered(download, leaves_after=2).is_whole
    assert latest().state is ExportState.CANCELLED


def test_a_reader_who_stops_reading_is_not_waited_for(
    download: Download, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PATIENCE", 0.1)

    assert not answered(download, stalls_after=2).is_whole
    assert latest().state is ExportState.CANCELLED

"""A hundred times a tick is sent from a table that has changed since: it never hits another."""

import io
import json
from collections.abc import Sequence
from random import Random
from urllib.parse import parse_qs

import pyarrow as pa
from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run
from tests.enquiries import arrive

ROUNDS = 100


def table_in(messages: Sequence[ForwardMsg]) -> tuple[str, list[str]]:
    """The table's own id, and the names in its rows from top to bottom."""
    drawn = [
        message.delta.new_element.dataframe
        for message in messages
        if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("dataframe")
    ][-1]
    names = pa.ipc.open_stream(io.BytesIO(drawn.arrow_data.data)).read_all()["Name"]
    return drawn.id, [str(name) for name in names.to_pylist()]


def ticked_in(messages: Sequence[ForwardMsg]) -> list[int]:
    """As the address says after it."""
    told = [m.page_info_changed.query_string for m in messages if m.HasField("page_info_changed")]
    given = parse_qs(told[-1]).get("ticked", [""])[0] if told else ""
    return [int(number) for number in given.split("-") if number]


def tick(opened: ClientConnection, table: str, row: int) -> list[ForwardMsg]:
    message = BackMsg()
    message.rerun_script.page_name = "enquiries"
    state = message.rerun_script.widget_states.widgets.add()
    state.id = table
    state.string_value = json.dumps({"selection": {"rows": [row], "columns": [], "cells": []}})
    opened.send(message.SerializeToString())
    return answer(opened)


def shuffle(rng: Random, turn: int) -> None:
    """Somebody arrives, somebody leaves the list, two change places."""
    arrive(f"N{turn}")
    with writing() as session:
        people = session.scalars(select(Enquiry).where(Enquiry.status == Status.NEW)).all()
        gone, first, second = rng.sample(people, 3)
        gone.status = Status.CLOSED
        first.received_at, second.received_at = second.received_at, first.received_at


def test_a_tick_belongs_to_the_person_in_the_row_that_was_seen(server: Server, fay: Actor) -> None:
    rng = Random(11)
    for number in range(20):
        arrive(f"P{number:02}")
    acted_on = 0
    with line(server, cookie=cookie_of(fay)) as opened:
        for turn in range(ROUNDS):
            opened.send(run("enquiries"))
            table, names = table_in(answer(opened))
            row = rng.randrange(len(names))
            shuffle(rng, turn)
            if turn % 2:  # the desk has drawn the new state, the browser not yet
                opened.send(run("enquiries"))
                answer(opened)
            ids = ticked_in(tick(opened, table, row))
            with reading() as session:
                hit = [session.get_one(Enquiry, number).name for number in ids]
            assert hit in ([], [names[row]]), turn
            acted_on += len(hit)

    assert acted_on

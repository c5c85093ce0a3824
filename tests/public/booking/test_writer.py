"""The one thread that keeps enquiries, alone and under pressure."""

import asyncio
from dataclasses import replace

import pytest

from models.base.database import engine
from models.enquiries.enquiry import EnquirySource
from models.intake.arrival import Arrival
from models.intake.booking import BookingRequest
from models.intake.receipt import Idempotency, KeyReused, Receipt
from public.booking import writer as intake_writer
from public.booking.writer import IntakeWriter, NotKept
from tests.databases import refusing
from tests.public.visitors import kept

JANE = Arrival(BookingRequest(name="Jane Doe", email="jane@clinic.example"), EnquirySource.API)


def named(name: str) -> Arrival:
    return replace(JANE, request=replace(JANE.request, name=name))


async def all_of(writer: IntakeWriter, *arrivals: Arrival) -> list[Receipt | BaseException]:
    waiting = (writer.keep(arrival) for arrival in arrivals)
    return await asyncio.gather(*waiting, return_exceptions=True)


def test_many_at_once_are_all_kept_and_each_is_told_its_own() -> None:
    writer = IntakeWriter()
    names = [f"Person {number}" for number in range(500)]

    receipts = asyncio.run(all_of(writer, *map(named, names)))
    writer.close()

    by_reference = {enquiry.reference: enquiry.name for enquiry in kept()}
    told = [by_reference[one.reference] for one in receipts if isinstance(one, Receipt)]
    assert told == names


def test_one_that_cannot_be_kept_spoils_no_other() -> None:
    with refusing("enquiry", "not this one", "NEW.name = 'Bad'"):
        writer = IntakeWriter()
        outcomes = asyncio.run(all_of(writer, named("One"), named("Bad"), named("Two")))
        writer.close()

    assert [isinstance(outcome, Receipt) for outcome in outcomes] == [True, False, True]
    assert [enquiry.name for enquiry in kept()] == ["One", "Two"]


def test_a_key_used_again_with_other_words_spoils_no_other() -> None:
    writer = IntakeWriter()
    first, second = (
        replace(JANE, idempotency=Idempotency.of("key", body)) for body in ("one", "two")
    )

    outcomes = asyncio.run(all_of(writer, first, second, first, JANE))
    writer.close()

    assert isinstance(outcomes[1], KeyReused)
    assert outcomes[2] == replace(outcomes[0], is_new=False)  # type: ignore[type-var]  # a named tuple or dataclass, which mypy cannot tell here
    assert len(kept()) == 2


def test_the_same_form_sent_twice_at_once_is_one_enquiry() -> None:
    writer = IntakeWriter()
    sent = replace(JANE, idempotency=Idempotency.of("form", "form"))

    first, second, other = asyncio.run(all_of(writer, sent, sent, named("Tom Baker")))
    writer.close()

    assert isinstance(first, Receipt)
    assert first.is_new
    assert second == replace(first, is_new=False)
    assert isinstance(other, Receipt)
    assert [enquiry.name for enquiry in kept()] == ["Jane Doe", "Tom Baker"]


def test_closing_keeps_what_is_waiting_and_refuses_what_comes_later() -> None:
    writer = IntakeWriter()

    async def close_with_some_waiting() -> list[Receipt | BaseException]:
        waiting = [asyncio.ensure_future(writer.keep(JANE)) for _ in range(50)]
        await asyncio.sleep(0)
        await asyncio.to_thread(writer.close)
        return await asyncio.gather(*waiting, writer.keep(JANE), return_exceptions=True)

    *receipts, late = asyncio.run(close_with_some_waiting())

    assert all(isinstance(receipt, Receipt) for receipt in receipts)
    assert isinstance(late, NotKept)
    assert len(kept()) == 50


def test_it_opens_again_after_closing() -> None:
    writer = IntakeWriter()
    writer.close()
    writer.open()

    asyncio.run(writer.keep(JANE))
    writer.close()

    assert len(kept()) == 1


def test_a_full_queue_refuses_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_writer, "LONGEST_QUEUE", 3)
    writer = IntakeWriter()

    with engine().execution_options(writing=True).begin():
        outcomes = asyncio.run(_some_while_held(writer))
    writer.close()

    assert isinstance(outcomes[-1], NotKept)


async def _some_while_held(writer: IntakeWriter) -> list[BaseException | None]:
    """Nobody waits for an answer: the database is held by another."""
    tasks = [asyncio.ensure_future(writer.keep(JANE)) for _ in range(8)]
    await asyncio.wait(tasks[-1:], timeout=30)
    return [task.exception() if task.done() else None for task in tasks]


def test_who_leaves_before_the_answer_is_kept_all_the_same() -> None:
    writer = IntakeWriter()

    async def leave() -> None:
        waiting = asyncio.ensure_future(writer.keep(JANE))
        await asyncio.sleep(0)
        waiting.cancel()
        await writer.keep(JANE)

    asyncio.run(leave())
    writer.close()

    assert len(kept()) == 2

"""Handing a prepared list to whoever prepared it: once, piece by piece, to nobody else."""

from collections.abc import Iterator
from contextlib import suppress

import anyio
from anyio.to_thread import run_sync
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from actions.exports.delivery import Delivery
from actions.exports.outcomes import note_refused_export
from actions.exports.preparing import start_export
from actions.exports.refusals import ExportStopped, ListChanged, NoSuchExport, TooManyExports
from actions.exports.writers import MEDIA_TYPES
from models.base.database import reading, writing
from models.exports.export import Order
from models.staff.member import Actor, NotAllowed
from public.gate.identity import staff_of

PATIENCE = 60
"""Seconds that a reader may take for one piece; the database waits for nobody longer."""


def send_export(request: Request) -> Response:
    """Who asks is looked up now, not when it was prepared. 404 for everybody else."""
    by, receipt = staff_of(request), request.path_params["receipt"]
    if by is None or request.method != "GET":
        raise HTTPException(404)
    try:
        with writing() as session:
            order = start_export(session, receipt, by=by)
        return Download(Delivery(order, by, reading, writing))
    except (NotAllowed, NoSuchExport) as error:
        _note_refusal(receipt, by)
        raise HTTPException(404) from error
    except TooManyExports as error:
        return PlainTextResponse(str(error), 503, {"Retry-After": "30"})
    except ListChanged as error:
        return PlainTextResponse(str(error), 409)


def _note_refusal(receipt: str, by: Actor) -> None:
    with suppress(NotAllowed), writing() as session:
        note_refused_export(session, receipt, by=by)


def _headers(order: Order) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{order.filename}"',
        "Cache-Control": "no-store",
        "X-Receipt": order.receipt,
        "X-Rows": str(order.total),
        "X-Accel-Buffering": "no",
    }


class Download(Response):
    """A response whose pieces are made in a thread while they are read.

    When the reader goes away or stalls, the delivery is told and notes it. A list that breaks
    off leaves the response unfinished, so that no browser takes half of it for the whole.
    """

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(None, 200, _headers(delivery.order), MEDIA_TYPES[delivery.order.format])
        del self.headers["content-length"]
        self.delivery = delivery
        self.pieces: Iterator[bytes] = delivery.pieces()
        next(self.pieces)  # the rows are counted before anything is promised

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  the signature is theirs
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._until_gone, receive, tasks.cancel_scope)
                with suppress(ExportStopped, TimeoutError):
                    await self._send(send)
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await run_sync(self.pieces.close)  # type: ignore[attr-defined]  # a generator, declared as an iterator

    async def _send(self, send: Send) -> None:
        head = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(head)
        async for piece in iterate_in_threadpool(self.pieces):
            with anyio.fail_after(PATIENCE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _until_gone(self, receive: Receive, everything: anyio.CancelScope) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.delivery.stopped.set()
        everything.cancel()

"""What is sent to us: no more than fits, and no slower than a person's line."""

import asyncio
from collections import deque

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

SMALL = 64 * 1024
TYPED = 8 * 1024 * 1024
UPLOAD = 20 * 1024 * 1024 + SMALL
WHOLE_WITHIN = 10.0
PIECE_WITHIN = 15.0


class TooLarge(HTTPException):
    """The body is larger than this address takes."""

    def __init__(self) -> None:
        super().__init__(413)


class TooSlow(HTTPException):
    """The body did not arrive in time."""

    def __init__(self) -> None:
        super().__init__(408)


def refuse_announced(headers: Headers, limit: int) -> None:
    """Errors: TooLarge, before a single byte is read."""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise TooLarge


async def whole(receive: Receive, limit: int = SMALL) -> Receive:
    """Wait for the whole body here, where waiting costs nothing. Errors: TooLarge, TooSlow."""
    messages: deque[Message] = deque()
    total = 0
    try:
        async with asyncio.timeout(WHOLE_WITHIN):
            while not messages or messages[-1].get("more_body"):
                messages.append(await receive())
                total += len(messages[-1].get("body", b""))
                if total > limit:
                    raise TooLarge
    except TimeoutError as error:
        raise TooSlow from error

    async def replayed() -> Message:
        return messages.popleft() if messages else await receive()

    return replayed


def pieces(receive: Receive, limit: int) -> Receive:
    """For large bodies: counted as they come. Errors, when read: TooLarge, TooSlow."""
    total = 0
    is_whole = False

    async def counted() -> Message:
        nonlocal total, is_whole
        if is_whole:
            return await receive()
        try:
            with anyio.fail_after(PIECE_WITHIN):
                message = await receive()
        except TimeoutError as error:
            raise TooSlow from error
        total += len(message.get("body", b""))
        if total > limit:
            raise TooLarge
        is_whole = not message.get("more_body")
        return message

    return counted


def media_type(headers: Headers) -> str:
    """What the sender says it is, without parameters: `application/json`."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()

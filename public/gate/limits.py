"""How often one address may write to us."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import cache
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

from starlette.requests import Request

import settings

MOST_ADDRESSES = 10_000
BREATHER = 0.5  # seconds


class RateLimit:
    """At most `allowed` in any `seconds`, for each of the addresses that wrote most lately."""

    def __init__(
        self, allowed: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._allowed, self._seconds, self._clock = allowed, seconds, clock
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> int:
        """Whole seconds until this address may write again; 0 counts as having written."""
        now = self._clock()
        with self._lock:
            moments = self._moments.setdefault(address, deque(maxlen=self._allowed))
            self._moments.move_to_end(address)
            if len(self._moments) > MOST_ADDRESSES:
                self._moments.popitem(last=False)
            if len(moments) == self._allowed and moments[0] > now - self._seconds:
                return max(1, ceil(moments[0] + self._seconds - now))
            moments.append(now)
            return 0


async def seconds_to_wait(request: Request) -> int:
    """By COPYDESK_INTAKE_LIMIT: 0 when the sender may go ahead.

    Whoever may not is told so a moment later: refusing a flood as fast as it asks would keep
    everybody else waiting.
    """
    if settings.INTAKE_LIMIT is None:
        return 0
    seconds = _limit(*settings.INTAKE_LIMIT).wait(network_of(request))
    if seconds:
        await asyncio.sleep(BREATHER)
    return seconds


@cache
def _limit(allowed: int, seconds: int) -> RateLimit:
    return RateLimit(allowed, seconds)


def network_of(request: Request) -> str:
    """Of an IPv6 address only the network: one household has billions of them."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> 64)
    return host

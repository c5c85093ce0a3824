"""The whole public site as files: what any reader can reach by links, for any file server."""

import asyncio
import errno
import mimetypes
import posixpath
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup
from starlette.applications import Starlette
from starlette.types import Message, Scope

import settings
from public.gate.errors import exception_handlers
from public.routes import routes

DOORS = ("/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/favicon.ico")
_KEPT = re.compile(r"/(\?page=\d+)?|/(articles|assets|images)/[^?]+|/(favicon\.ico|\w+\.(xml|txt))")
_IN_STYLE = re.compile(r"url\((/[^)]+)\)")
_LISTED = re.compile(r"\?page=(\d+)")


class Page(NamedTuple):
    """What an address answered with 200."""

    media_type: str
    content: bytes


Rewrite = Callable[[str], str]


def export_site(folder: Path) -> int:
    """Write it, all or nothing; how many files. Errors: OSError, also for a folder in use."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(errno.EEXIST, "is in use already; name a new folder", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as draft:
        whole = Path(draft) / "site"
        pages = asyncio.run(_crawled())
        for address, page in pages.items():
            file = whole / file_of(address, page.media_type)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_rewritten(address, page, pages))
        whole.rename(folder)
    return len(pages)


def file_of(address: str, media_type: str) -> str:
    """The place of an address in the folder: `/articles/sleep` is `articles/sleep.html`."""
    if listed := _LISTED.search(address):
        return f"page-{listed[1]}.html"
    path = unquote(address).strip("/")
    if path.startswith("images/"):
        sha256, _, width = path.removeprefix("images/").partition("/")
        ending = mimetypes.guess_extension(media_type) or ""
        return f"images/{sha256}{'-' if width else ''}{width}{ending}"
    return f"{path or 'index'}.html" if media_type == "text/html" else path


async def _crawled() -> dict[str, Page]:
    """Every address that leads to something of ours, from the front door on."""
    door = Starlette(routes=routes, exception_handlers=exception_handlers)
    pages: dict[str, Page] = {}
    waiting = deque(DOORS)
    while waiting:
        address = waiting.popleft()
        if address in pages or (page := await _asked(door, address)) is None:
            continue
        pages[address] = page
        waiting += [each for each in _addresses_in(page) if each not in pages]
    return pages


async def _asked(door: Starlette, address: str) -> Page | None:
    """As a reader asks for it who is signed in nowhere."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    path, _, query = address.partition("?")
    asked: Scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "query_string": query.encode(),
        "headers": [],
    }
    await door(asked, receive, send)
    if told[0]["status"] != 200:  # noqa: PLR2004  HTTP's own numbers
        return None
    media_type = dict(told[0]["headers"])[b"content-type"].decode().partition(";")[0]
    return Page(media_type, b"".join(message.get("body", b"") for message in told[1:]))


def _addresses_in(page: Page) -> list[str]:
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    _through_links(page, note)
    return found


def _rewritten(address: str, page: Page, pages: dict[str, Page]) -> bytes:
    """Links among the files are relative; all others lead to the running site."""
    folder = posixpath.dirname(file_of(address, page.media_type))

    def lead(target: str) -> str:
        if target not in pages:
            return settings.PUBLIC_URL + target
        file = file_of(target, pages[target].media_type)
        return quote(posixpath.relpath(file, folder or "."))

    return _through_links(page, lead)


def _through_links(page: Page, change: Rewrite) -> bytes:
    """The page with each link to an address of ours changed."""
    if page.media_type == "text/css":
        style = page.content.decode()
        return _IN_STYLE.sub(lambda link: f"url({change(link[1])})", style).encode()
    if page.media_type != "text/html":
        return page.content
    soup = BeautifulSoup(page.content, "html.parser")
    for tag in soup.find_all(True):
        for name in ("href", "src", "action"):
            if str(tag.get(name, "")).startswith("/"):
                tag[name] = _changed(str(tag[name]), change)
        if tag.get("srcset"):
            tag["srcset"] = ", ".join(
                _changed(each, change) for each in str(tag["srcset"]).split(", ")
            )
    return str(soup).encode()


def _changed(link: str, change: Rewrite) -> str:
    """A link perhaps with a width behind it (srcset) or a fragment."""
    address, space, width = link.partition(" ")
    fragment = urlsplit(address).fragment
    address = address.partition("#")[0]
    changed = change(address) if _KEPT.fullmatch(address) else settings.PUBLIC_URL + address
    return f"{changed}{'#' if fragment else ''}{fragment}{space}{width}"

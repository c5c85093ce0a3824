"""A public article, kept as bytes, against the same bytes as a file through StaticFiles.

Run `python -m bench public_pages`. One process serves both, in turn, three times.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from bench._serving import served

CLIENTS = 16
SECONDS = 4.0
ROUNDS = 3
ADDRESS = "/articles/tides"


def make_app() -> object:
    """Our routes as they are, and beside them a folder that holds the same page as a file."""
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles
    from starlette.testclient import TestClient

    from actions.articles.publishing import publish_article
    from models.base.database import writing
    from models.base.schema import migrate
    from models.staff.member import OPERATOR
    from public.routes import routes
    from tests.articles import write_article

    migrate()
    article = write_article("Tides", [f"Tide {number}" for number in range(12)])
    with writing() as session:
        publish_article(session, article.id, by=OPERATOR)
    folder = Path(os.environ["BENCH_FOLDER"])
    page = TestClient(Starlette(routes=routes)).get(ADDRESS, headers={"Accept-Encoding": ""})
    (folder / "tides.html").write_bytes(page.content)
    return Starlette(routes=[*routes, Mount("/files", StaticFiles(directory=folder))])


async def read_for(port: int, path: str, until: float) -> int:
    """One reader on one connection; how many whole pages it got."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    message = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    pages = 0
    while time.perf_counter() < until:
        writer.write(message)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
        assert answer.startswith(b"HTTP/1.1 200"), answer
        pages += 1
    writer.close()
    return pages


async def rate(port: int, path: str) -> float:
    until = time.perf_counter() + SECONDS
    read = await asyncio.gather(*(read_for(port, path, until) for _ in range(CLIENTS)))
    return sum(read) / SECONDS


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "files")
        files.mkdir()
        ours = {"COPYDESK_DATABASE": f"{folder}/bench.sqlite", "BENCH_FOLDER": str(files)}
        with served("bench.public_pages:make_app", ours) as serving:
            ratios = [compared(serving.port) for _ in range(ROUNDS)]
    print(f"median: {median(ratios):.1f} times as many")


def compared(port: int) -> float:
    files = asyncio.run(rate(port, "/files/tides.html"))
    ours = asyncio.run(rate(port, ADDRESS))
    print(f"StaticFiles {files:6.0f}/s   kept page {ours:6.0f}/s   {ours / files:.1f} times")
    return ours / files


if __name__ == "__main__":
    main()

"""Articles as files for the desk: one in a format, or all of them packed."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from actions.articles.exporting import ArticleFormat, export_article, export_articles, note_export
from actions.articles.refusals import ArticleGone
from models.base.database import reading, writing
from models.staff.member import Actor, Permission
from public.gate.identity import staff_of

IN_MEMORY = 16 * 1024 * 1024
PIECE = 256 * 1024
MEDIA_TYPES = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def send_article(request: Request) -> Response:
    """Strangers and those who may not write get 404: they learn nothing."""
    by, form = _asked(request, request.path_params["form"])
    slug = request.path_params["slug"]
    try:
        with reading() as session:
            name, content = export_article(session, slug, form, by=by)
    except ArticleGone as gone:
        raise HTTPException(404) from gone
    with writing() as session:
        note_export(session, form, slug, by=by)
    return Response(content, headers=_headers(name))


def send_articles(request: Request) -> Response:
    by, form = _asked(request, request.query_params.get("format", "json"))
    with writing() as session:
        note_export(session, form, by=by)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed when it is sent
    with reading() as session:
        export_articles(session, form, file, by=by)
    return StreamingResponse(_pieces(file), headers=_headers(f"articles-{form}.zip"))


def _asked(request: Request, form: str) -> tuple[Actor, ArticleFormat]:
    by = staff_of(request)
    known = form in ArticleFormat.__members__.values()
    if by is None or not by.may(Permission.EDIT_ARTICLES) or not known or request.method != "GET":
        raise HTTPException(404)
    return by, ArticleFormat(form)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Type": MEDIA_TYPES[name.rpartition(".")[2]],
        "Cache-Control": "no-store",
    }

"""The review packet of an article, handed to staff who may read it, and to nobody else."""

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from actions.articles.refusals import ArticleGone
from actions.reviews.packets import packet_docx, packet_html
from models.articles.article import Article
from models.base.database import writing
from models.staff.member import NotAllowed
from public.gate.identity import staff_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[Callable[..., Any], str]] = {
    "html": (packet_html, "text/html; charset=utf-8"),
    "docx": (packet_docx, WORD),
}


def send_packet(request: Request) -> Response:
    """Strangers, the front desk, and who asks for what is not there get 404."""
    by, form = staff_of(request), FORMS.get(request.path_params["form"])
    if by is None or form is None or request.method != "GET":
        raise HTTPException(404)
    make, media_type = form
    try:
        with writing() as session:
            content = make(session, request.path_params["article_id"], by=by)
            slug = session.get_one(Article, request.path_params["article_id"]).slug
    except (NotAllowed, ArticleGone) as error:
        raise HTTPException(404) from error
    name = f"review-{slug}.{request.path_params['form']}"
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(content, media_type=media_type, headers=headers)

"""Writing an article out again: JSON to take back in, Markdown to work on, HTML to read."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import escape
from typing import Any

import yaml

from actions.articles.manuscripts.markdown.text import as_markdown
from models.articles.image import CENTRE, INSIDE
from models.articles.manuscript import InsidePicture, Manuscript, ManuscriptSection
from models.articles.markdown import to_html as html_of

BOOKING_ADDRESS = "/book"

EXTRAS = (
    *("alt", "caption", "button_label", "image_source", "is_hidden", "is_decorative"),
    *("shared", "has_own_words"),
)
_MEDIA_TYPES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def to_json(manuscript: Manuscript) -> str:
    """Everything, pictures included; reading it gives the same manuscript."""
    return json.dumps(document_of(manuscript), ensure_ascii=False, indent=2) + "\n"


def all_to_json(manuscripts: Iterable[Manuscript]) -> str:
    """Several in one file, which is read as one is."""
    documents = {"articles": [document_of(manuscript) for manuscript in manuscripts]}
    return json.dumps(documents, ensure_ascii=False, indent=2) + "\n"


def document_of(manuscript: Manuscript) -> dict[str, Any]:
    """Plain values. Shape: title, slug, standfirst, sections (kind, heading, body …)."""
    document: dict[str, Any] = {
        "title": manuscript.title,
        "slug": manuscript.slug,
        "standfirst": manuscript.standfirst,
    }
    extras = ("byline", "description", "search_title")
    document |= {name: getattr(manuscript, name) for name in extras if getattr(manuscript, name)}
    if manuscript.share_image:
        document["share_image"] = base64.b64encode(manuscript.share_image).decode()
    if manuscript.tags:
        document["tags"] = list(manuscript.tags)
    if manuscript.shared_calls:
        document["shared_calls_to_action"] = [asdict(call) for call in manuscript.shared_calls]
    if manuscript.inside:
        document["pictures"] = [_picture(each) for each in manuscript.inside]
    return document | {"sections": [_section(section) for section in manuscript.sections]}


def _section(section: ManuscriptSection) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": section.kind,
        "heading": section.heading,
        "body": section.body,
    }
    always = {"image": ("alt", "caption"), "call_to_action": ("button_label",)}
    for name in EXTRAS:
        value = getattr(section, name)
        if value or name in always.get(section.kind, ()):
            found[name] = value
    if section.image:
        found |= _file(section.image, section.focus)
    return found


def _picture(picture: InsidePicture) -> dict[str, Any]:
    told = {"address": f"{INSIDE}{picture.sha256}", "image_source": picture.name}
    return told | _file(picture.content, picture.focus)


def _file(content: bytes, focus: tuple[int, int]) -> dict[str, Any]:
    moved = {"focus": [*focus]} if focus != CENTRE else {}
    encoded = base64.b64encode(content).decode()
    return {"media_type": media_type(content), "image": encoded, **moved}


def media_type(image: bytes) -> str:
    kind = next((kind for start, kind in _MEDIA_TYPES if image.startswith(start)), "")
    return f"image/{kind}" if kind else "application/octet-stream"


def to_markdown(manuscript: Manuscript) -> str:
    """Front matter and text. Hidden sections stay out, and pictures are named, not enclosed."""
    names = ("title", "slug", "standfirst", "byline", "description", "search_title")
    facts = {name: getattr(manuscript, name) for name in names if getattr(manuscript, name)}
    top = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=10_000)
    parts: list[str] = []
    for before, section in _shown(manuscript):
        parts += ["---"] if _needs_break(before, section) else []
        parts += [part for part in _as_markdown(section) if part]
    return "\n\n".join([f"---\n{top}---", *parts]) + "\n"


def _shown(manuscript: Manuscript) -> Iterator[tuple[ManuscriptSection, ManuscriptSection]]:
    """Each section that readers see, behind the one before it."""
    shown = [part for part in manuscript.sections if part.kind != "note" and not part.is_hidden]
    return zip([ManuscriptSection("text"), *shown], shown, strict=False)


def _needs_break(before: ManuscriptSection, section: ManuscriptSection) -> bool:
    """Without a heading, a line across the page keeps a text apart from the one before it."""
    is_bare = section.kind == "text" and not section.heading
    return is_bare and before.kind in {"text", "references"}


def _as_markdown(section: ManuscriptSection) -> Iterator[str]:
    if section.heading:
        yield f"## {as_markdown(section.heading)}"
    if section.kind == "image":
        name = section.image_source or "#"
        caption = ' "' + section.caption.replace('"', "”") + '"' if section.caption else ""
        yield f"![{as_markdown(section.alt)}](<{name}>{caption})"
    yield section.body
    if section.button_label:
        yield f"[{as_markdown(section.button_label)}]({BOOKING_ADDRESS})"


def to_html(manuscript: Manuscript) -> str:
    """One page without style or script, that any program opens; pictures are enclosed."""
    head = f'<meta charset="utf-8">\n<title>{escape(manuscript.title)}</title>'
    if manuscript.description:
        head += f'\n<meta name="description" content="{escape(manuscript.description)}">'
    return page_html(head, article_html(manuscript))


def page_html(head: str, body: str) -> str:
    """`head` and `body` are HTML."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n'
        f"<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"
    )


def article_html(manuscript: Manuscript) -> str:
    """What readers see of it, from the title on."""
    parts = [f"<h1>{escape(manuscript.title)}</h1>"]
    if manuscript.byline:
        parts.append(f"<p>By {escape(manuscript.byline)}</p>")
    parts.append(html_of(manuscript.standfirst))
    for before, section in _shown(manuscript):
        parts += ["<hr>"] if _needs_break(before, section) else []
        parts += _as_html(section)
    return _enclosed("\n".join(part for part in parts if part), manuscript)


def _enclosed(html: str, manuscript: Manuscript) -> str:
    """With the pictures between its words, which no other program finds at their address."""
    for picture in manuscript.inside:
        html = html.replace(f'src="{INSIDE}{picture.sha256}"', f'src="{_data(picture.content)}"')
    return html


def _data(content: bytes) -> str:
    return f"data:{media_type(content)};base64,{base64.b64encode(content).decode()}"


def _as_html(section: ManuscriptSection) -> Iterator[str]:
    if section.heading:
        yield f"<h2>{escape(section.heading)}</h2>"
    if section.kind == "image":
        yield _figure(section)
    yield html_of(section.body)
    if section.button_label:
        label = escape(section.button_label)
        yield f'<p><a class="button" href="{BOOKING_ADDRESS}">{label}</a></p>'


def _figure(section: ManuscriptSection) -> str:
    source = section.image_source
    if section.image:
        source = _data(section.image)
    picture = f'<img src="{escape(source)}" alt="{escape(section.alt)}">'
    caption = f"<figcaption>{escape(section.caption)}</figcaption>" if section.caption else ""
    return f"<figure>{picture}{caption}</figure>"

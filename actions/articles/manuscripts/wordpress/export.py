"""Reading a WordPress export, which may hold many articles."""

import re

from lxml import etree

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Pieces
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.furniture import SHORTCODE
from actions.articles.manuscripts.html.page import pieces_of
from models.articles.manuscript import LeftOut, Manuscript

_CAPTION = re.compile(
    r"\[caption[^\]]*\](?P<picture>.*?<img[^>]*>(?:\s*</a>)?)(?P<words>.*?)\[/caption\]", re.DOTALL
)
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]*( [^\]\n]*=[^\]\n]*)?/?\](?!\()")
_HAS_TAGS = re.compile(r"<(p|div|h[1-6]|ul|ol|table|figure|!-- wp:)", re.IGNORECASE)


def read(text: str) -> list[Manuscript]:
    """Every post and page with words in it. Errors: UnreadableManuscript."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableManuscript("This WordPress export is damaged. Export it again.") from error
    found = [] if root is None else [_facts(item) for item in root.iter("item")]
    articles = [_manuscript(facts) for facts in found if _is_article(facts)]
    if not articles:
        raise UnreadableManuscript(
            "This WordPress export holds no posts or pages. Export “All content” or “Posts”."
        )
    return articles


def _facts(item: etree._Element) -> dict[str, str]:
    """The item’s children by their names without namespaces; content and excerpt differ by it."""
    facts: dict[str, str] = {}
    for child in item:
        name = etree.QName(child)
        is_excerpt = "excerpt" in (name.namespace or "")
        facts.setdefault("excerpt" if is_excerpt else name.localname, (child.text or "").strip())
    return facts


def _is_article(facts: dict[str, str]) -> bool:
    is_post = facts.get("post_type", "post") in {"post", "page"}
    return is_post and facts.get("status") != "trash" and bool(facts.get("encoded"))


def _manuscript(facts: dict[str, str]) -> Manuscript:
    known = {
        "title": facts.get("title", ""),
        "slug": facts.get("post_name", ""),
        "standfirst": facts.get("excerpt", ""),
    }
    content, codes = _without_shortcodes(_paragraphs(facts["encoded"]))
    pieces = pieces_of(content, {place: words for place, words in known.items() if words})
    source = "\n".join([pieces.source, *(code.text for code in codes)])
    return assembled(Pieces(source, pieces.blocks, (*pieces.left_out, *codes), pieces.facts))


def _paragraphs(content: str) -> str:
    """The old editor of WordPress stores blank lines for paragraphs; captions are shortcodes."""
    content = _CAPTION.sub(
        r"<figure>\g<picture><figcaption>\g<words></figcaption></figure>", content
    )
    if _HAS_TAGS.search(content) and "<p" in content:
        return content
    parts = re.split(r"\n\s*\n", content)
    return "\n".join(part if _HAS_TAGS.match(part.strip()) else f"<p>{part}</p>" for part in parts)


def _without_shortcodes(content: str) -> tuple[str, list[LeftOut]]:
    codes = [found.group() for found in _SHORTCODE.finditer(content)]
    return _SHORTCODE.sub(" ", content), [LeftOut(code, SHORTCODE) for code in codes]

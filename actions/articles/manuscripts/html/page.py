"""Reading saved web pages: from site builders, WordPress, Word and Google Docs."""

import re

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.assembling import assembled
from actions.articles.manuscripts.blocks import Block, Pieces
from actions.articles.manuscripts.encoding import cleaned
from actions.articles.manuscripts.errors import UnreadableManuscript
from actions.articles.manuscripts.formulas.mathml import write_formulas
from actions.articles.manuscripts.furniture import (
    DETAILS,
    REWORDED_TITLE,
    TAB_TITLE,
    is_sentence,
)
from actions.articles.manuscripts.html.around.gathering import gather_in_body, part_drawn_words
from actions.articles.manuscripts.html.around.told import for_programs_out, lines_of_page_out
from actions.articles.manuscripts.html.blocks import blocks_of
from actions.articles.manuscripts.html.described import described
from actions.articles.manuscripts.html.furniture import article_root, hidden_out, links_dropped
from actions.articles.manuscripts.html.hiding import mark_hidden, written_by_style
from actions.articles.manuscripts.html.opening import (
    axes_out,
    colleagues_out,
    explanations,
    opened,
    remarks_in_brackets,
    repeated_out,
)
from actions.articles.manuscripts.html.page_data import PageData, page_data
from actions.articles.manuscripts.html.page_title import tab_title
from actions.articles.manuscripts.html.pictures import detach_pictures, restore_pictures
from actions.articles.manuscripts.html.raised import repair_raised
from actions.articles.manuscripts.html.raw import raw_page_text
from actions.articles.manuscripts.html.repairs import repaired
from actions.articles.manuscripts.html.struck import struck_out
from actions.articles.manuscripts.html.symbols import with_signs
from actions.articles.manuscripts.html.text import is_beyond_reading, tags_named
from actions.articles.manuscripts.titles import same_words
from models.articles.manuscript import LeftOut, Manuscript

MOST_TAGS = 40_000
MOST_LETTERS = 5_000_000
_PARAGRAPH_ENDS = re.compile(r"</p\s*>", re.IGNORECASE)
"""Old pages part paragraphs by an end without a beginning, which the parser drops."""
_STRUCK = re.compile(r"<(/?)(?:s|strike)(?=[\s>])", re.IGNORECASE)
"""The parser would end these before a paragraph that they strike out."""
_FRAMELESS = re.compile(r"</?noframes\b[^<>]*>", re.IGNORECASE)
"""Around the text of old pages made of frames; the parser would read it as letters only."""
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*>")
"""Before some pages; the parser would think that it is no page."""
PASTE_IT = "Open it in a browser, copy the article’s text, and paste that."


def read(text: str) -> list[Manuscript]:
    return [assembled(pieces_of(text))]


def pieces_of(text: str, facts: dict[str, str] | None = None, *, is_page: bool = True) -> Pieces:
    """Errors: UnreadableManuscript for a page too large or too deeply nested to be an article.

    `is_page` is false for an article's own text, which has nothing around it.
    """
    text, held = detach_pictures(_readable(text))
    soup = parsed_page(text)
    struck = _headings_made_plain(soup)
    data = page_data(soup) if is_page else PageData()
    found = {**_facts(data), **(facts or {})}
    if tab := tab_title(soup):
        tab.extract()
    noted = [*_noted(data, found), *written_by_style(soup)]
    mark_hidden(soup)
    opened(soup)
    twice = [*colleagues_out(soup), *repeated_out(soup), *axes_out(soup)]
    remarks_in_brackets(soup)
    repaired(soup)
    noted += [*links_dropped(soup), *explanations(soup)]
    left_out = [*noted, *twice, *struck, *struck_out(soup), *hidden_out(soup)]
    write_formulas(soup)
    root, outside = _article(soup, data) if is_page else (soup.body or soup, [])
    kept, again = described(restore_pictures(_with_lead(root, data), held), found.get("title", ""))
    blocks, named = _without_title(tuple(kept), found.get("title", ""))
    blocks, reworded = _without_reworded(blocks, data.heading)
    said = [words for name, words in found.items() if not (named and name == "title")]
    source = [*said, *(item.text for item in noted), cleaned(raw_page_text(text))]
    found |= {"date": data.date, "sites": data.sites, "address": data.address}
    return Pieces("\n".join(source), blocks, (*left_out, *outside, *again, *reworded), found)


def _article(soup: BeautifulSoup, data: PageData) -> tuple[Tag, list[LeftOut]]:
    """What holds it, and all around it that is none of it."""
    told = for_programs_out(soup)
    root, outside = article_root(soup, data.address)
    return root, [*told, *outside, *lines_of_page_out(root, data.byline, data.date)]


def _readable(text: str) -> str:
    return with_signs(_FRAMELESS.sub(" ", _DECLARED.sub("", text)))


def _headings_made_plain(soup: BeautifulSoup) -> list[LeftOut]:
    """One of them may be the title."""
    for heading in tags_named(soup, "h1", "h2", "h3"):
        repair_raised(heading)
    return struck_out(soup)


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[tuple[Block, ...], bool]:
    """The heading that says the title is the title, and no text besides."""
    for number, block in enumerate(blocks):
        if block.kind == "heading" and same_words(title, block.words):
            return (*blocks[:number], *blocks[number + 1 :]), True
        if block.kind == "text" and is_sentence(block.words):
            break
    return blocks, False


def _without_reworded(
    blocks: tuple[Block, ...], heading: str
) -> tuple[tuple[Block, ...], list[LeftOut]]:
    """The heading that says the title in other words, wherever it stands."""
    found = [b for b in blocks if heading and b.kind == "heading" and same_words(heading, b.words)]
    rest = tuple(block for block in blocks if block is not (found[0] if found else None))
    return rest, [LeftOut(block.words, REWORDED_TITLE) for block in found[:1]]


def parsed_page(text: str) -> BeautifulSoup:
    if text.count("<") > MOST_TAGS or len(text) > MOST_LETTERS:
        raise UnreadableManuscript(f"The page has more marks in it than any article. {PASTE_IT}")
    text = _STRUCK.sub(r"<\1del", _PARAGRAPH_ENDS.sub(r"\g<0> ", text))
    soup = BeautifulSoup(text, "lxml")
    gather_in_body(soup)
    part_drawn_words(soup)
    for title in soup.find_all("p", class_="MsoTitle"):
        title.name = "h1"
    if is_beyond_reading(soup):
        raise UnreadableManuscript(f"The page is nested too deeply to be an article. {PASTE_IT}")
    return soup


def _facts(data: PageData) -> dict[str, str]:
    facts = {"title": data.title, "byline": data.byline, "description": data.description}
    return {name: words for name, words in facts.items() if words}


def _noted(data: PageData, facts: dict[str, str]) -> list[LeftOut]:
    """What the page says of itself and no field of an article holds."""
    tab = data.tab
    title = facts.get("title", "")
    if title and tab.startswith(title):
        tab = tab.removeprefix(title).strip(" |–—·»\\/>-:")
    found = [LeftOut(tab, TAB_TITLE), LeftOut(data.date, DETAILS)]
    return [item for item in found if item.text]


def _with_lead(root: Tag, data: PageData) -> list[Block]:
    """The picture that the page names for itself leads an article that has none."""
    blocks = list(blocks_of(root))
    if not data.picture.startswith("http") or any(block.kind == "image" for block in blocks):
        return blocks
    lead = Block("image", alt=data.picture_alt, image_source=data.picture[:2000])
    place = next((n for n, block in enumerate(blocks) if block.kind == "text"), len(blocks))
    return [*blocks[:place], lead, *blocks[place:]]

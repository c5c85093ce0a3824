"""Putting right what Word, Google Docs and site builders do to a page before it is read."""

import re
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, PreformattedString

from actions.articles.manuscripts.html.emphasis import (
    repair_emphasis,
    styled_classes,
    styles_as_tags,
)
from actions.articles.manuscripts.html.lists.marks import marks_from_sheets
from actions.articles.manuscripts.html.lists.nesting import repair_lists
from actions.articles.manuscripts.html.raised import (
    join_initials,
    letters_after,
    letters_before,
    repair_raised,
)
from actions.articles.manuscripts.html.tables.repairs import repair_tables
from actions.articles.manuscripts.html.tables.signs import (
    LONGEST_SIGN,
    SPEAKING,
    sign_of_drawing,
    sign_of_file,
)
from actions.articles.manuscripts.html.text import (
    attribute,
    contains_tag,
    is_in_sentence,
    is_inside,
    names_of,
    tags_named,
    visible_text,
)

WRITTEN_IN = frozenset(["", "text", "number", "date", "time", "email", "tel", "url", "search"])
"""Kinds of a field that shows what stands in it."""
_LISTS = frozenset({"ul", "ol"})
_ITEMS = frozenset({"li", "dd", "dt"})
_FORMULA = re.compile(r"\\[a-z]{2}|[\^_]\{")
"""As TeX writes it, which is what programs give as the description of its picture."""
_MARKS = re.compile(r"<[^>]*>")
_NOTE_NUMBER = re.compile(r"\d{1,3}")
_RAISED = frozenset({"sup", "sub"})
_WAY = re.compile(r"[↑↩^⤴]\ufe0e?|[¶🔗]")
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")


def repaired(soup: BeautifulSoup) -> BeautifulSoup:
    styled = styled_classes(soup)
    marks_from_sheets(soup)
    _drop_unseen(soup)
    _late_pictures(soup)
    join_initials(soup)
    styles_as_tags(soup, styled)
    for tag in soup.find_all(True):
        if tag.parent is not None:
            _repair(tag)
    _words_in_lines(soup)
    repair_tables(soup)
    repair_lists(soup)
    repair_raised(soup)
    repair_emphasis(soup)
    return soup


def _late_pictures(soup: BeautifulSoup) -> None:
    """Some pages leave only the place of a picture, its file and what is seen on it."""
    for place in soup.find_all(True):
        is_named = place.has_attr("data-src") and place.has_attr("data-alt")
        if is_named and place.name != "img" and not place.contents:
            place.name, place["alt"] = "img", attribute(place, "data-alt")


def _drop_unseen(soup: BeautifulSoup) -> None:
    for piece in list(soup.descendants):
        if isinstance(piece, PreformattedString | Comment):
            piece.extract()
    for tag in tags_named(soup, "script", "style", "link", "meta", "noembed"):
        tag.decompose()
    for tag in soup("iframe"):
        tag.string = _MARKS.sub(" ", tag.get_text())


def _repair(tag: Tag) -> None:
    match tag.name:
        case "p" if "title" in names_of(tag):
            tag.name = "h1"
        case "p" if _is_whole_item(tag):
            tag.unwrap()
        case "a":
            _true_address(tag)
        case "img":
            _true_picture(tag)
        case "rt" if tag.parent is not None and tag.parent.find("rp") is None:
            tag.insert(0, " (")
            tag.append(")")
        case "input":
            _as_filled_in(tag)
        case "i" | "span" | "svg" | "b" | "em" if sign := sign_of_drawing(tag):
            tag.replace_with(f" {sign} ")
        case name if ":" in name:
            tag.unwrap()


def _as_filled_in(field: Tag) -> None:
    kind = attribute(field, "type").lower()
    if kind in {"submit", "button"}:
        field.name = "button"
        field.string = attribute(field, "value")
    elif kind in {"checkbox", "radio"}:
        gap = " " if letters_before(field) else ""
        field.replace_with(f"{gap}☒ " if field.has_attr("checked") else f"{gap}☐ ")
    elif kind in WRITTEN_IN and field.get("value"):
        field.replace_with(attribute(field, "value"))


def _is_whole_item(tag: Tag) -> bool:
    """Whether it says all that its item does, save for the lists inside."""
    if tag.parent is None or tag.parent.name != "li":
        return False
    beside = [each for each in tag.parent.contents if each is not tag]
    return not any(
        each.get_text().strip() for each in beside if getattr(each, "name", "") not in _LISTS
    )


def _words_in_lines(soup: BeautifulSoup) -> None:
    """A choice, a drawing with words, and what stands for a thing that is not there."""
    for tag in tags_named(soup, "select", "svg", "object"):
        if tag.name == "select" and is_inside(tag, SPEAKING):
            tag.replace_with(_choices(tag))
        elif tag.name == "svg" and tag.find("text") and is_in_sentence(tag):
            tag.replace_with(" ".join(visible_text(tag).split()))
        elif tag.name == "object" and not tag.has_attr("data"):
            tag.unwrap()


def _choices(tag: Tag) -> str:
    """A choice inside a line of text is read with all that may be chosen, and what is chosen."""
    options = tag.find_all("option")
    later = [option.has_attr("selected") for option in options[1:]]
    told = [
        ("☒ " if is_chosen else "") + " ".join(option.get_text().split())
        for option, is_chosen in zip(options, [False, *later], strict=False)
    ]
    words = " / ".join(filter(None, told)) or " ".join(tag.get_text().split())
    before, after = letters_before(tag)[-1:], letters_after(tag)[:1]
    return f"{' ' if before.isalnum() else ''}{words}{' ' if after.isalnum() else ''}"


def _true_address(tag: Tag) -> None:
    """Google Docs sends every link through its own counter."""
    address = attribute(tag, "href").strip()
    if re.match(r"https?://(www\.)?google\.[a-z.]+/url\?", address):
        wanted = parse_qs(urlsplit(address).query)
        address = (wanted.get("q") or wanted.get("url") or [address])[0]
    tag["href"] = address
    if address.startswith("#") and _is_bare_mark(tag):
        tag.string = f"[{tag.get_text().strip()}]"
    if address.startswith("#") and _WAY.fullmatch(tag.get_text().strip()):
        tag.extract()  # the way back from a note, or to the heading that it stands in
    elif not address or address.startswith("#"):
        tag.name = "span"
        tag["data-note"] = ""


def _is_bare_mark(tag: Tag) -> bool:
    """The number of a note, straight behind a word or number and raised by the style alone."""
    is_number = _NOTE_NUMBER.fullmatch(tag.get_text().strip()) is not None
    is_raised = is_inside(tag, _RAISED) or contains_tag(tag, _RAISED)
    return is_number and not is_raised and letters_before(tag)[-1:].isalnum()


def _true_picture(tag: Tag) -> None:
    """Pictures that load late name their file elsewhere; small faces are letters."""
    lazy = next((attribute(tag, name) for name in _LAZY if tag.get(name)), "")
    if lazy:
        tag["src"] = lazy
    if "emoji" in names_of(tag) or "/emoji/" in attribute(tag, "src"):
        tag.replace_with(attribute(tag, "alt"))
    elif _stands_for_words(attribute(tag, "alt")) and is_in_sentence(tag):
        tag.replace_with(f" {attribute(tag, 'alt')} ")
    elif not attribute(tag, "alt") and is_inside(tag, _ITEMS) and (sign := sign_of_file(tag)):
        tag.replace_with(f" {sign} ")


def _stands_for_words(alt: str) -> bool:
    """A sign or a formula, drawn as a picture."""
    return 0 < len(alt.split()) <= LONGEST_SIGN or bool(_FORMULA.search(alt))

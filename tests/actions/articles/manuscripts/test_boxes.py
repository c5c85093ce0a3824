"""Boxes between the words of an article are told by what they hold, and prose is none of them."""

import pytest

from actions.articles.manuscripts.furniture import HIDDEN, OTHERS
from actions.articles.manuscripts.html.page import read
from tests.actions.articles.manuscripts.examples import headings, reasons
from tests.actions.articles.manuscripts.test_meaning import PROSE, saved, text_of

CARD = (
    "<aside><a href='/gait'><img src=g.jpg></a><h4><a href='/gait'>How people walk</a></h4>"
    "<p>No two of us put the foot down in the same way, as you will see, …</p></aside>"
)
PLEA = "<p>Come in today if you cannot stand on it.</p>"


def test_a_card_for_another_page_is_left_out_and_the_text_around_it_stays() -> None:
    found = saved(f"{PROSE}{CARD}<p>It may take longer after a second sprain.</p>")
    assert "It may take longer after a second sprain." in text_of(found)
    assert "How people walk" not in text_of(found)
    [card] = [words for words, reason in reasons(found).items() if reason == OTHERS]
    assert card.startswith("How people walk No two of us")


def test_the_description_of_its_picture_makes_a_card_no_longer() -> None:
    long = CARD.replace("<img src=g.jpg>", f"<img src=g.jpg alt='{'A foot on sand. ' * 20}'>")
    assert "How people walk" not in text_of(saved(f"{PROSE}{long}{PROSE}"))


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4><a href='/book'>On ice</a></h4>{PLEA}<a class=btn href='/book'>Book</a></div>",
        f"<div><h4><a href='#ice'>On ice</a></h4>{PLEA}<a href='#ice'>Further down</a></div>",
        f"<div><h4>On ice</h4>{PLEA}<p>Do <a href='/x'>ring</a>, <a href='/x'>ask</a>.</p></div>",
    ],
    ids=["a call to action", "links within the page", "prose with two links"],
)
def test_what_only_resembles_a_card_stays(box: str) -> None:
    assert "Come in today if you cannot stand on it" in text_of(saved(f"{PROSE}{box}{PROSE}"))


def test_a_window_that_opens_by_a_click_is_hidden_and_listed() -> None:
    window = "<div role=dialog><p>This window is closed by pressing a key, or by waiting.</p></div>"
    found = saved(f"{PROSE}{window}{PROSE}")
    assert reasons(found)["This window is closed by pressing a key, or by waiting."] == HIDDEN


def test_a_last_sentence_that_begins_like_a_list_of_others_stays() -> None:
    last = "You may also find that the other ankle tires first. Rest both of them."
    page = saved(f"{PROSE}<h2>Later</h2><p>Walk.</p><p>{last}</p>").sections
    assert any(last in section.body for section in page)


def test_a_bare_related_at_the_very_end_heads_nothing() -> None:
    page = "<html><body><article><h1>Ankles</h1>{0}<h2>Later</h2>{0}{1}</article></body></html>"
    [listed] = read(page.format(PROSE, "<h3>Related</h3>"))
    assert reasons(listed)["Related"] == OTHERS
    [kept] = read(page.format(PROSE, "<h2>Related</h2><p>Knees swell in the same way.</p>"))
    assert headings(kept)[-1] == "Related"


def test_a_table_of_values_stays_though_most_of_them_are_links() -> None:
    rows = "".join(
        f"<tr><th>{name}</th><td><a href='/{name}'>{name} leaflet of the ward</a></td></tr>"
        for name in ("Ice", "Splint", "Tape")
    )
    assert "| Splint |" in text_of(saved(f"{PROSE}<table>{rows}</table>{PROSE}"))

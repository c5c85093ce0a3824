"""Boxes are told by what they hold, hidden words by how they are hidden; prose is neither."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.assembling import HEADING_ALONE
from actions.articles.manuscripts.furniture import (
    AUTHOR,
    AXIS,
    COMMENTS,
    CONTROLS,
    DETAILS,
    HIDDEN,
    NO_SCRIPT,
    OTHERS,
    SAID_TWICE,
    SHARE,
    SIDE,
)
from actions.articles.manuscripts.html.page import read
from models.articles.manuscript import Manuscript
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
    assert reasons(listed)["Related"] == HEADING_ALONE
    [kept] = read(page.format(PROSE, "<h2>Related</h2><p>Knees swell in the same way.</p>"))
    assert headings(kept)[-1] == "Related"


def test_a_table_of_values_stays_though_most_of_them_are_links() -> None:
    rows = "".join(
        f"<tr><th>{name}</th><td><a href='/{name}'>{name} leaflet of the ward</a></td></tr>"
        for name in ("Ice", "Splint", "Tape")
    )
    assert "| Splint |" in text_of(saved(f"{PROSE}<table>{rows}</table>{PROSE}"))


NAMES = ["share", "menu", "related", "comments", "newsletter", "entry-meta", "sidebar", "toc"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", ["50 mg", "At night: no <a href='/wine'>wine</a> at all"])
def test_a_name_alone_takes_no_words_out(name: str, words: str) -> None:
    found = saved(f"{PROSE}<div class='{name}'>{words}</div>{PROSE}")
    assert words.split(maxsplit=1)[0] in text_of(found)


def test_a_line_of_details_is_told_by_its_name_and_its_day() -> None:
    found = saved(f"{PROSE}<div class='entry-meta'>Ona Birk, 6 May 2024</div>{PROSE}")
    assert reasons(found)["Ona Birk, 6 May 2024"] == DETAILS


OUTER = "<html><body><h1>Ankles</h1><div class=left>{0}</div></body></html>"


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=warning><p>Do not stop the tablets without asking us.</p></div>",
        f"<div class=more>{PLEA * 3}<h2>Ice</h2>{PLEA}</div>",
    ],
    ids=["a warning", "a section"],
)
def test_prose_beside_the_article_in_a_box_of_its_own_belongs_to_it(beside: str) -> None:
    [found] = read(OUTER.format(f"<div class=text>{PROSE * 6}</div>{beside}"))
    assert ("asking us." in text_of(found)) or ("stand on it." in text_of(found))


def test_a_ticker_in_a_side_column_is_not_the_article() -> None:
    ticker = "".join(
        f"<div>{n}:10 <p>A minister spoke, and then left the room.</p></div>" for n in range(9)
    )
    page = f"<div class=a>{PROSE}</div><aside class=b><div class=live>{ticker}</div></aside>"
    [found] = read(OUTER.format(page))
    assert "minister" not in text_of(found)
    assert PROSE.removeprefix("<p>")[:30] in text_of(found)


def test_all_sections_of_the_main_part_are_the_article() -> None:
    part = "<section class='{0}'><h2>{0}</h2>{1}</section>"
    short = "<div><ul><li>Sit down often.</li><li>Put it up at night.</li></ul></div>"
    body = part.format("ice", PROSE * 3) + part.format("rest", short)
    [found] = read(f"<html><body><main><h1>Ankles</h1>{body}</main></body></html>")
    assert "Put it up at night." in text_of(found)


def test_the_heading_of_a_part_stays_though_it_leads_to_more_of_its_kind() -> None:
    top = "<header><h2><a href='/ice'>On ice</a></h2><a href='/ice'>More on ice</a></header>"
    assert "On ice" in headings(saved(f"{PROSE}<section>{top}{PROSE * 8}</section>"))


def styled(sheet: str, body: str) -> Manuscript:
    head = f"<head><style>{sheet}</style></head>"
    text = f"<html>{head}<body><article><h1>Ankles</h1>{PROSE}{body}{PROSE}</article></body></html>"
    [found] = read_manuscripts(text.encode())
    assert found.report.is_proved
    return found


@pytest.mark.parametrize(
    "sheet", [".gone{display:none}", "p.gone, .x { visibility: hidden }", "#g{display:none}"]
)
def test_what_the_pages_own_sheet_hides_is_listed(sheet: str) -> None:
    found = styled(sheet, "<p id=g class=gone>Cheap pills by post.</p>")
    assert reasons(found)["Cheap pills by post."] == HIDDEN


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.gone{display:none}}",
        ".gone{display:none} @media (min-width:1px){.gone{display:block}}",
        ".js .gone{display:none}",
        "/* .gone{display:none} */",
    ],
    ids=["on paper", "on small windows", "once a script runs", "in a remark"],
)
def test_what_is_hidden_at_times_only_is_read(sheet: str) -> None:
    found = styled(sheet, "<p class=gone>Stand on it after two days.</p>")
    assert "Stand on it after two days." in text_of(found)


def test_answers_that_open_by_turns_are_read() -> None:
    answers = (
        "<h3>When?</h3><p class=a>After two days.</p><h3>How?</h3><p class=a>With a stick.</p>"
    )
    found = styled(".a{display:none}", answers)
    assert "After two days." in text_of(found)
    assert "With a stick." in text_of(found)


def test_a_text_that_waits_for_a_script_is_read() -> None:
    assert "Come in today" in text_of(
        styled(
            ".all{display:none}", f"<div class=all>{PROSE * 4}<p>Come in today, please.</p></div>"
        )
    )


def test_words_in_the_colour_of_the_ground_are_hidden() -> None:
    ground = (
        "<div style='background:#FFF'><p>Ice <font color=white>cheap pills</font> helps.</p></div>"
    )
    assert reasons(saved(f"{PROSE}{ground}{PROSE}"))["cheap pills"] == HIDDEN


@pytest.mark.parametrize(
    "box",
    [
        "<div style='background:#003'><p style='color:white'>Ring us first.</p></div>",
        "<div style='background:#fff'><p class=x style='color:#fff'>Ring us first.</p></div>",
        "<p style='color:#fff'>Ring us first.</p>",
    ],
    ids=["on a dark ground", "on a ground that a class gives", "on a ground nobody names"],
)
def test_light_words_on_another_ground_are_read(box: str) -> None:
    assert "Ring us first." in text_of(saved(f"{PROSE}{box}{PROSE}"))


def test_a_box_drawn_again_for_another_width_is_said_twice() -> None:
    wide = "<div data-min-width=600><div>Week 1</div><div>20 mg</div></div>"
    narrow = "<div data-max-width=599><div>Week 1</div><div>{0}</div></div>"
    same = saved(f"{PROSE}<div>{wide}{narrow.format('20 mg')}</div>{PROSE}")
    assert reasons(same)["Week 1 20 mg"] == SAID_TWICE
    other = saved(f"{PROSE}<div>{wide}{narrow.format('30 mg')}</div>{PROSE}")
    assert "20 mg" in text_of(other)
    assert "30 mg" in text_of(other)


@pytest.mark.parametrize(
    "panel",
    [
        "<div><div>1 of 9</div><div>Full screen</div><div>Autoplay</div><div>Close</div></div>",
        "<div><div role=slider></div><div>Aa</div><div>Sprache</div></div>",
    ],
    ids=["of a gallery", "of a player"],
)
def test_the_buttons_of_a_player_are_no_text(panel: str) -> None:
    assert CONTROLS in reasons(saved(f"{PROSE}{panel}{PROSE}")).values()


def test_a_list_of_the_buttons_of_a_device_is_text() -> None:
    text = "<p>The pump has three buttons:</p><ul><li>Play</li><li>Pause</li><li>Stop</li></ul>"
    assert "Pause" in text_of(saved(f"{PROSE}{text}{PROSE}"))


SHOWN = "<img src=g.jpg alt='A foot on sand'>"


def test_a_card_that_is_one_link_is_left_out() -> None:
    card = f"<div><a href='/gait'><h3>How people walk</h3>{SHOWN}</a></div>"
    found = saved(f"{PROSE}{card}{PROSE}")
    assert reasons(found)["How people walk A foot on sand"] == OTHERS


@pytest.mark.parametrize(
    "box",
    [
        f"<div><a href='#gait'><h3>How people walk</h3>{SHOWN}</a></div>",
        f"<div><h3><a href='/gait'>How people walk</a></h3>{SHOWN}</div>",
        f"<div><a href='g.jpg?w=900'><h3>How people walk</h3>{SHOWN}</a></div>",
        f"<div><a href='/gait'><h3>How people walk</h3>{SHOWN}</a>No more than 4 km.</div>",
    ],
    ids=["a place of this page", "a link in a heading", "the picture itself", "with its own words"],
)
def test_a_linked_heading_that_is_no_card_stays(box: str) -> None:
    assert "How people walk" in headings(saved(f"{PROSE}{box}{PROSE}"))


def beside(item: str, role: str = "complementary") -> str:
    items = f"<li><article>{item.format('Heels')}</article></li>"
    items += f"<li><article>{item.format('Toes')}</article></li>"
    return f"<aside role={role}><h2>More of it</h2><ul>{items}</ul></aside>"


LINKED = "<a href='/{0}'><h2>{0} in winter</h2></a>"


def test_a_side_column_of_other_articles_is_left_out_though_each_is_marked_as_one() -> None:
    found = saved(f"{PROSE}{beside(LINKED)}{PROSE}")
    assert reasons(found)["More of it Heels in winter Toes in winter"] == SIDE


@pytest.mark.parametrize(
    "column",
    [
        beside("<h2>{0} in winter</h2><p>Keep your {0} dry and warm when it snows.</p>"),
        beside("<h2>{0} in winter</h2><p>No more than 4 km</p>"),
        beside(LINKED, "note"),
    ],
    ids=["it has sentences", "it has words of its own", "it is called no column"],
)
def test_a_side_column_that_says_something_stays(column: str) -> None:
    assert "Heels in winter" in headings(saved(f"{PROSE}{column}{PROSE}"))


def spoken(number: int, who: str, says: str) -> str:
    name = f"<a href='/people/{number}'>{who}</a>"
    return f"<div class=x>#{number} {name} 2021/05/0{number} 09:1{number}<p>{says}</p></div>"


TALK = spoken(1, "Ada", "Mine clicked.") + spoken(2, "Bo", "So did both of mine.")
LAST = spoken(3, "Cy", "I took 50 mg.")


def test_what_readers_say_to_it_one_by_one_is_no_part_of_it() -> None:
    page = f"<body><article><h1>Ankles</h1>{PROSE * 3}<div>{TALK}{LAST}</div></article></body>"
    [found] = read_manuscripts(page.encode())
    assert "I took 50 mg" not in text_of(found)
    [(words, reason)] = reasons(found).items()
    assert (words[:6], words[-13:], reason) == ("#1 Ada", "I took 50 mg.", COMMENTS)


@pytest.mark.parametrize(
    "told",
    [
        f"<div>{TALK}</div>",
        f"<div>{TALK}{LAST}</div>{PROSE}",
        "<ul>" + "<li>2021/05/02 09:10 <a href='/w'>Ward</a> gave 5 mg.</li>" * 3 + "</ul>",
        "<ul>" + "<li><a href='/w'>Ward</a> 2021/05/02 09:10: gave 5 mg.</li>" * 3 + "</ul>",
        "<ul>"
        + "<li><a href='/w'>Ward</a> gave 5 mg in 2021, and 10 mg in 2022.</li>" * 3
        + "</ul>",
    ],
    ids=[
        "two alone",
        "above the text",
        "a diary",
        "what one person notes",
        "days without a minute",
    ],
)
def test_what_only_resembles_talk_stays(told: str) -> None:
    page = f"<body><article><h1>Ankles</h1>{PROSE * 3}{told}</article></body>"
    [found] = read_manuscripts(page.encode())
    assert COMMENTS not in reasons(found).values()


def test_a_page_that_is_nothing_but_talk_is_read() -> None:
    page = f"<body><article><h1>Ankles</h1><div>{TALK}{LAST}</div></article></body>"
    [found] = read_manuscripts(page.encode())
    assert "I took 50 mg." in text_of(found)


def placed(*words: str) -> str:
    return "".join(
        f"<div style='top:{n}%;left:{n}%;width:40px'><p>{each}</p></div>"
        for n, each in enumerate(words)
    )


def test_the_numbers_along_a_drawing_are_listed_and_its_words_stay() -> None:
    drawn = placed("0", "’17", "$20", "30%", "At most 20 mg", "Weeks")
    found = saved(f"{PROSE}<div><img src=c.png alt='A curve'>{drawn}</div>{PROSE}")
    assert reasons(found) == {"0 ’17 $20 30%": AXIS}
    assert "At most 20 mg\n\nWeeks" in text_of(found)


def test_other_words_and_numbers_that_are_placed_stay() -> None:
    alone = f"<div>{placed('1', '2', '3', '4')}</div>"
    steps = placed("1", "Never bend it", "2", "At most 50 mg", "Stop at pain")
    badge = f"<div><img src=c.png alt='A leg'>{steps}</div>"
    raised = "x<sup style='position:relative;top:-2px;left:1px'>2</sup> " * 4
    found = text_of(saved(f"{PROSE}{alone}{badge}<p><img src=c.png>{raised}</p>{PROSE}"))
    assert "x² x² x² x²" in found
    assert "1\n\n2\n\n3\n\n4" in found
    assert "1\n\nNever bend it\n\n2\n\nAt most 50 mg" in found


SAID = "<div>Put the heel down first, then roll to the toes, and never hop.</div>"
BUTTONS = "<div><i>Play</i><i>Pause</i><i>1 of 9</i></div>"


def test_a_gallery_says_each_sentence_once() -> None:
    gallery = f"<div>{BUTTONS}{SAID}<div>Caption</div><div>{SAID}<div>Nine feet.</div></div></div>"
    found = saved(f"{PROSE}{gallery}{PROSE}")
    told = "Put the heel down first, then roll to the toes, and never hop."
    assert text_of(found).count(told) == 1
    assert "Nine feet." in text_of(found)
    assert (reasons(found)[told], reasons(found)["Caption"]) == (SAID_TWICE, CONTROLS)


def test_a_sentence_said_twice_in_the_text_is_said_twice() -> None:
    assert text_of(saved(f"{SAID}{PROSE}{SAID}{BUTTONS}{PROSE}")).count("and never hop") == 2


@pytest.mark.parametrize(
    "form",
    [
        "<figure class=wp-block-gallery>{0}{1}</figure>",
        "<figure><ul class=blocks-gallery-grid><li>{0}</li><li>{1}</li></ul></figure>",
        "<div class=carousel><div>{0}</div><div>{1}</div></div>",
    ],
)
def test_the_pictures_of_a_gallery_keep_their_words(form: str) -> None:
    one = "<figure><img src=a.jpg alt=Heel><figcaption>Lift it, 1 of 2.</figcaption></figure>"
    two = "<figure><img src=b.jpg alt=Toe><figcaption>Never past pain.</figcaption></figure>"
    shown = [s for s in saved(PROSE + form.format(one, two)).sections if s.kind == "image"]
    assert [(each.alt, each.caption) for each in shown] == [
        ("Heel", "Lift it, 1 of 2."),
        ("Toe", "Never past pain."),
    ]


def told_in(place: str, items: str, name: str = "ul") -> str:
    return f"<section><h3>{place}</h3><{name}>{items}</{name}></section>"


def other(name: str, words: str = "") -> str:
    picture = f"<a href='/{name}'><img src={name}.jpg alt=''></a>"
    return f"<li>{picture}<h4><a href='/{name}'>{name} in winter</a></h4>{words}</li>"


def test_a_list_of_nothing_but_cards_goes_with_its_heading() -> None:
    items = other("Heels") + other("Toes", "<b>told once more</b>")
    found = saved(f"{PROSE}{told_in('What more there is to see lately', items)}{PROSE}")
    assert reasons(found)["Heels in winter Toes in winter told once more"] == OTHERS
    assert reasons(found)["What more there is to see lately"] == OTHERS


@pytest.mark.parametrize(
    "items",
    [
        other("Heels") + "<li>Take no more than 50 mg.</li>",
        other("Heels", "<p>Do not warm them.</p>") + other("Toes", "<p>Keep them dry.</p>"),
    ],
    ids=["a dose among them", "cards that say something"],
)
def test_a_list_that_says_more_than_where_cards_lead_to_stays(items: str) -> None:
    found = saved(f"{PROSE}{told_in('Seen lately', items)}{PROSE}")
    assert "Heels in winter" in str(found.sections)


def test_a_side_column_of_cards_is_left_out_though_they_begin_their_texts() -> None:
    card = (
        "<article><a href='/{0}'><h2>{0} in winter</h2></a><p>No two {0} are alike.</p></article>"
    )
    column = f"<aside><b>Deals</b>{card.format('Heels')}{card.format('Toes')}</aside>"
    found = saved(f"{PROSE}{column}{PROSE}")
    assert "No two Toes are alike" not in text_of(found)
    assert SIDE in reasons(found).values()
    said = column.replace("<b>Deals</b>", "<p>Take no more than 50 mg a day.</p>")
    assert "no more than 50 mg" in text_of(saved(f"{PROSE}{said}{PROSE}"))


SHARED = (
    "<li><a href='https://www.facebook.com/sharer.php?u=x'>Flock</a></li>"
    "<li><a href='https://twitter.com/intent/tweet?text=x'>Chirp</a></li>"
)


def test_buttons_that_hand_the_page_on_are_known_by_where_they_lead() -> None:
    assert (
        reasons(saved(f"<ul>{SHARED}<li><a href='#'>More</a></li></ul>"))["Flock Chirp More"]
        == SHARE
    )
    profiles = "<p>Ask us:</p><ul><li><a href='https://twitter.com/ward'>Chirp</a></li></ul>"
    assert "Chirp" in text_of(saved(PROSE + profiles))


def test_what_the_page_calls_a_comment_in_its_data_is_one_even_alone() -> None:
    says = "<p>I took 50 mg and slept well all night long.</p>"
    comment = f"<div itemscope itemtype='https://schema.org/Comment'><b>Ada</b>{says}</div>"
    page = "<body><article><h1>Ankles</h1>{0}{1}</article></body>"
    [found] = read(page.format(PROSE, comment))
    assert reasons(found)["Ada I took 50 mg and slept well all night long."] == COMMENTS
    assert "I took 50 mg" in text_of(saved(comment + PROSE)), "above the text it is part of it"


@pytest.mark.parametrize(("rel", "is_left_out"), [("author", True), ("help", False)])
def test_a_few_words_about_the_author_end_a_page(rel: str, is_left_out: bool) -> None:
    about = f"<div><h5><a rel={rel} href='/ada'>Ada Roe</a></h5><p>Ada runs, and mends feet.</p>"
    [found] = read(f"<body><article><h1>Ankles</h1>{PROSE}{about}</div></article></body>")
    assert (reasons(found).get("Ada Roe Ada runs, and mends feet.") == AUTHOR) is is_left_out


def test_which_picture_a_gallery_shows_is_no_text_and_a_score_is() -> None:
    count = "<div><span>Image </span><span>1</span><span> of </span><span>13</span></div>"
    found = saved(f"{PROSE}{count}<div><p>Pain 3 of 10</p></div>{PROSE}")
    assert reasons(found)["Image 1 of 13"] == CONTROLS
    assert "Pain 3 of 10" in text_of(found)


def test_an_article_full_of_links_is_found_beside_a_box_that_has_none() -> None:
    links = "".join(
        f"<a href='/{n}'>{'A page on something else entirely. ' * 3}</a>" for n in "abc"
    )
    told = f"<p>Ada{links} took no more than 50 mg, and then she slept all night.</p>" * 6
    box = "<div class=body><p>Sign up, and have a letter, a card, and a call.</p></div>"
    [found] = read(f"<body><div><article><h1>Sleep</h1>{told}</article></div>{box}</body>")
    assert "took no more than 50 mg" in text_of(found)


def test_a_field_between_two_words_leaves_them_two() -> None:
    field = "<select><option>Red</option></select>"
    found = saved(f"<fieldset><label>Colour</label>{field}<label>Size</label></fieldset>")
    assert "Colour Size" in text_of(found)


def test_what_is_said_above_the_page_to_those_without_scripts_is_listed() -> None:
    found = saved(PROSE, head="<noscript>Please switch <a href='/on'>scripts</a> on</noscript>")
    assert reasons(found)["Please switch scripts on"] == NO_SCRIPT


def test_a_page_that_declares_itself_as_xml_is_read_like_any_other() -> None:
    [found] = read(f"<?xml version='1.0'?><div><h1>Ankles</h1>{PROSE}</div>")
    assert (found.title, found.report.is_proved) == ("Ankles", True)

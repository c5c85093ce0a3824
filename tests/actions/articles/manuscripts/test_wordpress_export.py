"""A WordPress export may hold many articles; pages and posts come in, the rest stays out."""

import pytest

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import SHORTCODE, UNREADABLE_NOTES
from tests.actions.articles.manuscripts.examples import reasons

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Clinic</title>
<item><title>Cold hands</title><content:encoded><![CDATA[
<!-- wp:paragraph --><p>Blood stays in.</p><!-- /wp:paragraph -->
<h2>What helps</h2><ul><li>gloves</li></ul>]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_name>cold-hands</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Warm feet</title><content:encoded><![CDATA[First words of an old post.

[caption id="a" width="3"]<img src="https://example.org/f.jpg" alt="Two feet" /> In wool[/caption]

[gallery ids="1,2"]

<strong>More wool</strong>

Last words.]]></content:encoded><excerpt:encoded><![CDATA[In short: wool.]]></excerpt:encoded>
<wp:post_name>warm-feet</wp:post_name><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
<item><title>feet.jpg</title><wp:post_type>attachment</wp:post_type></item>
<item><title>Binned</title><content:encoded>x</content:encoded><wp:status>trash</wp:status>
<wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def test_posts_and_pages_come_in_with_their_addresses() -> None:
    cold, warm = read_manuscripts(EXPORT.encode(), "export.xml")
    assert (cold.title, cold.slug) == ("Cold hands", "cold-hands")
    assert cold.sections[0].heading == "What helps"
    assert (warm.slug, warm.standfirst) == ("warm-feet", "In short: wool.")


def test_old_posts_have_paragraphs_captions_and_no_shortcodes() -> None:
    _, warm = read_manuscripts(EXPORT.encode())
    picture = next(section for section in warm.sections if section.kind == "image")
    assert (picture.alt, picture.caption) == ("Two feet", "In wool")
    assert warm.report.is_proved
    assert reasons(warm)['[gallery ids="1,2"]'] == SHORTCODE
    assert warm.sections[-1].heading == "More wool"


def test_an_export_without_articles_says_what_to_export() -> None:
    empty = '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel></channel></rss>'
    with pytest.raises(UnreadableManuscript, match="All content"):
        read_manuscripts(empty.encode())


def test_entities_that_multiply_are_not_followed() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "lol "><!ENTITY b "&a;&a;&a;&a;">]>' + EXPORT.split("?>")[1]
    found = read_manuscripts(bomb.replace("Cold hands", "&b;Cold hands").encode())
    assert "lol" not in found[0].title


def test_a_pattern_inside_itself_is_shown_once() -> None:
    pattern = (
        "<item><title>P</title><wp:post_id>7</wp:post_id><wp:post_type>wp_block</wp:post_type>"
        '<content:encoded><![CDATA[<p>No wool in bed.</p><!-- wp:block {"ref":7} /-->]]>'
        "</content:encoded></item>"
    )
    text = EXPORT.replace("</ul>", '</ul><!-- wp:block {"ref":7} /-->')
    cold, _ = read_manuscripts(text.replace("</channel>", f"{pattern}</channel>").encode())
    assert sum(each.body.count("No wool in bed.") for each in cold.sections) == 1
    assert cold.report.is_proved


def test_notes_that_are_damaged_in_the_file_are_listed_as_they_stand() -> None:
    damaged = '[{"content":"Not wet wool."},'
    meta = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>"
        f"<wp:meta_value>{damaged}</wp:meta_value></wp:postmeta></item>"
    )
    cold, _ = read_manuscripts(EXPORT.replace("</item>", meta, 1).encode())
    assert reasons(cold)[damaged] == UNREADABLE_NOTES
    assert cold.report.is_proved


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Salt & water", "Salt & water"),
        ("Salt &amp; water", "Salt & water"),
        ("5&nbsp;mg &ndash; daily", "5 mg – daily"),
        ("Fevers < 38 & > 37", "Fevers < 38 & > 37"),
        ("<![CDATA[Salt & water]]>", "Salt & water"),
        ("A<![CDATA[ & ]]>B & C", "A & B & C"),
        ("<![CDATA[10<sup>6</sup> germs in H<sub>2</sub>O]]>", "10⁶ germs in H₂O"),
        ("Do &lt;del&gt;not&lt;/del&gt; stop", "Do stop"),
    ],
)
def test_a_sign_that_the_file_should_have_escaped_stays(title: str, read: str) -> None:
    [cold, _] = read_manuscripts(EXPORT.replace("Cold hands", title, 1).encode(), "export.xml")
    assert cold.title == read
    assert cold.report.is_proved


def test_blank_lines_part_paragraphs_beside_some_that_are_marked() -> None:
    text = "<p class=c>Rest.</p>\n\nTake 5 ml,\nnot 10.\n\nThen <b>walk</b>.\n\n<div>\nEnd.\n</div>"
    old = EXPORT.replace("First words of an old post.", text)
    feet = read_manuscripts(old.encode(), "export.xml")[1]
    shown = "\n\n".join(part.body for part in feet.sections)
    assert "Take 5 ml,\\\nnot 10.\n\nThen **walk**." in shown

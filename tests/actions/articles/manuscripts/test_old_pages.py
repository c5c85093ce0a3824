"""Pages of the nineties: tables for columns, fonts for headings, line breaks for paragraphs."""

import pytest

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.furniture import FOOT
from models.articles.manuscript import Manuscript
from tests.actions.articles.manuscripts.examples import headings, reasons

FOOT_LINES = (
    "Best viewed with Netscape Navigator 3.0 at 800x600",
    "This page was last changed by the webmaster on 3 March 1998",
    "You are visitor no. 004711",
)


def old_page(foot: str) -> Manuscript:
    page = f"""<html><head><title>Sore throats</title></head><body bgcolor="#FFFFCC"><center>
<table width=600 border=0><tr><td width=120 bgcolor="#CCCCFF" valign=top>
<a href=index.htm>Home</a><br><a href=team.htm>Our team</a><br><a href=l.htm>Links</a></td>
<td valign=top><font face="Arial" size="+3"><b>Sore throats</b></font><br><br>
<font face="Arial" size=2>Most sore throats come from a virus, and are gone within a week.<br><br>
Drink plenty, and take no more than 8 tablets in 24 hours.<br><br>
<b>When to come in</b><br><br>
Come in when you cannot swallow, or when the fever does not fall.<br>
Children under 2 come in at once.<br><br>
We give <font color=red>no antibiotics</font> for a virus, for they do not help.</font><br><br>
<hr><font size=1>{foot}</font></td></tr></table></center></body></html>"""
    [found] = read_manuscripts(page.encode("cp1252"), "throat.htm")
    assert found.report.is_proved
    return found


@pytest.fixture
def throats() -> Manuscript:
    return old_page("<br>".join(FOOT_LINES))


def test_two_line_breaks_part_paragraphs_and_bold_lines_are_headings(throats: Manuscript) -> None:
    assert throats.title == "Sore throats"
    assert throats.standfirst.split("\n\n") == [
        "Most sore throats come from a virus, and are gone within a week.",
        "Drink plenty, and take no more than 8 tablets in 24 hours.",
    ]
    assert headings(throats) == ["When to come in"]


def test_one_line_break_parts_lines_and_a_font_cuts_no_sentence(throats: Manuscript) -> None:
    come_in, antibiotics = throats.sections[0].body.split("\n\n")
    assert [line.strip("\\ ") for line in come_in.splitlines()] == [
        "Come in when you cannot swallow, or when the fever does not fall.",
        "Children under 2 come in at once.",
    ]
    assert antibiotics == "We give no antibiotics for a virus, for they do not help."


def test_the_column_of_links_and_the_foot_are_listed(throats: Manuscript) -> None:
    listed = reasons(throats)
    assert "Home Our team Links" in listed
    assert listed[" ".join(FOOT_LINES)] == FOOT


@pytest.mark.parametrize("line", FOOT_LINES)
def test_each_line_of_the_foot_is_known_alone(line: str) -> None:
    assert reasons(old_page(line))[line] == FOOT


def test_a_foot_with_a_line_of_the_article_stays_whole() -> None:
    found = old_page(f"{FOOT_LINES[0]}<br>Never give a child aspirin.")
    assert "Never give a child aspirin." in found.sections[-1].body

"""What an import left out goes back to its place with one click, and out again with another."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.importing import import_article
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.omissions import (
    has_omissions,
    leave_out_again,
    look_up_omissions,
    put_back_omission,
)
from actions.articles.refusals import OmissionChanged, SectionGone
from actions.articles.sections import delete_section, save_section
from models.articles.article import Article, Section, sections_of
from models.articles.content import SectionContent
from models.articles.markdown import plain_text
from models.imports.omission import Omission
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed

PAGE = """<html><head><title>Sprains | Quay Clinic</title></head><body>
<nav><a href=/>Home</a> <a href=/team>The team</a></nav><article><h1>Sprains</h1>
<p>A sprain is a torn band, and it mends by itself in most people within six weeks.</p>
<h2>First days</h2><p>Keep the foot up, and move the toes every hour while you are awake.</p>
<div class="share"><a href=/f>Send it to * friends</a> <a href=/g>Keep a copy</a></div>
<p>Cool it for ten minutes, with a cloth between the ice and your skin, several times a day.</p>
<figure><img src=f.jpg alt="A foot on a stool"></figure>
<p>After a week, walk a little further each day, as far as it does not hurt you at night.</p>
<p style="display:none">Never run in the first week.</p></article>
<footer>Quay Clinic, 3 Quay Street</footer></body></html>"""


@pytest.fixture
def sprains(session: Session, ed: Actor) -> Article:
    [manuscript] = read_manuscripts(PAGE.encode(), "sprains.html")
    article = import_article(session, manuscript, by=ed)
    session.flush()
    return article


def part(session: Session, article: Article, words: str, by: Actor) -> Omission:
    found = look_up_omissions(session, article.id, by=by)
    return next(each for each in found if words in each.text)


def whole(session: Session, article: Article) -> list[tuple[str, list[str]]]:
    session.expire_all()
    manuscript = manuscript_of(session, article)
    texts = [
        ("", manuscript.standfirst),
        *((each.heading, each.body) for each in manuscript.sections),
    ]
    return [(heading, body.split("\n\n")) for heading, body in texts]


def test_all_that_was_left_out_is_kept_beside_the_article_with_its_reason(
    session: Session, sprains: Article, ed: Actor
) -> None:
    kept = {each.text: each.reason for each in look_up_omissions(session, sprains.id, by=ed)}
    assert kept["Never run in the first week."] == "Hidden from readers where it came from"
    assert kept["Quay Clinic, 3 Quay Street"] == "The foot of the page"
    assert kept["Send it to * friends Keep a copy"] == "Buttons for sharing the page"
    assert has_omissions(session, sprains.id, by=ed)


def test_a_part_goes_back_to_the_paragraph_it_stood_behind(
    session: Session, sprains: Article, ed: Actor
) -> None:
    share = part(session, sprains, "friends", ed)
    back = put_back_omission(session, share.id, by=ed)
    heading, paragraphs = whole(session, sprains)[1]
    assert (heading, len(paragraphs)) == ("First days", 3)
    assert paragraphs[0].startswith("Keep the foot up")
    assert plain_text(paragraphs[1]).strip() == "Send it to * friends Keep a copy"
    assert session.scalars(sections_of(sprains.id)).all()[1].id == back


@pytest.mark.parametrize(
    ("words", "section", "place"),
    [("The team", 0, 0), ("Never run", -1, -1), ("3 Quay Street", -1, -1)],
    ids=["above the text", "behind the last paragraph", "below it"],
)
def test_each_has_its_place(  # noqa: PLR0917  pytest hands fixtures over by place
    session: Session, sprains: Article, ed: Actor, words: str, section: int, place: int
) -> None:
    put_back_omission(session, part(session, sprains, words, ed).id, by=ed)
    _, paragraphs = whole(session, sprains)[section]
    assert words in paragraphs[place]


def test_undo_takes_out_this_part_and_nothing_else(
    session: Session, sprains: Article, ed: Actor
) -> None:
    before = whole(session, sprains)
    for each in look_up_omissions(session, sprains.id, by=ed):
        put_back_omission(session, each.id, by=ed)
        put_back_omission(session, each.id, by=ed)
        session.flush()
    assert sum(len(body) for _, body in whole(session, sprains)) > sum(map(len, before))
    for each in look_up_omissions(session, sprains.id, by=ed):
        leave_out_again(session, each.id, by=ed)
        leave_out_again(session, each.id, by=ed)
        session.flush()
    assert whole(session, sprains) == before


def test_a_part_whose_neighbours_are_gone_stands_at_the_end_of_the_last_text(
    session: Session, sprains: Article, ed: Actor
) -> None:
    for each in session.scalars(sections_of(sprains.id)).all():
        other = SectionContent(
            heading="Other", body="Nothing of the old words." if each.draft.body else ""
        )
        save_section(session, each.id, other, based_on=each.latest, by=ed)
    session.flush()
    put_back_omission(session, part(session, sprains, "friends", ed).id, by=ed)
    assert "friends" in whole(session, sprains)[-1][1][-1]


def test_what_was_rewritten_since_is_not_taken_out(
    session: Session, sprains: Article, ed: Actor
) -> None:
    hidden = part(session, sprains, "Never run", ed)
    back = put_back_omission(session, hidden.id, by=ed)
    session.flush()
    section = session.get_one(Section, back)
    session.refresh(section, ["draft", "latest"])
    told = section.draft.body.replace("Never run", "Do not run")
    save_section(session, back, SectionContent(body=told), based_on=section.latest, by=ed)
    with pytest.raises(OmissionChanged, match="reads differently"):
        leave_out_again(session, hidden.id, by=ed)


def test_a_part_that_is_not_there_or_stands_in_a_deleted_section_is_refused(
    session: Session, sprains: Article, ed: Actor
) -> None:
    with pytest.raises(OmissionChanged, match="no such part"):
        put_back_omission(session, 4711, by=ed)
    hidden = part(session, sprains, "Never run", ed)
    delete_section(session, put_back_omission(session, hidden.id, by=ed), by=ed)
    with pytest.raises(SectionGone):
        leave_out_again(session, hidden.id, by=ed)


def test_the_log_tells_which_part_and_none_of_its_words(
    session: Session, sprains: Article, ed: Actor
) -> None:
    hidden = part(session, sprains, "Never run", ed)
    back = put_back_omission(session, hidden.id, by=ed)
    leave_out_again(session, hidden.id, by=ed)
    told = select(LogEntry).where(
        LogEntry.action.in_(["article.put_back", "article.left_out_again"])
    )
    assert [each.details for each in session.scalars(told.order_by(LogEntry.id))] == [
        {"section": back, "omission": hidden.id},
        {"section": None, "omission": hidden.id},
    ]


def test_only_those_who_write_put_anything_back(
    fay: Actor, cleo: Actor, session: Session, sprains: Article, ed: Actor
) -> None:
    hidden = part(session, sprains, "Never run", ed)
    for other in (fay, cleo):
        for act in (put_back_omission, leave_out_again):
            with pytest.raises(NotAllowed):
                act(session, hidden.id, by=other)
        with pytest.raises(NotAllowed):
            look_up_omissions(session, sprains.id, by=other)
    assert "Never run" not in str(whole(session, sprains))

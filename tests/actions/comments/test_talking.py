"""Talking about a text beside it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.articles.lifecycle import trash_article
from actions.articles.sections import delete_section, save_section, undelete_section
from actions.comments.drafts import keep_comment_draft, keep_typed_answer, keep_typed_comment
from actions.comments.reading import is_saved_passage, talk_about
from actions.comments.talking import (
    CommentGone,
    NotYours,
    delete_comment,
    edit_comment,
    reopen_thread,
    reply_to,
    resolve_thread,
    see_mentions,
    write_comment,
)
from models.articles.content import SectionContent
from models.base.text import BadText
from models.comments.comment import Comment, CommentDraft, Mention, articles_mentioning
from models.library.article_filter import ArticleFilter
from models.library.article_found import found
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, StaffMember
from tests.articles import Written


def threads(session: Session, article: Written, by: Actor) -> list[tuple[str, bool, list[str]]]:
    session.flush()
    session.expire_all()
    talk = talk_about(session, article.id, [], by=by)
    return [
        (each.first.text, each.is_passage_there, [reply.text for reply in each.replies])
        for each in talk.threads
    ]


def asked(session: Session, who: Actor) -> list[str]:
    return [row[0].slug for row in session.execute(articles_mentioning(who.id or 0))]


def test_a_clinician_comments_and_an_editor_answers(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    first = write_comment(session, tides.sections[1], "Is it *so*?", by=cleo)
    resolve_thread(session, first.id, by=ed)
    assert first.resolved_by_id == ed.id
    reply_to(session, first.id, "It is.", by=ed)
    assert first.resolved_at is None
    assert threads(session, tides, ed) == [("Is it *so*?", True, ["It is."])]
    resolve_thread(session, first.id, by=ed)
    reopen_thread(session, first.id, by=cleo)
    assert first.resolved_by_id is None


def test_the_anchor_survives_edits_elsewhere_and_tells_when_it_is_gone(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    write_comment(session, section, "Why?", quote="About  spring.", by=ed)
    longer = SectionContent(body="Before.\n\nAbout *spring*. After.")
    save_section(session, section, longer, based_on=2, by=ed)
    assert threads(session, tides, ed) == [("Why?", True, [])]
    session.flush()
    save_section(session, section, SectionContent(body="Other."), based_on=3, by=ed)
    assert threads(session, tides, ed) == [("Why?", False, [])]
    assert session.scalars(select(Comment.quote)).all() == ["About spring."]


def test_a_deleted_section_keeps_its_threads_and_brings_them_back(
    session: Session, ed: Actor, tides: Written
) -> None:
    write_comment(session, tides.sections[1], "Why?", by=ed)
    delete_section(session, tides.sections[1], by=ed)
    assert threads(session, tides, ed) == [("Why?", False, [])]
    undelete_section(session, tides.sections[1], by=ed)
    assert threads(session, tides, ed) == [("Why?", True, [])]


def test_those_mentioned_are_asked_until_they_look(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    text = "@Cleo, @mo. and @front; not me@mo.example, @nobody or @ed"
    write_comment(session, tides.sections[1], text, by=ed)
    assert set(session.scalars(select(Mention.staff_id))) == {cleo.id, mo.id}
    assert (asked(session, cleo), asked(session, ed)) == (["tides"], [])
    see_mentions(session, tides.id, by=cleo)
    session.flush()
    assert (asked(session, cleo), asked(session, mo)) == ([], ["tides"])


def test_the_front_desk_is_not_asked_about_texts(
    session: Session, ed: Actor, fay: Actor, tides: Written
) -> None:
    write_comment(session, tides.sections[1], "@fay", by=ed)
    assert session.scalars(select(Mention)).all() == []


def test_a_closed_account_is_not_mentioned(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    session.execute(update(StaffMember).where(StaffMember.id == cleo.id).values(is_active=False))
    write_comment(session, tides.sections[1], "@cleo", by=ed)
    assert session.scalars(select(Mention)).all() == []


def test_only_who_wrote_it_changes_or_deletes_it(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    first = write_comment(session, tides.sections[1], "Mine", by=cleo)
    for act in (lambda: edit_comment(session, first.id, "x", by=ed),
                 lambda: delete_comment(session, first.id, by=mo)):  # fmt: skip
        with pytest.raises(NotYours):
            act()
    edit_comment(session, first.id, "Mine, @mo", by=cleo)
    assert first.edited_at
    assert asked(session, mo) == ["tides"]
    reply_to(session, first.id, "Yes", by=ed)
    delete_comment(session, first.id, by=cleo)
    assert threads(session, tides, ed) == [("", True, ["Yes"])]
    assert asked(session, mo) == []


def test_a_thread_without_words_is_gone(session: Session, ed: Actor, tides: Written) -> None:
    first = write_comment(session, tides.sections[1], "x", by=ed)
    delete_comment(session, first.id, by=ed)
    assert threads(session, tides, ed) == []
    with pytest.raises(CommentGone):
        edit_comment(session, first.id, "again", by=ed)


@pytest.mark.parametrize("text", ["", "  \n ", "a\0b", "\ud800", "x" * 4001])
def test_what_cannot_be_kept_is_refused(
    session: Session, ed: Actor, tides: Written, text: str
) -> None:
    with pytest.raises(BadText):
        write_comment(session, tides.sections[1], text, by=ed)


def test_nothing_is_said_about_what_is_not_there(
    session: Session, ed: Actor, tides: Written
) -> None:
    first = write_comment(session, tides.sections[1], "x", by=ed)
    reply = reply_to(session, first.id, "y", by=ed)
    for act in (
        lambda: write_comment(session, 999, "x", by=ed),
        lambda: reply_to(session, 999, "x", by=ed),
        lambda: reply_to(session, reply.id, "x", by=ed),
        lambda: resolve_thread(session, reply.id, by=ed),
    ):
        with pytest.raises(CommentGone):
            act()
    trash_article(session, tides.id, by=ed)
    with pytest.raises(CommentGone):
        reply_to(session, first.id, "x", by=ed)


def test_a_half_typed_comment_is_kept_until_it_is_sent(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    keep_comment_draft(session, section, 0, "Half", by=ed)
    session.flush()
    assert talk_about(session, tides.id, [section], by=ed).drafts == {(section, 0): "Half"}
    assert talk_about(session, tides.id, [section], by=cleo).drafts == {}
    write_comment(session, section, "Half a word", by=ed)
    session.flush()
    assert session.scalars(select(CommentDraft)).all() == []


def test_what_is_typed_is_kept_and_what_comes_late_begins_nothing(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    assert keep_typed_comment(session, section, 0, "Is this", by=ed)
    assert talk_about(session, tides.id, [section], by=ed).drafts == {(section, 0): "Is this"}
    first = write_comment(session, section, "Is this so?", by=ed)
    session.flush()
    write_comment(session, section, "And that?", by=ed)
    session.flush()
    assert keep_typed_comment(session, section, 0, "Is this s", by=ed) is None
    assert keep_typed_answer(session, first.id, "It", by=ed)
    assert keep_typed_answer(session, first.id, "", by=ed) is None
    assert session.scalars(select(CommentDraft)).all() == []
    with pytest.raises(CommentGone):
        keep_typed_answer(session, 999, "It", by=ed)


def test_words_of_the_saved_text_can_be_talked_about(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    text = SectionContent(
        heading="Spring", body="One **bold** word[^1], *two* more.\n\n[^1]: A note"
    )
    save_section(session, section, text, based_on=2, by=ed)
    session.flush()
    for quote in ("bold word, two", "one BOLD", "Spring"):
        assert is_saved_passage(session, section, quote, by=ed), quote
    assert not is_saved_passage(session, section, "not there", by=ed)
    assert not is_saved_passage(session, 999, "bold", by=ed)


def test_articles_are_found_by_what_is_said_beside_them(
    session: Session, ed: Actor, tides: Written
) -> None:
    def ids(term: str) -> list[int]:
        session.flush()
        return list(session.scalars(found(ArticleFilter(term=term))))

    comment = write_comment(session, tides.sections[1], "Ask the harbourmaster", by=ed)
    assert ids("harbourm") == ids("tides harbourmaster") == [tides.id]
    edit_comment(session, comment.id, "Ask the captain", by=ed)
    assert (ids("harbourmaster"), ids("captain")) == ([], [tides.id])
    delete_comment(session, comment.id, by=ed)
    assert ids("captain") == []


def test_the_log_holds_no_words(session: Session, ed: Actor, tides: Written) -> None:
    write_comment(session, tides.sections[1], "secretword", quote="About spring", by=ed)
    told = session.scalars(select(LogEntry)).all()
    assert "comment.written" in {entry.action for entry in told}
    assert not any("secretword" in str(e.details) or "spring" in str(e.details) for e in told)


@pytest.mark.parametrize(
    "act",
    [
        lambda session, by: write_comment(session, 1, "x", by=by),
        lambda session, by: reply_to(session, 1, "x", by=by),
        lambda session, by: edit_comment(session, 1, "x", by=by),
        lambda session, by: delete_comment(session, 1, by=by),
        lambda session, by: resolve_thread(session, 1, by=by),
        lambda session, by: reopen_thread(session, 1, by=by),
        lambda session, by: see_mentions(session, 1, by=by),
        lambda session, by: keep_comment_draft(session, 1, 0, "x", by=by),
        lambda session, by: keep_typed_comment(session, 1, 0, "x", by=by),
        lambda session, by: keep_typed_answer(session, 1, "x", by=by),
        lambda session, by: is_saved_passage(session, 1, "x", by=by),
        lambda session, by: talk_about(session, 1, [], by=by),
    ],
)
def test_the_front_desk_has_no_part_in_it(
    session: Session, fay: Actor, act: Callable[[Session, Actor], object]
) -> None:
    with pytest.raises(NotAllowed):
        act(session, fay)

"""Review, comments and home say by themselves that a colleague changed them."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from actions.comments.talking import write_comment
from actions.reviews.reading import where_review_stands
from actions.reviews.reviewing import send_back, submit_for_review
from desk.widgets.changed_line import _is_changed
from models.base.database import reading, writing
from models.staff.member import Actor, NotAllowed, Permission
from tests.articles import Written
from tests.reviews import approve_section, edit

Open = Callable[..., AppTest]


def stands(article: Written, by: Actor) -> object:
    with reading() as session:
        return where_review_stands(session, article.id, by=by)


def test_a_review_stands_otherwise_after_each_answer_request_and_save(
    ed: Actor, cleo: Actor, tides: Written
) -> None:
    seen = [stands(tides, ed)]
    acts: tuple[Callable[[Session], object], ...] = (
        lambda session: submit_for_review(session, tides.id, by=ed),
        lambda session: approve_section(session, tides.sections[1], 2, by=cleo),
        lambda session: send_back(session, tides.sections[2], 2, "No.", by=cleo),
        lambda session: edit(session, tides.sections[2], ed),
    )
    for act in acts:
        with writing() as session:
            act(session)
        assert stands(tides, ed) not in seen
        seen.append(stands(tides, ed))
    assert stands(tides, cleo) == seen[-1]


def test_a_screen_just_drawn_has_nothing_new_to_say(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        write_comment(session, tides.sections[1], "So?", by=cleo)
    for panel in ("Review", "Comments"):
        desk = open_desk("article", ed, slug="tides", panel=panel)
        assert not desk.exception
        assert "Show" not in [each.label for each in desk.button]
    assert "Show" not in [each.label for each in open_desk("", ed).button]


def test_who_was_demoted_is_told_nothing(fay: Actor, ed: Actor, tides: Written) -> None:
    def refused() -> object:
        raise NotAllowed("Fay", Permission.READ_ARTICLES)

    assert not _is_changed(1, refused)
    assert _is_changed(1, lambda: stands(tides, ed))
    assert not _is_changed(1, lambda: stands(tides, fay))

"""The table of moves: who may do what from where."""

import pytest

from models.articles.article import ArticleState
from models.reviews.review import ReviewState
from models.reviews.workflow import RULES, Move, moves_open_to
from models.staff.member import PERMISSIONS, Actor, Role

OF_EDITORS = {Move.SUBMIT, Move.TRASH}
OF_MANAGERS = set(Move) - {Move.SIGN_OFF, Move.RESTORE, Move.WITHDRAW, Move.TAKE_BACK}
MAY: dict[Role, set[Move]] = {
    Role.EDITOR: OF_EDITORS,
    Role.CLINICIAN: {Move.APPROVE, Move.SEND_BACK, Move.SIGN_OFF},
    Role.FRONT_DESK: set(),
    Role.MANAGER: OF_MANAGERS,
    Role.ADMINISTRATOR: OF_MANAGERS,
}


def somebody(role: Role) -> Actor:
    return Actor(1, "Somebody", PERMISSIONS[role], role)


@pytest.mark.parametrize("role", Role)
def test_what_each_role_can_do_with_a_draft(role: Role) -> None:
    found = moves_open_to(somebody(role), ArticleState.DRAFT, ReviewState.NONE)
    assert found == MAY[role]


def test_a_public_article_is_withdrawn_and_trashed_by_those_who_may_publish() -> None:
    state = ArticleState.PUBLISHED
    assert moves_open_to(somebody(Role.EDITOR), state, ReviewState.NONE) == {Move.SUBMIT}
    manager = moves_open_to(somebody(Role.MANAGER), state, ReviewState.NONE)
    assert {Move.WITHDRAW, Move.TRASH} <= manager


def test_what_is_in_review_is_not_submitted_again() -> None:
    editor = somebody(Role.EDITOR)
    assert Move.SUBMIT not in moves_open_to(editor, ArticleState.DRAFT, ReviewState.IN_REVIEW)
    assert Move.SUBMIT in moves_open_to(editor, ArticleState.DRAFT, ReviewState.SENT_BACK)


def test_a_request_is_taken_back_while_it_stands_by_those_who_write() -> None:
    in_review = ArticleState.DRAFT, ReviewState.IN_REVIEW
    able = {role for role in Role if Move.TAKE_BACK in moves_open_to(somebody(role), *in_review)}
    assert able == {Role.EDITOR, Role.MANAGER, Role.ADMINISTRATOR}


def test_out_of_the_trash_leads_one_way() -> None:
    for role in Role:
        found = moves_open_to(somebody(role), ArticleState.TRASH, ReviewState.APPROVED)
        assert found <= {Move.RESTORE}


def test_every_move_has_its_rule() -> None:
    assert set(RULES) == set(Move)

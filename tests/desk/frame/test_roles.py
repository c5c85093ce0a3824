from collections.abc import Callable

import pytest

from desk.frame.navigation import SCREENS, Screen
from models.staff.member import PERMISSIONS, Actor, Permission, Role
from tests.desk.opening import open_desk

BELOW_HOME = [screen for screen in SCREENS if screen.address]
ALLOWED: dict[Role, set[str]] = {
    Role.EDITOR: {
        *("articles", "article", "replace", "claims", "library"),
        *("account", "notices", "search"),
    },
    Role.CLINICIAN: {"articles", "article", "claims", "library", "account", "notices", "search"},
    Role.FRONT_DESK: {"enquiries", "appointments", "person", "workload", "account", "search"},
    Role.MANAGER: {
        *("enquiries", "articles", "article", "claims", "library", "exports", "imports", "reports"),
        *("settings", "account", "replace", "person", "appointments", "workload"),
        *("notices", "search"),
    },
    Role.ADMINISTRATOR: {screen.address for screen in BELOW_HOME},
}


def title(screen: Screen, by: Actor | None) -> str:
    desk = open_desk(screen.address, by)
    assert not desk.exception, desk.exception
    return " ".join(heading.value for heading in desk.title)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_own_pages_and_lands_at_home_for_the_rest(
    hire: Callable[[str, Role], Actor], role: Role
) -> None:
    by = hire("somebody", role)
    for screen in BELOW_HOME:
        is_home = title(screen, by).startswith("Good ")

        assert is_home == (screen.address not in ALLOWED[role]), screen


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_stranger_gets_the_form_on_every_page(screen: Screen) -> None:
    desk = open_desk(screen.address, None)

    assert [field.label for field in desk.text_input] == ["Username", "Password"]
    assert not desk.sidebar.children


def test_no_role_has_a_permission_that_nobody_thought_of() -> None:
    own = {Permission.USE_DESK, Permission.SECURE_ACCOUNT}
    clinician = {*own, Permission.READ_ARTICLES, Permission.APPROVE_ARTICLES}
    assert PERMISSIONS[Role.CLINICIAN] == clinician
    assert Permission.APPROVE_ARTICLES not in PERMISSIONS[Role.EDITOR]
    for role in (Role.EDITOR, Role.CLINICIAN, Role.FRONT_DESK):
        assert Permission.EXPORT_ENQUIRIES not in PERMISSIONS[role]
        assert Permission.PUBLISH_ARTICLES not in PERMISSIONS[role]
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert Permission.MANAGE_STAFF not in PERMISSIONS[role]
        assert Permission.READ_LOG not in PERMISSIONS[role]

import pytest

from desk.frame import heap, sign_in
from models.staff.member import Actor
from tests.desk.opening import open_desk


def test_a_stranger_sees_only_the_sign_in_form() -> None:
    desk = open_desk("account", None)

    assert not desk.exception
    assert [field.label for field in desk.text_input] == ["Username", "Password"]
    assert not desk.sidebar.button


def test_the_sidebar_names_who_is_signed_in(mo: Actor) -> None:
    desk = open_desk("account", mo)

    assert not desk.exception
    assert "Mo Example" in desk.sidebar.markdown[0].value
    assert [button.label for button in desk.sidebar.button] == ["Sign out"]


def test_an_invented_address_is_never_frozen(mo: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no address line, so the one function that reads it is stood in for."""
    monkeypatch.setattr(heap, "_frozen", set())
    for asked in ("account", "nowhere", "nowhere_else", "staff"):
        monkeypatch.setattr(sign_in, "page_asked_for", lambda asked=asked: asked)
        assert not open_desk("", mo).exception

    assert heap._frozen == {"account"}

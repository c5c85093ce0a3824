"""Settings being written: what the boxes began with, and a save that never undoes a colleague's."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import streamlit as st
from sqlalchemy.orm import Session

from actions.clinic.settings import Known, StaleSetting, change_setting, read_setting
from desk.frame.acting import Unless, attempt
from desk.frame.messages import escaped, say
from models.base.database import reading
from models.base.text import BadText
from models.staff.member import ROLE_TITLES, Actor, Role

_MEANWHILE = (
    "A colleague changed this while you were here. What they saved stands below; "
    "yours is still in the boxes."
)


@dataclass(slots=True)
class SettingForm:
    """`began` is what the boxes began with; `turn` counts their beginnings and is in each key."""

    name: str
    began: dict[str, Known]
    newest: dict[str, Known]
    turn: int = 1
    given: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        return self.began[name].value

    def key(self, name: str, part: str = "") -> str:
        return f"set-{name}{part and f'-{part}'}-{self.turn}"

    def box(self, name: str, shown: Any, part: str = "") -> dict[str, Any]:
        """Value and key of the widget for one setting, or for one `part` of it.

        What is typed survives a look elsewhere.
        """
        key = self.key(name, part)
        self.given[key] = shown
        return {"value": shown, "key": key, "persist_state": "session"}

    def roles(self, name: str, label: str, roles: Iterable[Role]) -> Callable[[], list[str]]:
        """The box for a setting that holds roles; what is called then reads it."""
        key, offered = self.key(name), [role.value for role in roles]
        self.given[key] = chosen = [role for role in offered if role in self.value(name)]
        st.multiselect(
            label,
            offered,
            default=chosen,
            format_func=lambda role: ROLE_TITLES[Role(role)],
            placeholder="Nobody",
            key=key,
            persist_state="session",
        )
        return lambda: sorted(st.session_state[key])

    def save(self, wanted: Callable[[], dict[str, Any]], *, label: str = "Save") -> None:
        """The button below the boxes. `wanted` reads them, by setting, and may raise BadText.

        Its key names the versions on the screen: a click on older ones saves nothing.
        """
        is_behind = self.newest != self.began
        if is_behind:
            self._show_newest()
        words = "Put mine in its place" if is_behind else label
        with st.container(horizontal=True):
            asked = st.button(words, type="primary", key=self._save_key())
            if is_behind and st.button("Take theirs", key=f"theirs-{self.name}"):
                self._begin_anew()
                st.rerun()
        if asked:
            self._save(wanted)

    def _save_key(self) -> str:
        versions = "-".join(str(known.version) for known in self.newest.values())
        return f"save-{self.name}-{versions}"

    def _save(self, wanted: Callable[[], dict[str, Any]]) -> None:
        def change(session: Session, by: Actor) -> None:
            for name, value in wanted().items():
                if value != self.value(name):
                    version = self.newest[name].version
                    change_setting(session, name, value, version=version, by=by)

        elsewhere: Unless = {
            BadText: lambda bad: st.error(escaped(bad.sentence)),
            StaleSetting: lambda _: st.rerun(),  # which shows the newest beside what was typed
        }
        if attempt(change, tell=st.error, unless=elsewhere):
            self._begin_anew()
            say("Saved.")

    def _show_newest(self) -> None:
        st.warning(_MEANWHILE, icon=":material/sync_problem:")
        for name, known in self.newest.items():
            if known != self.began[name]:
                st.code(_shown(known.value), language=None, wrap_lines=True)

    def _begin_anew(self) -> None:
        st.session_state.pop(_key(self.name), None)
        st.session_state[f"{_key(self.name)}-turn"] = self.turn + 1

    @property
    def is_typed_in(self) -> bool:
        return any(st.session_state.get(key, shown) != shown for key, shown in self.given.items())


def setting_form(name: str, settings: Sequence[str], by: Actor) -> SettingForm:
    """The form as this person left it; begun anew when they typed nothing and it changed."""
    with reading() as session:
        newest = {each: read_setting(session, each, by=by) for each in settings}
    form = cast("SettingForm | None", st.session_state.get(_key(name)))
    if form is None or (form.began != newest and not form.is_typed_in):
        turn = st.session_state.get(f"{_key(name)}-turn", 1) if form is None else form.turn + 1
        form = SettingForm(name, newest, newest, turn)
        st.session_state[_key(name)] = form
    form.newest = newest
    return form


def _key(name: str) -> str:
    return f"settings.{name}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_shown, value))
    return "\n".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def lines_of(value: Sequence[str]) -> str:
    return "\n".join(value)

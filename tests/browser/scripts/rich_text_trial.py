"""A page for trying the editor: what it returns is written to a file, byte for byte."""

import json
import os
import time
from fcntl import LOCK_EX, flock
from pathlib import Path

import streamlit as st

from desk.widgets.rich_text.box import rewrite, rich_text
from desk.widgets.rich_text.told import ForPictures, Picture, Problem

case = st.query_params.get("case", "one")
start = json.loads((Path(os.environ["TRIAL"]) / f"{case}.json").read_text("utf-8"))
saved: dict[str, str] = st.session_state.setdefault("saved", dict(start["texts"]))
texts: dict[str, str] = {}


def report(**more: object) -> None:
    """A run that was overtaken may still be here: it stops at its session, one goes at a time."""
    place = Path(os.environ["TRIAL"]) / f"{case}.out.json"
    with place.with_suffix(".lock").open("w") as turn:
        flock(turn, LOCK_EX)
        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        counts = {name: st.session_state.get(name, 0) for name in ("runs", "saves")}
        said = {"texts": texts, "saved": saved, **counts, **more}
        place.with_suffix(".new").write_text(json.dumps(said), "utf-8")
        place.with_suffix(".new").replace(place)


def save() -> None:
    saved.update(texts)
    st.session_state["saves"] = st.session_state.get("saves", 0) + 1
    st.toast("Saved")


def ask() -> None:
    """Somebody wants a picture, and gets this one."""
    st.session_state["asked"] = st.session_state.get("asked", 0) + 1
    named = str(st.session_state["asked"])
    st.session_state["picture"] = Picture(named, start["picture"], f"A [sea] {named}")


def editors() -> None:
    for name, text in saved.items():
        if start.get("hide") and st.session_state.get("hidden"):
            continue
        pictures = ForPictures(ask, st.session_state.get("picture")) if "picture" in start else None
        problems = [Problem(**each) for each in start.get("problems", ())]
        texts[name] = rich_text(
            name, text, key=f"text-{name}", problems=problems, pictures=pictures
        )


shape = start.get("shape", "plain")
st.title("Trial")
if start.get("hide"):
    st.toggle("Hidden", key="hidden")
if shape == "form":
    with st.form("whole"):
        editors()
        if st.form_submit_button("Save", shortcut="Ctrl+S"):
            save()
else:
    editors()
    if st.button("Save", shortcut="Ctrl+S"):
        save()
if shape == "beside":
    with st.form("other"):
        st.text_input("Comment")
        if st.form_submit_button("Send"):
            save()
if st.button("Replace"):
    saved.update(dict.fromkeys(saved, "Somebody *else's* text"))
    st.rerun()


def discard() -> None:
    for name, text in saved.items():
        rewrite(f"text-{name}", text)


st.button("Discard", on_click=discard)
st.button("Forget", on_click=st.session_state.clear)
if shape == "ticking":

    @st.fragment(run_every=0.2)
    def ticking() -> None:
        st.caption(f"{time.monotonic():.1f}")
        if int(time.monotonic() * 5) % 4 == 0:
            st.rerun()

    ticking()
report(shape=shape)

"""A page for trying the outline: what it returns is written to a file."""

import json
import os
from pathlib import Path

import streamlit as st

from desk.widgets.outline import outline

case = st.query_params.get("case", "one")
start = json.loads((Path(os.environ["TRIAL"]) / f"{case}.json").read_text("utf-8"))
order: list[str] = st.session_state.setdefault("order", list(start["titles"]))
done: list[list[str]] = st.session_state.setdefault("done", [])


def report() -> None:
    place = Path(os.environ["TRIAL"]) / f"{case}.out.json"
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    said = {"order": st.session_state["order"], "done": done, "runs": st.session_state["runs"]}
    place.with_suffix(".new").write_text(json.dumps(said), "utf-8")
    place.with_suffix(".new").replace(place)


def open_one(chosen: str) -> None:
    done.append(["opened", chosen])
    st.session_state["current"] = chosen


def move_one(chosen: str, new_order: list[str]) -> None:
    done.append(["moved", chosen])
    st.session_state["order"] = new_order


st.button("Run again")
outline(
    [(each, start["titles"][each]) for each in order],
    key="outline",
    current=st.session_state.get("current"),
    hidden=set(start.get("hidden", [])),
    can_move=start.get("can_move", True),
    opened=open_one,
    moved=move_one,
)
report()

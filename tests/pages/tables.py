"""What a table on a screen shows, as a test reads it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def drawn_component(desk: AppTest, name: str) -> dict[str, Any]:
    """All that the first component of this name was given; empty where there is none."""
    for element in desk.get("bidi_component"):
        if element.proto.component_name.endswith(name):
            told: dict[str, Any] = json.loads(element.proto.json)
            return told
    return {}


def drawn_table(desk: AppTest) -> dict[str, Any]:
    return drawn_component(desk, "copydesk_table")


def headings(desk: AppTest) -> list[str]:
    return [column["name"] for column in drawn_table(desk)["columns"]]


def cells(desk: AppTest, heading: str) -> list[Any]:
    place = headings(desk).index(heading)
    return [row["cells"][place] for row in drawn_table(desk)["rows"]]


def names(desk: AppTest) -> list[str]:
    assert not desk.exception
    return [row["name"] for row in drawn_table(desk).get("rows", [])]

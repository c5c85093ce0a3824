"""Colleagues' browsers."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.desk import opening


@pytest.fixture(autouse=True)
def _no_error_of_ours(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test looks at: an error anywhere on the page is one."""
    yield
    for when in ("setup", "call"):
        for record in caplog.get_records(when):
            assert record.name != "streamlit.error_util", record.exc_text or record.getMessage()


@pytest.fixture
def open_desk() -> Callable[..., AppTest]:
    """Opens a page of the desk as a colleague, or as a stranger."""
    return opening.open_desk


@pytest.fixture
def in_the_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on the browsers are phones: Streamlit's trial of a page sends no headers."""
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/139.0 Mobile Safari/537.36"}
    return lambda: monkeypatch.setattr(type(st.context), "headers", phone)

"""Colleagues' browsers."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.desk import opening


@pytest.fixture
def open_desk() -> Callable[..., AppTest]:
    """Opens a page of the desk as a colleague, or as a stranger."""
    return opening.open_desk

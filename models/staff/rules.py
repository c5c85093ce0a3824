"""What the settings about the staff may hold."""

from collections.abc import Callable
from typing import Any

from models.base.text import BadText
from models.staff.member import Role
from models.staff.second_factor import ROLES_SETTING


def _roles(value: list[str]) -> list[str]:
    try:
        return sorted({Role(each).value for each in value})
    except ValueError:
        raise BadText("The roles", "hold one that does not exist") from None


RULES: dict[str, Callable[[Any], Any]] = {ROLES_SETTING: _roles}

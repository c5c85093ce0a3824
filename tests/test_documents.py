"""The reference says what the code does: each table is held to it, in both directions."""

import re

import pytest
import typer
from starlette.routing import Route
from typer.core import TyperGroup

from commands.on_demand import Later
from manage import app
from models.staff.member import PERMISSIONS, ROLE_TITLES, Permission
from public.routes import routes
from scripts.trust import PAGE, promises
from settings import ROOT

REFERENCE = (ROOT / "docs" / "reference.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def table(text: str, first: str) -> list[list[str]]:
    """Rows of the table whose first column is called so, without marks of code."""
    _, _, below = text.partition(f"| {first} |")
    rows = below.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


def test_every_address_is_told() -> None:
    answered = {route.path for route in routes if isinstance(route, Route)}

    assert {row[0] for row in table(REFERENCE, "Address")} == answered


@pytest.mark.parametrize("permission", Permission)
def test_what_a_role_may_do_is_told(permission: Permission) -> None:
    _, _, heading = REFERENCE.partition("| Permission |")
    titles = [cell.strip() for cell in heading.splitlines()[0].strip("|").split("|")]
    [told] = [row[1:] for row in table(REFERENCE, "Permission") if row[0] == permission]

    assert dict(zip(titles, told, strict=True)) == {
        title: "yes" if permission in PERMISSIONS[role] else "no"
        for role, title in ROLE_TITLES.items()
    }


def test_every_command_is_told() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)

    assert {row[0] for row in table(REFERENCE, "Command")} == set(commands(group))


def commands(group: TyperGroup, before: str = "") -> list[str]:
    found: list[str] = []
    for name, listed in group.commands.items():
        command = listed.load() if isinstance(listed, Later) else listed
        if isinstance(command, TyperGroup):
            found += commands(command, f"{name} ")
        else:
            found.append(before + name)
    return found


def test_every_setting_is_told() -> None:
    read = set(re.findall(r"COPYDESK_[A-Z_]+", (ROOT / "settings.py").read_text("utf-8")))

    assert {row[0] for row in table(README, "Variable")} == read | {"PORT"}


def test_every_promise_has_its_tests_and_what_they_measured() -> None:
    page = PAGE.read_text("utf-8")
    for section, rows in promises().items():
        told = {row[0]: row[1:] for row in table(page.partition(f"## {section}\n")[2], "Promise")}
        assert {each: cells[0] for each, cells in told.items()} == {
            each.strip("`"): "<br>".join(f"`{test}`" for test in tests).strip("`")
            for each, tests in rows.items()
        }
        for each, (_, measured) in told.items():
            assert measured, each
            assert not {"failed", "skipped"} & {*measured.split()}, each


def test_each_of_these_tests_is_there() -> None:
    named = {test for rows in promises().values() for tests in rows.values() for test in tests}
    for file, _, name in (each.partition("::") for each in named):
        assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8"), name

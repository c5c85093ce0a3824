"""Everybody who works here, and adding a colleague."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from actions.staff.left_open import OpenWork
from desk.frame.device import is_phone
from desk.widgets.clock import spoken
from desk.widgets.list_address import number_in, set_parameter
from desk.widgets.table.order import (
    Orders,
    heading_of,
    order_box,
    order_in_address,
    sort_by,
)
from desk.widgets.table.parts import Badge, Column, Field, Gestures, Look, Row
from desk.widgets.table.table import table
from models.staff.member import ROLE_TITLES, Role, StaffMember

ROLES: tuple[Role, ...] = tuple(Role)
NOTHING = OpenWork()
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Colleague:
    member: StaffMember
    is_locked: bool = False
    work: OpenWork = NOTHING
    has_factor: bool = False
    has_passkey: bool = False

    @property
    def state(self) -> Badge:
        if not self.member.is_active:
            return Badge("Disabled", "gray")
        if self.is_locked:
            return Badge("Locked", "red")
        return Badge("" if self.member.password_hash else "Invited", "blue")


def _many(count: int) -> str:
    return f"{count:,}" if count else ""


def _proofs(each: Colleague) -> str:
    held = {"on": each.has_factor, "passkey": each.has_passkey}
    return ", ".join(name for name, has_it in held.items() if has_it)


SHOWN: tuple[Field[Colleague], ...] = (
    Field(Column("Name", "Name", 130, "name", is_name=True), lambda each: each.member.full_name),
    Field(Column("Role", "Role", 106, "role"), lambda each: ROLE_TITLES[each.member.role]),
    Field(Column("State", "State", 74, kind="badge"), lambda each: each.state),
    Field(
        Column("Second step", "Second step", 96, is_labelled=True),
        _proofs,
    ),
    Field(
        Column("Signed in", "Last sign-in", 104, "seen", is_labelled=True),
        lambda each: spoken(seen) if (seen := each.member.last_signed_in_at) else "never",
    ),
    Field(
        Column("Open", "Enquiries", 84, "open", "number", is_labelled=True),
        lambda each: _many(each.work.enquiries),
    ),
    Field(
        Column("Articles", "Unpublished", 92, kind="number", is_labelled=True),
        lambda each: _many(each.work.articles),
    ),
    Field(
        Column("Reviews", "Reviews", 76, kind="number", is_labelled=True),
        lambda each: _many(each.work.reviews),
    ),
)
BESIDE = frozenset({"Name", "Role", "State", "Signed in", "Open"})
"""What has room beside an account; the others stand in it."""
KEYS: dict[str, Callable[[Colleague], Any]] = {
    "name": lambda each: (not each.member.is_active, each.member.full_name.casefold()),
    "role": lambda each: ROLES.index(each.member.role),
    "seen": lambda each: each.member.last_signed_in_at or LONG_AGO,
    "open": lambda each: each.work.enquiries,
}
ORDERS = Orders(
    {
        "name": "Name A–Z",
        "-name": "Name Z–A",
        "role": "Editors first",
        "-role": "Administrators first",
        "-seen": "Last signed in first",
        "seen": "Longest away first",
        "-open": "Most open enquiries",
        "open": "Fewest open enquiries",
    }
)


def staff_list(staff: Iterable[Colleague], *, is_beside: bool = False) -> None:
    """All of them at once: those who work here by name, unless asked otherwise.

    `is_beside`: an account is open there.
    """
    shown = [field for field in SHOWN if not is_beside or field.column.name in BESIDE]
    order = order_in_address(ORDERS)
    by_name = sorted(staff, key=KEYS["name"])
    rows = sorted(by_name, key=KEYS[order.by], reverse=order.is_falling)
    columns = [field.column for field in shown]
    order_box(ORDERS, key="staff-order")
    table(
        "Staff",
        columns,
        [_row(each, shown) for each in rows],
        key="staff-table",
        look=Look(
            current=number_in(st.query_params.get("who", "")),
            sorted_by=heading_of(order, columns),
            total=len(rows),
            is_narrow=is_phone(),
        ),
        gestures=Gestures(
            opened=lambda wanted: set_parameter("who", str(wanted)),
            sorted_by=lambda wanted: sort_by(wanted, ORDERS),
        ),
    )


def _row(each: Colleague, shown: Iterable[Field[Colleague]]) -> Row:
    cells = [field.cell(each) for field in shown]
    return Row(each.member.id, each.member.full_name, cells, f"?who={each.member.id}")

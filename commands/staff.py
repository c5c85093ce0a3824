"""Accounts from the terminal: added, listed, closed, opened again, given a new link."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from actions.staff.accounts import (
    LastAdministrator,
    add_staff,
    disable_staff,
    enable_staff,
    new_member,
)
from actions.staff.links import link_address, link_to_password
from actions.staff.passwords import fresh_hash
from actions.staff.second_factor import reset_factor
from commands.failure import CommandFailed
from commands.output import AsJson, print_json
from models.base.database import reading, writing
from models.staff.member import OPERATOR, Role, StaffMember, all_staff, staff_member_named

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Accounts of the people who use the desk."
)
Name = Annotated[str, typer.Argument(help="The username.")]


@app.command()
def add(
    name: Name,
    *,
    role: Annotated[str, typer.Option(help=", ".join(Role))],
    email: Annotated[str, typer.Option(help="Where to reach them.")] = "",
    full_name: Annotated[str, typer.Option(help="As colleagues see it; else the username.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Add an account. Without a password, print the one-time link to choose one."""
    member = new_member(username=name, full_name=full_name or name, email=email, role=_role(role))
    password_hash = fresh_hash(_typed(), about=[member.username]) if password_stdin else ""
    with writing() as session:
        added = add_staff(session, member, password_hash=password_hash, by=OPERATOR)
        link = "" if password_hash else _fresh_link(session, added)
    _tell({"username": added.username, "role": added.role.value, "link": link}, json=json)


@app.command("list")
def show_staff(*, json: AsJson = False) -> None:
    """List every account, closed ones last."""
    with reading() as session:
        told = [_told(member) for member in session.scalars(all_staff())]
    if json:
        print_json(told)
    for each in [] if json else told:
        closed = "" if each["is_active"] else "  (disabled)"
        print(f"{each['username']}  {each['role']}  {each['full_name']}{closed}")


@app.command()
def disable(name: Name, *, json: AsJson = False) -> None:
    """Close an account: it can't sign in, and its sessions end."""
    _change(name, disable_staff)
    _tell({"username": name, "is_active": False}, json=json)


@app.command()
def enable(name: Name, *, json: AsJson = False) -> None:
    """Open a closed account again."""
    _change(name, enable_staff)
    _tell({"username": name, "is_active": True}, json=json)


@app.command()
def reset(name: Name, *, json: AsJson = False) -> None:
    """Print a one-time link with which its owner chooses a new password."""
    with writing() as session:
        link = _fresh_link(session, _named(session, name))
    _tell({"username": name, "link": link}, json=json)


@app.command("reset-second-step")
def forget_second_step(name: Name, *, json: AsJson = False) -> None:
    """For who lost phone, codes or passkeys: sessions end; the password alone lets them in."""
    with writing() as session:
        reset_factor(session, _named(session, name).id, by=OPERATOR)
    _tell({"username": name, "second_step": False}, json=json)


def _typed() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _role(typed: str) -> Role:
    try:
        return Role(typed.strip().casefold().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise CommandFailed(f"There is no role {typed}; choose {', '.join(Role)}.") from None


def _named(session: Session, name: str) -> StaffMember:
    if member := session.scalar(staff_member_named(name)):
        return member
    raise CommandFailed(f"There is no account {name}; see python manage.py staff list.")


def _change(name: str, act: Callable[..., None]) -> None:
    try:
        with writing() as session:
            member = _named(session, name)
            act(session, member.id, based_on=member.version, by=OPERATOR)
    except LastAdministrator:
        raise CommandFailed(
            f"{name} is the last administrator; make a colleague administrator first."
        ) from None


def _fresh_link(session: Session, member: StaffMember) -> str:
    _, token = link_to_password(session, member.id, by=OPERATOR)
    return link_address(token)


def _told(member: StaffMember) -> dict[str, object]:
    return {
        "username": member.username,
        "full_name": member.full_name,
        "email": member.email,
        "role": member.role.value,
        "is_active": member.is_active,
        "last_signed_in_at": member.last_signed_in_at and member.last_signed_in_at.isoformat(),
    }


def _tell(answer: dict[str, object], *, json: bool) -> None:
    if json:
        print_json(answer)
    else:
        print("\n".join(f"{name}: {fact}" for name, fact in answer.items() if fact != ""))

"""Staff members, their roles, and what each role may do."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.refusal import Refused
from models.base.table import Base, Id, MaybeMoment, Moment


class Permission(StrEnum):
    USE_DESK = "desk:use"
    SECURE_ACCOUNT = "account:secure"
    READ_ARTICLES = "article:read"
    EDIT_ARTICLES = "article:edit"
    APPROVE_ARTICLES = "article:approve"
    PUBLISH_ARTICLES = "article:publish"
    READ_ENQUIRIES = "enquiry:read"
    TRIAGE_ENQUIRIES = "enquiry:triage"
    EXPORT_ENQUIRIES = "enquiry:export"
    EXPORT_NOTES = "enquiry:export_notes"
    IMPORT_ENQUIRIES = "enquiry:import"
    READ_REPORTS = "report:read"
    ANSWER_PRIVACY_REQUESTS = "privacy:answer"
    MANAGE_SETTINGS = "setting:manage"
    MANAGE_STAFF = "staff:manage"
    READ_LOG = "log:read"


class Role(StrEnum):
    EDITOR = "editor"
    CLINICIAN = "clinician"
    FRONT_DESK = "front_desk"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


ROLE_TITLES: dict[Role, str] = {
    Role.EDITOR: "Editor",
    Role.CLINICIAN: "Clinician",
    Role.FRONT_DESK: "Front desk",
    Role.MANAGER: "Manager",
    Role.ADMINISTRATOR: "Administrator",
}

ACCOUNT = frozenset({Permission.USE_DESK, Permission.SECURE_ACCOUNT})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.EDITOR: frozenset({*ACCOUNT, Permission.READ_ARTICLES, Permission.EDIT_ARTICLES}),
    Role.CLINICIAN: frozenset({*ACCOUNT, Permission.READ_ARTICLES, Permission.APPROVE_ARTICLES}),
    Role.FRONT_DESK: frozenset({*ACCOUNT, Permission.READ_ENQUIRIES, Permission.TRIAGE_ENQUIRIES}),
    Role.MANAGER: frozenset(Permission)
    - {Permission.MANAGE_STAFF, Permission.READ_LOG, Permission.EXPORT_NOTES},
    Role.ADMINISTRATOR: frozenset(Permission),
}


class NotAllowed(Refused):
    """Somebody asked for something that their role does not permit."""

    words = "Your role does not allow this. Ask an administrator if you need it."

    def __init__(self, name: str, permission: Permission) -> None:
        super().__init__()
        self.name, self.permission = name, permission


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: plain values of a staff member, read for this one gesture.

    `has_single_keys`: letters pressed without Ctrl do what buttons do (WCAG 2.1.4).
    `has_sound`: two notes tell that somebody wrote.
    """

    id: int | None
    name: str
    permissions: frozenset[Permission]
    role: Role | None = None
    has_single_keys: bool = True
    has_sound: bool = False

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def must(self, permission: Permission) -> None:
        """Errors: NotAllowed."""
        if not self.may(permission):
            raise NotAllowed(self.name, permission)


OPERATOR = Actor(None, "operator", frozenset(Permission))


class StaffMember(Base):
    """An account; `username` is kept case-folded, the hash is argon2id or empty (never set)."""

    __tablename__ = "staff_member"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it as it stands

    id: Mapped[Id]
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    email: Mapped[str]
    role: Mapped[Role]
    password_hash: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]
    last_signed_in_at: Mapped[MaybeMoment]
    version: Mapped[int] = mapped_column(default=1)
    has_single_keys: Mapped[bool] = mapped_column(default=True)
    has_sound: Mapped[bool] = mapped_column(default=False)
    wants_mail: Mapped[bool] = mapped_column(default=True)

    def as_actor(self) -> Actor:
        granted = PERMISSIONS[self.role] if self.is_active else frozenset()
        own = self.has_single_keys, self.has_sound
        return Actor(self.id, self.full_name, granted, self.role, *own)


def active_staff() -> Select[StaffMember]:
    return select(StaffMember).where(StaffMember.is_active).order_by(StaffMember.full_name)


def staff_who_may(permission: Permission) -> Select[int, str]:
    """Id and name of those who may now, A–Z."""
    roles = [role for role, granted in PERMISSIONS.items() if permission in granted]
    return (
        select(StaffMember.id, StaffMember.full_name)
        .where(StaffMember.is_active, StaffMember.role.in_(roles))
        .order_by(StaffMember.full_name)
    )


def all_staff() -> Select[StaffMember]:
    return select(StaffMember).order_by(StaffMember.is_active.desc(), StaffMember.full_name)


def account_name(typed: str) -> str:
    """One spelling for every way to type a username: width, case and space don't count."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).split())


def staff_member_named(username: str) -> Select[StaffMember]:
    return select(StaffMember).where(StaffMember.username == account_name(username))


def count_of_active_administrators() -> Select[int]:
    return select(func.count(StaffMember.id)).where(
        StaffMember.is_active, StaffMember.role == Role.ADMINISTRATOR
    )

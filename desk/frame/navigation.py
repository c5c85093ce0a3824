"""Which screens there are, what each needs, and how to go from one to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from models.staff.member import Actor, Permission

PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the desk: its script, its address below /desk, and what one must be allowed."""

    file: str
    title: str
    address: str
    icon: str
    needs: Permission
    is_listed: bool = True


SCREENS = (
    Screen("home.py", "Home", "", ":material/home:", Permission.USE_DESK),
    Screen("search.py", "Search", "search", ":material/search:", Permission.USE_DESK),
    Screen(
        "notices.py",
        "Notices",
        "notices",
        ":material/notifications:",
        Permission.READ_ARTICLES,
        is_listed=False,
    ),
    Screen("enquiries.py", "Enquiries", "enquiries", ":material/inbox:", Permission.READ_ENQUIRIES),
    Screen(
        "appointments.py",
        "Appointments",
        "appointments",
        ":material/event:",
        Permission.READ_ENQUIRIES,
    ),
    Screen(
        "person.py",
        "One contact",
        "person",
        ":material/contacts:",
        Permission.READ_ENQUIRIES,
        is_listed=False,
    ),
    Screen("articles.py", "Articles", "articles", ":material/article:", Permission.READ_ARTICLES),
    Screen(
        "article.py",
        "Article",
        "article",
        ":material/edit_note:",
        Permission.READ_ARTICLES,
        is_listed=False,
    ),
    Screen("claims.py", "Claims", "claims", ":material/fact_check:", Permission.READ_ARTICLES),
    Screen(
        "replace.py",
        "Find and replace",
        "replace",
        ":material/find_replace:",
        Permission.EDIT_ARTICLES,
        is_listed=False,
    ),
    Screen(
        "library.py", "Library", "library", ":material/photo_library:", Permission.READ_ARTICLES
    ),
    Screen("reports.py", "Reports", "reports", ":material/monitoring:", Permission.READ_REPORTS),
    Screen("workload.py", "Workload", "workload", ":material/groups:", Permission.TRIAGE_ENQUIRIES),
    Screen("exports.py", "Exports", "exports", ":material/file_save:", Permission.EXPORT_ENQUIRIES),
    Screen(
        "imports.py", "Imports", "imports", ":material/upload_file:", Permission.IMPORT_ENQUIRIES
    ),
    Screen("settings.py", "Settings", "settings", ":material/tune:", Permission.MANAGE_SETTINGS),
    Screen("staff.py", "Staff", "staff", ":material/group:", Permission.MANAGE_STAFF),
    Screen("audit.py", "Log", "audit", ":material/history:", Permission.READ_LOG),
    Screen("account.py", "My account", "account", ":material/account_circle:", Permission.USE_DESK),
)


def _page(screen: Screen) -> Page:
    return st.Page(
        PAGES / screen.file,
        title=screen.title,
        url_path=screen.address or None,
        default=not screen.address,
        visibility="visible" if screen.is_listed else "hidden",
    )


def pages_for(by: Actor) -> list[Page]:
    """Only what this person may open; the actions check again."""
    return [_page(screen) for screen in SCREENS if by.may(screen.needs)]


def show_menu(pages: Sequence[Page]) -> None:
    """Drawn by ourselves: the icon of a registered page would be fetched from a foreign host."""
    by_address = {page.url_path: page for page in pages}
    for screen in SCREENS:
        if screen.is_listed and (page := by_address.get(screen.address)):
            st.page_link(page, label=screen.title, icon=screen.icon, width="stretch")


def page_at(address: str) -> Page:
    """The page with this address below /desk. Errors: StopIteration for an unknown one."""
    return _page(next(screen for screen in SCREENS if screen.address == address))


def way_back(address: str, label: str, *kept: str) -> None:
    """A link above the title, to the list that this screen belongs to.

    What is `kept` of this address, by name, is in the list's too.
    """
    icon = ":material/arrow_back:"
    query = {name: st.query_params[name] for name in kept if name in st.query_params}
    st.page_link(page_at(address), label=label, icon=icon, query_params=query)


def open_page(address: str, **query: str) -> None:
    """Go there; ends this run."""
    st.switch_page(page_at(address), query_params=query)

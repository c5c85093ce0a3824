"""The house rules that no linter knows."""

import ast
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeGuard

import pytest

from settings import ROOT

ROOMS = ("models", "actions", "desk", "public", "pages", "commands")
TOP = ("dashboard.py", "manage.py", "settings.py")
LONGEST_FUNCTION = 25
TYPICAL_FUNCTION = 8
LONGEST_FILE = 200
LONGEST_PAGE = 120
FULLEST_FOLDER = 20
BANNED = re.compile(
    r"^(utils?|helpers?|core|services?|common)$|(Manager|Service|Helper)$|^handle_|"
    r"^process_(?!bind_param|result_value)"
)


@pytest.fixture(autouse=True)
def fresh_database() -> None:
    """None: these tests look at files alone."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What several rules ask of a module: read once, without keeping its tree."""

    lines: int
    told: str
    lengths: tuple[tuple[str, int], ...]
    names: tuple[str, ...]


@cache
def facts_of(path: Path) -> Facts:
    text = path.read_text()
    tree = ast.parse(text)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    named = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    lengths = tuple((f.name, length(f)) for f in named if not isinstance(f, ast.ClassDef))
    told = ast.get_docstring(tree) or ""
    return Facts(len(text.splitlines()), told, lengths, tuple(node.name for node in named))


@cache
def modules() -> list[Path]:
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found += [ROOT / name for name in TOP]
    return sorted(path for path in found if "versions" not in path.parts)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the function without its docstring."""
    docstring = ast.get_docstring(function, clean=False)
    told = docstring.count("\n") + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


@cache
def tracked_text() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    kinds = {".py", ".md", ".toml", ".js", ".css", ".html", ".txt", ".in", ""}
    paths = (ROOT / line for line in listed.stdout.splitlines())
    return [path for path in paths if path.suffix in kinds and path.is_file()]


def test_functions_and_files_stay_short() -> None:
    lengths = [(path, name, n) for path in modules() for name, n in facts_of(path).lengths]
    lines = {path: facts_of(path).lines for path in modules()}

    assert [each for each in lengths if each[-1] > LONGEST_FUNCTION] == []
    assert [path for path, n in lines.items() if n > longest_allowed(path)] == []


def longest_allowed(path: Path) -> int:
    return LONGEST_PAGE if path.parent.name == "pages" else LONGEST_FILE


def test_no_folder_is_too_full_to_look_through() -> None:
    """Migrations are read in their order, one by one; nobody looks for one among them."""
    files = [path for path in tracked_text() if path.name != "__init__.py"]
    full = Counter(path.parent.relative_to(ROOT).as_posix() for path in files)
    del full["models/migrations/versions"]
    del full["docs/decisions"]

    assert {folder: n for folder, n in full.items() if n > FULLEST_FOLDER} == {}


def test_a_file_does_not_repeat_the_name_of_its_folder() -> None:
    doubled = [
        path for path in modules() if path.stem.startswith(f"{path.parent.name.rstrip('s')}_")
    ]

    assert doubled == []


def test_a_typical_function_is_very_short() -> None:
    lengths = [n for path in modules() for _, n in facts_of(path).lengths]

    assert median(lengths) <= TYPICAL_FUNCTION


def test_a_module_says_in_one_sentence_what_it_is() -> None:
    told = {path: facts_of(path).told for path in modules() if path.read_text().strip()}

    assert [path for path, words in told.items() if not words.endswith((".", ".)", "?"))] == []
    assert [path for path, words in told.items() if "\n\n" in words] == []


def test_names_say_what_a_thing_is() -> None:
    names = [(path, name) for path in modules() for name in (path.stem, *facts_of(path).names)]

    assert [(path, name) for path, name in names if BANNED.search(name)] == []


def test_nothing_imports_a_page_and_one_file_knows_the_authenticator() -> None:
    wanted = re.compile(r"^\s*(?:from|import) (pages|streamlit_authenticator)\b", re.MULTILINE)
    found = {
        path.relative_to(ROOT).as_posix() for path in modules() if wanted.search(path.read_text())
    }

    assert found == {"desk/frame/sign_in.py"}


def test_pages_neither_select_nor_commit() -> None:
    pages = [path for path in modules() if path.parent.name == "pages"]

    assert pages
    for path in pages:
        assert not re.search(r"\bselect\(|\.commit\(|session\.add\(", path.read_text()), path


WITHOUT_ACCOUNT = {
    "live_session_of": "it finds out who asks",
    "begin_try": "somebody signs in",
    "accept_try": "somebody signs in",
    "refuse_try": "somebody signs in",
    "sign_out": "the cookie is all there is to end",
    "behind_link": "who holds a one-time link has no session yet",
    "must_be_free": "who holds a one-time link has no session yet",
    "set_up_administrator": "who holds a one-time link has no session yet",
    "choose_password": "who holds a one-time link has no session yet",
    "accept_code": "somebody signs in",
    "ask_for_link": "who forgot the password has no session",
    "way_in": "who held a one-time link gets in by it, or owes a code or a passkey",
    "batch_made": "the number of what this very gesture did",
    "ClinicHours.of": "when the clinic is open is told to everybody",
    "ClinicDates.of": "how the clinic writes a day is told to everybody",
}


def is_session(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"session", "s"}


@cache
def calls_of_the_desk() -> list[ast.Call]:
    screens = [path for path in modules() if path.relative_to(ROOT).parts[0] in {"desk", "pages"}]
    nodes = [node for path in screens for node in ast.walk(ast.parse(path.read_text()))]
    return [node for node in nodes if isinstance(node, ast.Call)]


def test_the_desk_asks_the_database_by_actions_alone() -> None:
    """They decide who may read; nobody can forget to where nobody can ask."""
    asked = {
        ast.unparse(call)
        for call in calls_of_the_desk()
        if isinstance(call.func, ast.Attribute) and is_session(call.func.value)
        if call.func.attr != "flush"
    }

    assert asked == set()


def test_whatever_the_desk_hands_a_session_to_is_told_who_asks() -> None:
    silent = {
        ast.unparse(call.func)
        for call in calls_of_the_desk()
        if any(is_session(each) for each in call.args)
        if not any(each.arg == "by" for each in call.keywords)
        if not any(isinstance(each, ast.Name) and each.id == "by" for each in call.args)
    }

    assert silent == WITHOUT_ACCOUNT.keys()


def test_an_action_asks_for_permission_first() -> None:
    acts = [(path, each) for path in sorted((ROOT / "actions").rglob("*.py"))
            for each in ast.parse(path.read_text()).body if acts_for_somebody(each)]  # fmt: skip

    assert acts
    assert [(path, each.name) for path, each in acts if "by.must(" not in first_line(each)] == []


def acts_for_somebody(found: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    if not isinstance(found, ast.FunctionDef) or found.name.startswith("_"):
        return False
    return "by" in {each.arg for each in (*found.args.args, *found.args.kwonlyargs)}


def first_line(function: ast.FunctionDef) -> str:
    return ast.unparse(function.body[1 if ast.get_docstring(function) else 0])


def test_the_frame_alone_tells_why_a_gesture_is_refused() -> None:
    """Those named have more to do: a sentence for each box, or a session that may have ended."""
    own = {"desk/enquiries/entry.py", "desk/staff/password_form.py", "desk/widgets/presence.py"}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.is_relative_to(ROOT / "desk") or path.is_relative_to(ROOT / "pages")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Try) and any("acting()" in ast.unparse(each) for each in node.body)
    }

    assert found - own == {"desk/frame/acting.py"}


def test_no_foreign_host_and_no_machine_is_named() -> None:
    hosts = re.compile(r"(pypi\.org|npmjs\.(org|com)|debian\.org|fonts\.g(oogleapis|static)\.com)")
    homes = re.compile(r"/(home|root|Users)/\w|/work/")
    for path in tracked_text():
        if path != Path(__file__):
            assert not hosts.search(path.read_text()), path
            assert not homes.search(path.read_text()), path


def test_a_todo_names_its_issue() -> None:
    loose = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\s*\(#\d+\))")
    for path in tracked_text():
        if path != Path(__file__) and path.suffix in {".py", ".js", ".css", ".html"}:
            assert not loose.search(path.read_text()), path


def test_each_exception_of_lint_and_types_says_why() -> None:
    silent = re.compile(r"# (noqa(: [A-Z0-9, ]+)?|type: ignore(\[[a-z, -]+\])?)\s*$", re.MULTILINE)
    python = [path for path in tracked_text() if path.suffix == ".py" and path != Path(__file__)]

    assert [path.relative_to(ROOT) for path in python if silent.search(path.read_text())] == []


def test_a_word_in_the_address_belongs_to_one_screen() -> None:
    """Streamlit carries a bound widget's word along to whatever screen binds the same one."""
    bound = re.compile(r'key="([a-z-]+)",\s+bind="query-params"')
    screens = [path for path in modules() if path.relative_to(ROOT).parts[0] in {"desk", "pages"}]
    words = Counter(word for path in screens for word in bound.findall(path.read_text()))

    assert words
    assert [word for word, times in words.items() if times > 1] == []


SAME_MEANING = {
    "read": "each reader of manuscripts has it, so that one table can name them all",
}


def public_names(path: Path) -> set[str]:
    """Functions, classes and other names for types, at the top of a module."""
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = {node.name for node in tree.body if isinstance(node, kinds)}
    assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    assigned += [node.target for node in tree.body if isinstance(node, ast.AnnAssign)]
    named = {each.id for each in assigned if isinstance(each, ast.Name)}
    found |= {name for name in named if name[0].isupper() and not name.isupper()}
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "pages"])
def test_a_public_name_has_one_meaning_inside_a_room(room: str) -> None:
    paths = [path for path in modules() if path.is_relative_to(ROOT / room)]
    names = Counter(name for path in paths for name in public_names(path))

    assert {name for name, times in names.items() if times > 1} <= SAME_MEANING.keys()

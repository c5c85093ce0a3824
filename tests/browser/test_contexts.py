"""A browser that was lent before remembers nobody."""

from collections.abc import Callable

from tests.browser.contexts import Contexts
from tests.browser.server import Server

KEEPS = """() => {
    localStorage.setItem("draft", "Jane");
    document.cookie = "who=jane";
    return new Promise((kept) => (indexedDB.open("kept").onsuccess = kept)).then(() => null);
}"""
KEPT = """async () => [
    Object.keys(localStorage), document.cookie, (await indexedDB.databases()).length,
]"""


def test_who_gets_it_next_finds_nothing_of_the_one_before(
    server: Server, contexts: Contexts, new_context: Callable[..., object]
) -> None:
    first = contexts.lend()
    page = first.new_page()
    page.goto(server.url)
    page.evaluate(KEEPS)
    assert page.evaluate(KEPT) == [["draft"], "who=jane", 1]

    contexts.take_back()
    again = contexts.lend()
    page = again.new_page()
    page.goto(server.url)

    assert again is first
    assert page.evaluate(KEPT) == [[], "", 0]

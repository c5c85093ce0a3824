"""What a page asks for or tells in the moment in which it is left."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from models.staff.member import Actor
from tests.articles import write_article
from tests.browser.server import Server
from tests.browser.wire import answer, cookie_of, line, run


def pages_in(messages: list[ForwardMsg]) -> dict[str, str]:
    """What the desk calls its pages, by address."""
    named = [message.navigation.app_pages for message in messages if message.HasField("navigation")]
    return {page.url_pathname: page.page_script_hash for page in named[-1]}


def parts_in(messages: list[ForwardMsg]) -> list[str]:
    return [
        message.auto_rerun.fragment_id for message in messages if message.HasField("auto_rerun")
    ]


def test_the_page_that_was_gone_to_stays_on_the_screen(
    server: Server, staff: dict[str, Actor]
) -> None:
    with line(server, cookie=cookie_of(staff["ada"])) as desk:
        desk.send(run("enquiries"))
        drawn = answer(desk)
        enquiries, articles = (pages_in(drawn)[each] for each in ("enquiries", "articles"))
        desk.send(run(drawn=articles))
        desk.send(run(drawn=enquiries, fragment=parts_in(drawn)[-1]))
        drawn = answer(desk)
        desk.send(run(drawn=articles, fragment=parts_in(drawn)[-1]))
        drawn += answer(desk)

    begun = [each.new_session for each in drawn if each.HasField("new_session")]
    assert [each.page_script_hash for each in begun] == [articles, articles]


def addresses_in(messages: list[ForwardMsg]) -> list[str]:
    named = [
        message.page_info_changed for message in messages if message.HasField("page_info_changed")
    ]
    return [each.query_string for each in named]


def test_a_browser_on_its_way_to_a_page_is_told_no_address(
    server: Server, staff: dict[str, Actor]
) -> None:
    with line(server, cookie=cookie_of(staff["ada"])) as desk:
        desk.send(run("enquiries", query="status=all"))
        drawn = answer(desk)
        assert addresses_in(drawn) == []
        enquiries, articles = (pages_in(drawn)[each] for each in ("enquiries", "articles"))
        desk.send(run(drawn=articles))
        assert addresses_in(answer(desk)) == []
        desk.send(run(drawn=articles, query="status=draft"))
        assert addresses_in(answer(desk)) == ["status=draft"]
        desk.send(run(drawn=enquiries, query="status=all"))
        assert addresses_in(answer(desk)) == []


def test_who_types_and_goes_elsewhere_at_once_is_there_and_finds_the_text_again(
    page: Page, sign_in: Callable[..., None], staff: dict[str, Actor]
) -> None:
    write_article("Tides", ["One"])
    sign_in(page, "ada", "/desk/article?slug=tides")
    text, title = page.locator(".rt-page").first, page.get_by_role("heading", level=1)
    for turn, (name, drawn) in enumerate((("Enquiries", "Enquiries"), ("Log", "Log"))):
        expect(text).to_be_visible()
        expect(page.locator(".rt-count")).not_to_be_empty()
        text.press_sequentially(f"Ebb{turn} ")
        page.get_by_role("link", name=name, exact=True).click()
        expect(title).to_have_text(drawn)
        page.wait_for_timeout(1500)
        expect(title).to_have_text(drawn)

        page.go_back()
        expect(text).to_contain_text(f"Ebb{turn}")

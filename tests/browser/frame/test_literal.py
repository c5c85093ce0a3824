"""What visitors typed is shown to the letter on the desk: no link, picture, icon or formula."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from models.base.database import writing
from models.enquiries.enquiry import Enquiry, Status
from tests.browser.server import Server

TRAPS = (
    "**x** $a$ and $b$ :red[x] :smile: :material/home: :streamlit: <img src=x> "
    "www.evil.example https://evil.example/a me@evil.example -> -- >= &copy; # [a](http://b)"
)


def test_a_hostile_name_is_only_a_name(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    with writing() as session:
        enquiry = Enquiry(
            reference="CD-AAAA-AAAA", name=TRAPS, service=TRAPS, message=TRAPS, status=Status.NEW
        )
        session.add(enquiry)
        session.flush()
        number = enquiry.id

    sign_in(page, "fay")
    expect(page.get_by_role("link").filter(has_text=TRAPS)).to_be_visible()
    page.goto(f"{server.url}/desk/enquiries?open={number}")

    main = page.get_by_test_id("stMain")
    expect(main.get_by_role("heading", name=TRAPS, exact=True)).to_be_visible()
    expect(main.get_by_text(TRAPS)).to_have_count(5)  # two in the list, three beside it
    expect(main.locator("a[href*=evil], img, .katex")).to_have_count(0)

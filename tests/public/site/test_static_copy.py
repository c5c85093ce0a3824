"""The public site as files, which any file server can serve."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

import settings
from actions.articles.publishing import publish_article
from actions.library.images import prepare_image, store_image
from manage import app
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from models.staff.member import OPERATOR, Actor
from public.site.static_copy import export_site
from tests.articles import Written, add_to, picture, write_article


@pytest.fixture
def site(mo: Actor, tides: Written, tmp_path: Path) -> Path:
    """Two public articles that lead to each other, one with a picture, and a draft."""
    waves, draft = write_article("Waves", ["Wind"]), write_article("Secret", ["Unsaid"])
    with writing() as session:
        shown = store_image(session, prepare_image(picture()), name="pier.jpg", by=mo).sha256
        content = SectionContent(heading="Pier", image=shown, alt="A pier at low tide")
        add_to(session, tides, SectionKind.IMAGE, content)
        leads = f"See [tides](/articles/tides#spring) and [this](/articles/{draft.slug})."
        add_to(session, waves, SectionKind.TEXT, SectionContent(heading="More", body=leads))
        for article in (tides, waves):
            publish_article(session, article.id, despite_checks=True, by=OPERATOR)
    export_site(tmp_path / "site")
    return tmp_path / "site"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the caller uses
        """Say nothing."""


def reached(base: str) -> tuple[set[str], set[str]]:
    """Every address below `base` that links lead to, all answered; and those elsewhere."""
    seen, waiting, elsewhere = set[str](), [f"{base}index.html"], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        with urlopen(address) as answer:
            if not answer.headers["Content-Type"].startswith("text/html"):
                continue
            soup = BeautifulSoup(answer.read(), "html.parser")
        named = [str(tag["href"]) for tag in soup.find_all(href=True)]
        named += [str(tag["src"]) for tag in soup.find_all(src=True)]
        for tag in soup.find_all(srcset=True):
            named += [each.split(" ")[0] for each in str(tag["srcset"]).split(", ")]
        for link in named:
            target = urldefrag(urljoin(address, link))[0]
            (waiting.append if target.startswith(base) else elsewhere.add)(target)
    return seen, elsewhere


def test_every_link_works_in_any_folder_of_any_file_server(site: Path) -> None:
    serve = partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen, elsewhere = reached(f"http://127.0.0.1:{server.server_port}/site/")
        server.shutdown()

    assert any(address.endswith("/articles/tides.html") for address in seen)
    assert any(address.endswith("-400.webp") for address in seen)
    ours = {urlsplit(each).path for each in elsewhere if each.startswith(settings.PUBLIC_URL)}
    assert "/book" in ours


def test_what_is_not_public_is_nowhere(site: Path) -> None:
    everything = b"".join(file.read_bytes() for file in site.rglob("*") if file.is_file())

    assert b"Unsaid" not in everything
    assert not (site / "articles" / "secret.html").exists()


def test_a_folder_in_use_is_left_alone(site: Path) -> None:
    before = sorted(site.rglob("*"))

    with pytest.raises(FileExistsError):
        export_site(site)
    assert sorted(site.rglob("*")) == before


def test_an_empty_site_has_its_front_page(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["site", "export", str(tmp_path / "empty")])

    assert result.exit_code == 0, result.output
    assert "files to" in result.output
    assert "The first article is being written." in (tmp_path / "empty" / "index.html").read_text()

"""A full disk: nobody is told that something was kept, and all recovers by itself."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from models.articles.article import Revision
from models.base.database import engine, reading
from models.enquiries.enquiry import Enquiry
from models.exports.export import Export
from tests.articles import Written, newest
from tests.browser.articles.test_editing import address, save, wait_for_revision, write_at_end
from tests.browser.server import Server
from tests.browser.wire import Answered, ask
from tests.databases import begin_from
from tests.program import manage

SignIn = Callable[..., None]
JANE = {"name": "Jane Doe", "email": "jane@example.com", "consent": True, "message": "My knee."}
JSON = {"Content-Type": "application/json"}
SAID = "The disk is full. Nothing was saved."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """One of 24 MiB in memory; only the system's administrator may mount it."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.fixture(autouse=True)
def fresh_database(small_disk: Path, migrated_file: Path) -> Iterator[Path]:
    file = small_disk / "copydesk.sqlite"
    begin_from(migrated_file, file)
    yield file
    engine().dispose()


def fill_up(disk: Path) -> Path:
    """To the last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


def asks(server: Server) -> Answered:
    return ask(
        server, "/api/enquiries", method="POST", body=json.dumps(JANE).encode(), headers=JSON
    )


def count(table: type) -> int:
    with reading() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def test_an_enquiry_is_not_acknowledged_until_there_is_room(
    server: Server, small_disk: Path
) -> None:
    assert asks(server).status == 201
    filler = fill_up(small_disk)

    refused = asks(server)

    assert refused.status == 507
    assert int(refused.headers["Retry-After"]) > 0
    assert count(Enquiry) == 1
    assert ask(server, "/").status == 200
    assert ask(server, "/readyz").status == 507
    filler.unlink()
    assert asks(server).status == 201
    assert count(Enquiry) == 2
    assert ask(server, "/readyz").status == 200


def test_a_text_that_was_not_saved_stays_in_its_box_and_is_saved_when_there_is_room(
    page: Page, sign_in: SignIn, tides: Written, small_disk: Path
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " Before.")
    save(page)
    wait_for_revision(tides.sections[1], 3, page)
    before = count(Revision)
    filler = fill_up(small_disk)

    write_at_end(page, " ")
    page.keyboard.insert_text("While the disk is full. " * 400)
    unasked = page.get_by_test_id("stAlertContentError").get_by_text(SAID)
    expect(unasked).to_be_visible()  # by the draft
    save(page)

    expect(page.get_by_text(f"Not saved. {SAID}")).to_be_visible()
    expect(page.locator(".rt-page")).to_contain_text("While the disk is full.")
    assert count(Revision) == before
    filler.unlink()
    save(page)
    wait_for_revision(tides.sections[1], 4, page)
    assert newest(tides.sections[1]).body.count("While the disk is full.") == 400


def test_no_list_is_taken_that_the_log_cannot_hold(
    page: Page, sign_in: SignIn, server: Server, small_disk: Path
) -> None:
    assert asks(server).status == 201
    sign_in(page, "mo", "/desk/exports")
    page.get_by_label("Reason").fill("Reminders")
    expect(page.get_by_text("1 enquiry will be in the file.")).to_be_visible()
    filler = fill_up(small_disk)

    page.get_by_role("button", name="Download").click()

    expect(page.get_by_text(SAID)).to_be_visible()
    assert count(Export) == 0
    filler.unlink()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.failure() is None


def test_a_backup_without_room_leaves_nothing_half_made(
    fresh_database: Path, small_disk: Path
) -> None:
    folder = small_disk / "backups"
    assert manage(fresh_database, "backup", str(folder)).returncode == 0
    [whole] = folder.iterdir()
    fill_up(small_disk)

    refused = manage(fresh_database, "backup", str(folder))

    assert refused.returncode == 1
    assert "Make room and try again" in refused.stderr or "full" in refused.stderr
    assert [path for path in folder.iterdir() if path.suffix != ".lock"] == [whole]

"""What differs between machines, and the one secret that a machine makes for itself."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import settings


def test_the_secret_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "copydesk.key"

    first = settings._secret(file)

    assert len(first) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert settings._secret.__wrapped__(file) == first
    assert [found.name for found in file.parent.iterdir()] == ["copydesk.key"]


def test_of_many_who_start_at_once_all_end_up_with_the_first_ones_secret(tmp_path: Path) -> None:
    file = tmp_path / "copydesk.key"

    with ThreadPoolExecutor(16) as many:
        found = set(many.map(settings._secret.__wrapped__, [file] * 64))

    assert found == {file.read_bytes()}


@pytest.mark.parametrize(
    "address", ["nowhere", "ftp://x", "http://", "http://x:99999", "http://[::1", "http://a@x"]
)
def test_an_address_that_nobody_can_type_is_refused(address: str) -> None:
    with pytest.raises(settings.BadSetting, match=r"clinic\.example"):
        settings._public_url(address)


def test_the_public_address_is_written_as_browsers_write_it() -> None:
    assert settings._public_url("HTTPS://Clinic.Example/") == "https://clinic.example"


@pytest.mark.parametrize(
    "value", ["http://x", "smtp://", "smtp://a:b@host:0", "smtp://host:99999", "smtp://a%0d@host"]
)
def test_a_mail_server_is_one_or_none(value: str) -> None:
    assert settings._smtp_url("") == ""
    assert settings._smtp_url("smtps://me:s%40x@host:465?from=a@b.example")
    with pytest.raises(settings.BadSetting):
        settings._smtp_url(value)


def test_proxies_are_known_by_every_way_their_address_is_written() -> None:
    assert settings._proxies("127.0.0.1, 10.0.0.0/8, ::1") == [
        *("127.0.0.1/32", "10.0.0.0/8", "::1/128"),
        *("::ffff:127.0.0.1/128", "::ffff:10.0.0.0/104"),
    ]


@pytest.mark.parametrize("value", ["caddy", "*", "10.0.0.1/8", "127.0.0.1;::1"])
def test_a_proxy_is_an_address_or_a_network(value: str) -> None:
    with pytest.raises(settings.BadSetting, match="127"):
        settings._proxies(value)

"""Where a page says that it lies, and which links lead to its neighbours."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from actions.articles.manuscripts.html.text import attribute


def own_addresses(said: dict[str, str], soup: BeautifulSoup) -> list[str]:
    """Two, "" for one that it does not tell; `said` are its descriptions of itself by name."""
    link = soup.find("link", rel="canonical")
    found = [attribute(link, "href") if isinstance(link, Tag) else "", said.get("og:url", "")]
    return [address.strip() for address in sorted(found, key=bool, reverse=True)]


def host_of(address: str) -> str:
    """Of the site that an address leads to, "" for one within the same site or in no site."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def leads_within(address: str, site: str) -> bool:
    """Whether it is one of another page at `site`, and not of its first."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_ours = host_of(address) == site if parts.netloc else not parts.scheme
    return is_ours and bool(parts.path.strip("/"))

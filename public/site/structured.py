"""What search engines read about an article, equal to what its readers see."""

import re
from datetime import datetime
from typing import Any

import settings
from models.articles.markdown import plain_text
from models.articles.page import PageContent
from public.site.pictures import share_address
from public.site.reviewed import Reviewed, facts_of


def author_of(content: PageContent) -> str:
    """The byline without its "By"; the clinic when nobody is named."""
    return re.sub(r"^by\s+", "", content["byline"], flags=re.IGNORECASE) or settings.CLINIC_NAME


def description_of(content: PageContent) -> str:
    """What a search engine or a shared link says below the title."""
    return content["search_description"] or plain_text(content["standfirst"]).replace("\n", " ")


def structured(
    content: PageContent,
    published_at: datetime | None,
    modified_at: datetime | None,
    canonical: str,
    review: Reviewed | None = None,
) -> dict[str, Any]:
    """JSON-LD of the schema.org type Article on a MedicalWebPage; moments are ISO 8601."""
    clinic = {"@type": "MedicalOrganization", "name": settings.CLINIC_NAME}
    author = {"@type": "Person", "name": author_of(content)} if content["byline"] else clinic
    facts = {
        "@context": "https://schema.org",
        "@type": "Article",
        "mainEntityOfPage": {"@type": "MedicalWebPage", "@id": canonical, **facts_of(review)},
        "url": canonical,
        "headline": content["title"],
        "description": description_of(content),
        "author": author,
        "publisher": {**clinic, "url": settings.PUBLIC_URL},
        "datePublished": published_at.isoformat(timespec="seconds") if published_at else None,
        "dateModified": modified_at.isoformat(timespec="seconds") if modified_at else None,
        "image": share_address(content),
    }
    return {name: fact for name, fact in facts.items() if fact}

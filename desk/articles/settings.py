"""An article's address, its byline, and how search engines and shared links show it."""

from dataclasses import astuple, dataclass, replace
from urllib.parse import urlsplit

import streamlit as st

import settings
from actions.articles.opening import OpenArticle
from actions.articles.settings import (
    AboutArticle,
    StaleSettings,
    change_about,
    change_address,
)
from desk.articles.labels import article_labels
from desk.articles.open_article import is_wide
from desk.articles.writing.sections import title_of
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, say
from models.articles.article import Article, Section
from models.articles.markdown import plain_text
from models.staff.member import Actor, NotAllowed, Permission

BEST_TITLE, BEST_DESCRIPTION = 60, 155


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the boxes began with; `version` is the one that a save goes on from."""

    version: int
    about: AboutArticle


def article_settings(found: OpenArticle, _section: Section | None, by: Actor) -> None:
    article, standfirst = found.article, found.saved["standfirst"]
    if not by.may(Permission.EDIT_ARTICLES):
        st.markdown(f"**Byline**  \n{escaped(article.byline) or '*None*'}")
        _as_found(article, AboutArticle.of(article), standfirst)
        return
    _address(article, by)
    st.header("In the list of articles", anchor=False)
    article_labels(article, by)
    st.header("Byline and search engines", anchor=False)
    boxes, shown = st.columns([3, 2]) if is_wide() else (st.container(), st.container())
    with boxes:
        wanted = _about(article, list(found.sections))
    with shown:
        _as_found(article, wanted, standfirst)
    if boxes.button("Save settings", type="primary", key="save-settings"):
        _save(article, wanted)


def _address(article: Article, by: Actor) -> None:
    st.header("Address", anchor=False)
    is_known = article.first_published_at is not None
    locked = is_known and not by.may(Permission.PUBLISH_ARTICLES)
    wanted = st.text_input(
        f"{urlsplit(settings.PUBLIC_URL).netloc}/articles/",
        value=article.slug,
        disabled=locked,
        key=f"address-{article.id}-{article.slug}",
        persist_state="session",
    )
    st.caption(_about_address(is_known=is_known, locked=locked))
    if st.button("Change address", disabled=locked, key="change-address"):
        _move(article, wanted)


def _about_address(*, is_known: bool, locked: bool) -> str:
    if locked:
        return "Only those who publish change a public address."
    return "The old address will lead here, for ever." if is_known else "Letters, digits, hyphens."


def _move(article: Article, wanted: str) -> None:
    meanwhile = "Somebody published it meanwhile; ask them to change the address."
    slug = attempted(
        lambda session, by: change_address(session, article.id, wanted, by=by),
        tell=st.error,
        unless={NotAllowed: lambda _: st.error(meanwhile)},
    )
    if slug:
        st.query_params["slug"] = slug
        say("The address is changed.")


def _about(article: Article, sections: list[Section]) -> AboutArticle:
    """The boxes keep what is typed when a colleague saves, and through a look elsewhere."""
    _begin(article)
    byline, title, description, share = _keys(article)
    st.text_input("Byline", key=byline, placeholder="Dr Jane Vale", persist_state="session")
    st.text_input("Title for search engines", key=title, placeholder=article.title, live=True,
                  persist_state="session")  # fmt: skip
    st.caption(_length(st.session_state[title] or article.title, BEST_TITLE))
    st.text_area("Description for search engines", key=description, height=100,
                 persist_state="session")  # fmt: skip
    st.caption(_length(st.session_state[description], BEST_DESCRIPTION))
    _share_image(sections, share)
    return _typed(article)


def _begin(article: Article) -> None:
    """With what is saved: the first time, and whenever nothing was typed since."""
    opened = st.session_state.get(_opened(article))
    if opened and (opened.version == article.version or opened.about != _typed(article)):
        return
    about = AboutArticle.of(article)
    st.session_state[_opened(article)] = _Opened(article.version, about)
    for key, value in zip(_keys(article), astuple(about), strict=True):
        st.session_state[key] = value


def _opened(article: Article) -> str:
    return f"about-{article.id}-opened"


def _keys(article: Article) -> list[str]:
    return [f"about-{article.id}-{name}" for name in ("byline", "title", "description", "share")]


def _typed(article: Article) -> AboutArticle:
    return AboutArticle(*(st.session_state[key] for key in _keys(article)))


def _length(text: str, best: int) -> str:
    told = f"{len(text)} of about {best} characters"
    return f"{told}: the end will be cut off." if len(text) > best else f"{told}."


def _share_image(sections: list[Section], key: str) -> None:
    pictures = {
        each.draft.image: f"{place}. {title_of(each)}"
        for place, each in enumerate(sections)
        if each.draft.image
    }
    options: list[str | None] = [None, *pictures]
    if (chosen := st.session_state[key]) and chosen not in pictures:
        options.append(chosen)
    st.selectbox(
        "Picture for shared links",
        options,
        format_func=lambda sha256: _picture_name(sha256, pictures),
        key=key,
        persist_state="session",
    )


def _picture_name(sha256: str | None, pictures: dict[str, str]) -> str:
    if sha256 is None:
        return "The article’s first picture"
    return pictures.get(sha256, "A picture that is no longer in the article")


def _as_found(article: Article, wanted: AboutArticle, standfirst: str) -> None:
    st.caption("Roughly what a search engine shows")
    title = (wanted.search_title or article.title)[: BEST_TITLE + 5]
    told = (wanted.search_description or plain_text(standfirst))[: BEST_DESCRIPTION + 5]
    with st.container(border=True):
        st.caption(f"{urlsplit(settings.PUBLIC_URL).netloc} › articles › {escaped(article.slug)}")
        st.markdown(f":blue[**{escaped(title) or 'Untitled'}**]")
        st.markdown(escaped(told) or "*No description: search engines choose some words.*")


def _save(article: Article, wanted: AboutArticle) -> None:
    opened = st.session_state[_opened(article)]

    def show_theirs(stale: StaleSettings) -> None:
        st.session_state[_opened(article)] = replace(opened, version=stale.newest)
        _show_theirs(stale.about)

    if attempt(
        lambda s, by: change_about(s, article.id, wanted, based_on=opened.version, by=by),
        tell=st.error,
        unless={StaleSettings: show_theirs},
    ):
        del st.session_state[_opened(article)]
        say("Settings saved. Readers see them after publishing.")


def _show_theirs(about: AboutArticle) -> None:
    st.warning(
        "A colleague changed these while you were writing. Theirs are below; "
        "copy what you want to keep, then save again to put yours in their place."
    )
    for name, value in (
        ("Byline", about.byline),
        ("Title", about.search_title),
        ("Description", about.search_description),
    ):
        st.text(f"{name}: {value or '(empty)'}")

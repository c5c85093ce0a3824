"""Starting an article: blank, from pasted text, or from a file, with a report of what was kept."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from actions.articles.importing import import_article, prepared_pictures
from actions.articles.lifecycle import create_article
from actions.articles.manuscripts import (
    UnreadableManuscript,
    get_ready_to_read,
    read_manuscripts,
)
from desk.articles.writing.fields import KINDS
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_message
from desk.frame.navigation import open_page
from desk.widgets.copied.copied import copied_into
from models.articles.article import SectionKind
from models.articles.manuscript import FidelityReport, Manuscript, ManuscriptSection

BLANK, PASTE, FILE = "Start blank", "Paste text", "Bring a file"
WAYS = (BLANK, PASTE, FILE)
_PASTED = "pasted"
WRITTEN_IN = (
    "You wrote in the text after you pasted it, so only its words are taken. For its headings, "
    "lists, links and tables, paste it once more, and change it when the article is there."
)


def new_article() -> None:
    way = st.segmented_control(
        "How do you want to begin?",
        WAYS,
        default=BLANK,
        required=True,
        key="begin",
        bind="query-params",
    )
    if way != BLANK:
        get_ready_to_read()
    if way == PASTE:
        _from_pasted()
    elif way == FILE:
        _from_file()
    else:
        _blank()


def _blank() -> None:
    with st.form("blank-article", border=False):
        title = st.text_input("Title", key="new-title", placeholder="What is it about?")
        complaint = st.empty()
        if st.form_submit_button("Create article", type="primary"):
            _create(title, complaint)


def _create(title: str, complaint: DeltaGenerator) -> None:
    if not title.strip():
        complaint.error("Give it a title first; you can change it later.")
        return
    slug = attempted(
        lambda session, by: create_article(session, title, by=by).slug, tell=complaint.error
    )
    if slug:
        open_page("article", slug=slug)


def _from_pasted() -> None:
    with st.form("pasted-article", border=False):
        pasted = st.text_area(
            "Text of the whole article", key=_PASTED, height=320, placeholder="Paste it here."
        )
        st.form_submit_button("Show what is kept")
    html, is_theirs = copied_into(_PASTED)
    if not pasted.strip():
        return
    if html and not is_theirs:
        st.info(WRITTEN_IN)
    text, name = (html, "pasted.html") if is_theirs else (pasted, "")
    _offer(text.encode(errors="replace"), name)


def _from_file() -> None:
    file = st.file_uploader(
        "Word document, saved web page, Markdown, JSON, WordPress export, or a ZIP of these",
        key="manuscript-file",
        help="DOCX, HTML, MD, TXT, JSON, XML; up to 20 MB. A page saved with its folder of "
        "pictures comes in as one ZIP.",
    )
    if file:
        _offer(file.getvalue(), file.name)


def _offer(content: bytes, name: str) -> None:
    """Show what would become of it before anything is created."""
    try:
        with st.spinner("Reading it…"):
            manuscripts = read_manuscripts(content, name)
    except UnreadableManuscript as refused:
        st.error(escaped(refused.words))
        return
    label = "Create article" if len(manuscripts) == 1 else f"Create {len(manuscripts)} articles"
    if st.button(label, type="primary", key="create-imported"):
        _import(manuscripts)
    for manuscript in manuscripts:
        with st.container(border=True):
            _show(manuscript)


def _show(manuscript: Manuscript) -> None:
    st.header(escaped(manuscript.title) or "No title found", anchor=False)
    _report(manuscript.report)
    st.caption(f"Sections: {len(manuscript.sections)}{_pictures(manuscript)}")
    st.text(
        "\n".join(
            f"{place}. {_named(section)}"
            for place, section in enumerate(manuscript.sections, start=1)
        )
    )


def _pictures(manuscript: Manuscript) -> str:
    """How many there are, and how many are only named in what was brought."""
    pictures = [each for each in manuscript.sections if each.kind == "image"]
    missing = sum(each.image is None for each in pictures)
    if not pictures:
        return ""
    lacking = f", {missing} of them not in the file: add them afterwards" if missing else ""
    return f" · Pictures: {len(pictures)}{lacking}"


def _named(section: ManuscriptSection) -> str:
    kind = KINDS[SectionKind(section.kind)]
    return section.heading or (f"{kind}: {section.alt}" if section.alt else kind)


def _report(report: FidelityReport) -> None:
    source, kept, left = st.columns(3)
    source.metric("Words in it", f"{report.words_in_source:,}")
    kept.metric("Kept", f"{report.words_kept:,}")
    left.metric("Left out", f"{report.words_left_out:,}")
    if not report.is_proved:
        st.warning(
            f"The file holds {report.unplaced} words that found no place in the article."
            " They are the last ones listed: look where they belong."
        )
    if report.left_out:
        st.caption("Each of these can be put back with one click once the article is there.")
        st.dataframe(
            [{"Left out": each.text, "Why": each.reason} for each in report.left_out],
            hide_index=True,
        )


def _import(manuscripts: list[Manuscript]) -> None:
    with st.spinner("Preparing the pictures…"):
        pictures = [prepared_pictures(each) for each in manuscripts]
    slugs = attempted(
        lambda session, by: [
            import_article(session, each, pictures=ready, by=by).slug
            for each, ready in zip(manuscripts, pictures, strict=True)
        ],
        tell=st.error,
    )
    if slugs is None:
        return
    if len(slugs) == 1:
        panel = {"panel": "Import"} if manuscripts[0].report.left_out else {}
        open_page("article", slug=slugs[0], **panel)
    keep_message(f"Created {len(slugs)} drafts.")
    open_page("articles")

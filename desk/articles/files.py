"""Taking articles out as files: this one, or all of them."""

import streamlit as st

WORDS = {
    "docx": ("Word", "To send to somebody who writes in Word"),
    "html": ("Web page", "One page that any browser opens, pictures enclosed"),
    "md": ("Markdown", "Plain text with signs; packed with its pictures when there are any"),
    "json": (
        "Copydesk’s JSON",
        "Everything, notes and hidden sections too; comes in again the same",
    ),
}


@st.dialog("Download this article")
def download_article(slug: str) -> None:
    st.write("The newest saved text. Hidden sections and notes go into JSON only.")
    for form, (name, told) in WORDS.items():
        st.link_button(name, f"/desk/files/articles/{slug}.{form}", help=told, width="stretch",
                       icon=":material/download:", key=f"download-{form}")  # fmt: skip


def download_all() -> None:
    """Each article outside the trash a file of its own, packed."""
    with st.popover("Download all", icon=":material/download:", type="tertiary"):
        st.caption("All articles outside the trash, as one ZIP.")
        for form, (name, told) in WORDS.items():
            st.link_button(name, f"/desk/files/articles.zip?format={form}", help=told,
                           width="stretch", key=f"download-all-{form}")  # fmt: skip

"""One picture of the library: what it is, where it is used, and what can be done with it."""

import streamlit as st

from actions.library.images import delete_image
from actions.library.reading import ImageRecord, look_up_image
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.library.picture_cropping import offer_cropping
from desk.library.picture_focusing import offer_focusing
from desk.library.picture_replacing import offer_replacing, show_replacements
from desk.library.picture_uses import show_uses
from desk.widgets.clock import spoken
from desk.widgets.picture import described, name_of, show_picture
from models.articles.image import Image
from models.base.database import reading
from models.staff.member import Actor, Permission


def picture_record(sha256: str, by: Actor) -> None:
    with reading() as session:
        found = look_up_image(session, sha256, by=by)
    if found is None:
        st.write("There is no such picture. It may have been deleted.")
        return
    image, uses = found.image, found.uses
    shown, told = st.columns([3, 2], gap="large")
    with shown:
        show_picture(image, described(image, uses), "large")
    with told:
        _about(found)
        if by.may(Permission.EDIT_ARTICLES):
            with st.container(horizontal=True):
                offer_cropping()
                offer_focusing()
                offer_replacing(uses)
        show_uses(uses)
        show_replacements(found, by)
        if found.is_unused and by.may(Permission.EDIT_ARTICLES):
            _offer_deleting(image)
        elif not uses:
            st.caption("Kept for earlier texts and pages, which show it.")


def _about(found: ImageRecord) -> None:
    image = found.image
    st.header(escaped(name_of(image)), anchor=False)
    who = f"by {escaped(found.added_by)}, " if found.added_by else ""
    st.caption(
        f"{image.width} × {image.height} pixels, {image.media_type.removeprefix('image/').upper()}"
        f"  \nAdded {who}{spoken(image.uploaded_at)}"
    )


def _offer_deleting(image: Image) -> None:
    if st.button("Delete picture", icon=":material/delete:", key="delete-picture"):
        st.query_params["ask"] = "delete"
    if st.query_params.get("ask") == "delete":
        _ask(image.sha256, name_of(image))


def _closed() -> None:
    st.query_params.pop("ask", None)


@st.dialog("Delete this picture?", on_dismiss=_closed)
def _ask(sha256: str, name: str) -> None:
    st.write(f"{escaped(name)} is used nowhere. Deleting it cannot be undone.")
    if st.button("Delete for good", type="primary", key="delete-for-good"):
        _closed()
        if attempt(lambda session, by: delete_image(session, sha256, by=by), "Deleted."):
            st.query_params.pop("picture", None)
        st.rerun()

"""Putting another picture in the place of one everywhere: chosen, looked over, done, taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from actions.library.bulk_changing import take_back_bulk_change
from actions.library.image_replacing import CannotReplace, replace_image, replace_on_pages
from actions.library.images import MOST_BYTES, BadImage, prepare_image, store_image
from actions.library.reading import ImageRecord, look_up_image
from desk.articles.writing.picture_choice import pictures_to_choose
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_trouble, say, say_trouble
from desk.frame.sign_in import acting
from desk.library.for_readers import ask_for_readers, so_many
from desk.library.picture_uses import show_uses
from desk.widgets.clock import spoken
from desk.widgets.picture import described, name_of, show_picture
from models.articles.image import Image
from models.base.database import reading
from models.library.image_use import ImageUse
from models.staff.change_batch import ChangeBatch
from models.staff.member import Actor, Permission


def offer_replacing(uses: Sequence[ImageUse]) -> None:
    if uses and st.button("Replace everywhere", icon=":material/swap_horiz:", key="replace"):
        st.query_params["replace"] = "choose"
        st.rerun()


def picture_to_change(sha256: str, by: Actor) -> ImageRecord | None:
    """With a way back to it as it is; None when it is gone, which is said."""
    with reading() as session:
        found = look_up_image(session, sha256, by=by)
    if st.button("Leave it as it is", icon=":material/close:", type="tertiary", key="leave"):
        go_to_picture(sha256)
    if found is None:
        st.write("There is no such picture. It may have been deleted.")
    return found


def replace_picture(old: str, by: Actor) -> None:
    """`?replace=` names the picture that takes its place, once it is chosen."""
    before = picture_to_change(old, by)
    if before is None:
        return
    new = st.query_params.get("replace", "choose")
    with reading() as session:
        after = look_up_image(session, new, by=by)
    if after is None or old == new:
        _choose(before.image, by)
    else:
        _confirm(before, after.image, by)


def _choose(old: Image, by: Actor) -> None:
    st.write(f"Which picture takes the place of {escaped(name_of(old))}?")
    file = st.file_uploader(
        "A new one", key=f"replacement-{old.sha256}", max_upload_size=MOST_BYTES // 1024**2
    )
    chosen = pictures_to_choose("replacement-words", by, without=old.sha256)
    if file and not chosen:
        try:
            prepared = prepare_image(file.getvalue())
        except BadImage as refused:
            st.error(refused.words)
            return
        with acting() as (session, who):
            chosen = store_image(session, prepared, name=file.name, by=who).sha256
    if chosen:
        st.query_params["replace"] = chosen
        st.rerun()


def _confirm(before: ImageRecord, new: Image, by: Actor) -> None:
    """All that will change is listed before anything does."""
    old, uses = before.image, before.uses
    public = sum(use.is_public for use in uses)
    now, then, told = st.columns([2, 2, 3], gap="medium")
    with now:
        st.markdown("**Now**")
        show_picture(old, described(old, uses))
    with then:
        st.markdown("**Then**")
        show_picture(new, name_of(new))
    with told:
        alt = st.text_area(
            "Describe the new picture",
            key=f"replacement-alt-{new.sha256}",
            help="Leave it empty when each description still fits.",
            placeholder="The same words as now",
        )
        on_pages = ask_for_readers(public, by, key="replace-pages")
        if st.button("Replace everywhere", type="primary", key="replace-now"):
            _replace(old.sha256, new.sha256, alt, on_pages=on_pages)
    show_uses(uses)


def _replace(old: str, new: str, alt: str, *, on_pages: bool) -> None:
    changed = attempted(
        lambda session, by: (
            replace_image(session, old, new, alt=alt, on_pages=on_pages, by=by).kept
        ),
        tell=st.error,
        unless={CannotReplace: lambda refused: go_to_picture(old, escaped(refused.words))},
    )
    if changed is None:
        return
    sections, pages = len(changed["sections"]), len(changed["pages"])
    go_to_picture(
        new, f"Replaced in {so_many(sections, 'section')}, on {so_many(pages, 'public page')}."
    )


def go_to_picture(picture: str, words: str = "") -> None:
    """Show it, and nothing that was being done to it; ends this run."""
    st.query_params.from_dict({"picture": picture})
    if words:
        say(words)
    st.rerun()


def show_replacements(found: ImageRecord, by: Actor) -> None:
    """What took whose place, with the ways on and back for those who may."""
    for bulk in found.replacements:
        with st.container(border=True, gap="xsmall"):
            _replacement(bulk, found.uses, by, was_this=bulk.kept["before"] == found.image.sha256)


def _replacement(bulk: ChangeBatch, uses: Sequence[ImageUse], by: Actor, *, was_this: bool) -> None:
    who = f" by {escaped(bulk.by.full_name)}" if bulk.by else ""
    done = _said(bulk.kept, was_this=was_this)
    st.markdown(f"{done}{who}, {spoken(bulk.at)}.")
    is_moved = "focus" in bulk.kept
    other = bulk.kept["after" if was_this else "before"]
    if not is_moved and st.button("See the other picture", type="tertiary", key=f"other-{bulk.id}"):
        go_to_picture(other)
    may_publish = by.may(Permission.PUBLISH_ARTICLES)
    still = sum(use.is_public for use in uses)
    if was_this and still and may_publish and not (is_moved and bulk.kept["pages"]):
        label = f"{'Show' if is_moved else 'Replace'} on {so_many(still, 'public page')} too"
        if st.button(label, key=f"pages-{bulk.id}"):
            _on_pages(bulk.id)
    if by.may(Permission.EDIT_ARTICLES) and (may_publish or not bulk.kept["pages"]):
        st.button("Undo", icon=":material/undo:", key=f"undo-{bulk.id}", on_click=_undo,
                  args=(bulk.id, bulk.kept["before"]))  # fmt: skip


def _said(kept: Mapping[str, Any], *, was_this: bool) -> str:
    if "focus" in kept:
        return "Focal point moved"
    if "part" in kept:
        return "Cropped" if was_this else "Cut from another picture"
    return "Replaced everywhere" if was_this else "Took another’s place"


def _on_pages(batch_id: int) -> None:
    pages = attempted(
        lambda session, by: replace_on_pages(session, batch_id, by=by), tell=say_trouble
    )
    if pages is not None:
        say(f"Readers see the new one on {so_many(pages, 'page')}.")


def _undo(batch_id: int, picture: str) -> None:
    """A callback: what went on since is named and left."""
    left = attempted(lambda session, by: take_back_bulk_change(session, batch_id, by=by))
    if left is None:
        return
    st.query_params.from_dict({"picture": picture})
    if left:
        titles = ", ".join(escaped(title) for title in left)
        keep_trouble(f"Taken back, but not in what was changed since: {titles}.")

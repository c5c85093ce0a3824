"""The library: every picture, where it is used, and putting one into a section."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from actions.articles.publishing import publish_article
from actions.articles.sections import add_section, save_section
from actions.library.image_focusing import focus_image
from actions.library.images import prepare_image, store_image
from models.articles.article import Section, SectionKind
from models.articles.content import SectionContent
from models.articles.image import Image
from models.base.database import reading, writing
from models.staff.member import OPERATOR, Actor
from tests.articles import Written, add_to, newest, picture

Open = Callable[..., AppTest]


def stored(name: str, width: int = 60) -> str:
    with writing() as session:
        drawn = prepare_image(picture(width, 40, "PNG"))
        return store_image(session, drawn, name=name, by=OPERATOR).sha256


@pytest.fixture
def pier(tides: Written) -> str:
    """A picture in Tides, which is public."""
    sha256 = stored("pier [1].png")
    with writing() as session:
        shown = SectionContent(image=sha256, alt="The *pier* at low tide")
        add_to(session, tides, SectionKind.IMAGE, shown)
        publish_article(session, tides.id, by=OPERATOR)
    return sha256


def words(desk: AppTest) -> str:
    return "\n".join(str(each.value) for each in [*desk.caption, *desk.markdown, *desk.error])


def test_the_list_says_how_often_each_is_used(open_desk: Open, ed: Actor, pier: str) -> None:
    stored("boat.png", 70)
    desk = open_desk("library", ed)
    assert not desk.exception
    assert "2 pictures" in words(desk)
    assert "60 × 40  \nIn 1 article" in words(desk)
    assert "70 × 40  \nNot used" in words(desk)
    assert "1 picture" in words(open_desk("library", ed, unused="true"))
    assert "No picture is like that." in words(open_desk("library", ed, **{"find-picture": "crab"}))


def test_a_picture_tells_where_it_is_used_and_who_sees_it(
    open_desk: Open, cleo: Actor, pier: str
) -> None:
    desk = open_desk("library", cleo, picture=pier)
    assert not desk.exception
    assert desk.header[0].value == r"pier \[1\]\.png"
    assert "Readers see it" in words(desk)
    assert r"The \*pier\* at low tide" in words(desk)
    assert "delete-picture" not in [each.key for each in desk.button]


def test_only_an_unused_picture_is_offered_for_deleting(
    open_desk: Open, ed: Actor, pier: str
) -> None:
    assert "delete-picture" not in [
        each.key for each in open_desk("library", ed, picture=pier).button
    ]
    boat = stored("boat.png", 70)
    desk = open_desk("library", ed, picture=boat)
    desk.button("delete-picture").click().run()
    desk.button("delete-for-good").click().run()
    assert not desk.exception
    with reading() as session:
        assert session.scalars(select(Image.sha256)).all() == [pier]


@pytest.mark.parametrize("wanted", ["x", "0" * 64, "<b>"])
def test_a_picture_that_is_not_there_is_said_so(open_desk: Open, ed: Actor, wanted: str) -> None:
    desk = open_desk("library", ed, picture=wanted)
    assert not desk.exception
    assert "There is no such picture" in words(desk)


def test_several_are_added_and_a_bad_one_keeps_none_back(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("library", ed)
    files = [("a.png", picture(30, 20, "PNG"), "image/png"), ("b_*.svg", b"<svg/>", "image/png")]
    desk.file_uploader("new-pictures").set_value(files)
    next(each for each in desk.button if each.label == "Add them").click().run()
    assert not desk.exception
    assert r"b\_\*\.svg: SVG drawings can hold programs" in words(desk)
    with reading() as session:
        assert session.scalars(select(Image.name)).all() == ["a.png"]


def test_a_section_takes_a_picture_from_the_library_and_no_words_of_another(
    open_desk: Open, ed: Actor, tides: Written, pier: str
) -> None:
    boat = stored("boat.png", 70)
    with reading() as session:
        section = session.scalar(select(Section.id).where(Section.kind == SectionKind.IMAGE))
    desk = open_desk("article", ed, slug="tides", section=str(section))
    desk.button(f"choose-{section}").click().run()
    desk.button(f"use-{boat}").click().run()
    assert not desk.exception
    desk.button("save").click().run()
    assert (newest(int(section or 0)).image, newest(int(section or 0)).alt) == (boat, "")


def test_what_describes_a_missing_picture_is_not_put_on_another(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    boat = stored("boat.png", 70)
    with writing() as session:
        after = tides.sections[1]
        section = add_section(session, SectionKind.IMAGE, after=after, by=ed).id
        session.flush()
        save_section(session, section, SectionContent(alt="A <b>fence</b>"), based_on=1, by=ed)
    desk = open_desk("article", ed, slug="tides", section=str(section))
    desk.button(f"choose-{section}").click().run()
    desk.button(f"use-{boat}").click().run()
    assert not desk.exception
    assert desk.text_area(f"section-{section}-alt").value == ""
    assert any("For the one before it said" in each.value for each in desk.markdown)


def test_a_picture_is_replaced_after_all_that_changes_was_listed(
    open_desk: Open, mo: Actor, pier: str
) -> None:
    boat = stored("boat.png", 70)
    desk = open_desk("library", mo, picture=pier)
    desk.button("replace").click().run()
    desk.button(f"use-{boat}").click().run()
    assert not desk.exception
    assert "Readers see it" in words(desk)
    assert desk.checkbox("replace-pages").value
    desk.text_area(f"replacement-alt-{boat}").set_value("A boat")
    desk.button("replace-now").click().run()
    assert not desk.exception
    assert desk.query_params["picture"] == boat
    assert "In no article." not in words(desk)
    assert "In no article." in words(open_desk("library", mo, picture=pier))
    desk.button("undo-1").click().run()
    assert not desk.exception
    assert desk.query_params["picture"] == pier
    assert r"The \*pier\* at low tide" in words(desk)


def test_an_editor_replaces_in_texts_and_is_told_about_readers(
    open_desk: Open, ed: Actor, mo: Actor, pier: str
) -> None:
    boat = stored("boat.png", 70)
    desk = open_desk("library", ed, picture=pier, replace=boat)
    assert not desk.exception
    assert "when somebody who publishes agrees" in desk.info[0].value
    desk.button("replace-now").click().run()
    still = open_desk("library", mo, picture=pier)
    assert "Only on the public page" in words(still)
    still.button("pages-1").click().run()
    assert not still.exception
    assert "In no article." in words(still)


def test_a_clinician_is_shown_the_picture_and_no_way_to_replace_it(
    open_desk: Open, cleo: Actor, pier: str
) -> None:
    desk = open_desk("library", cleo, picture=pier, replace=stored("boat.png", 70))
    assert desk.title[0].value == "Picture"
    assert not {"replace", "replace-now"} & {each.key for each in desk.button}


def test_a_part_is_chosen_and_shown_and_the_whole_comes_back(
    open_desk: Open, mo: Actor, pier: str, tides: Written
) -> None:
    with writing() as session:
        big = store_image(session, prepare_image(picture()), name="bay.jpg", by=OPERATOR).sha256
        add_to(session, tides, SectionKind.IMAGE, SectionContent(image=big, alt="A bay"))
        publish_article(session, tides.id, by=OPERATOR)
    desk = open_desk("library", mo, picture=big)
    desk.button("crop").click().run()
    assert desk.header[0].value == r"bay\.jpg"
    desk.button("crop-now").click().run()
    assert "whole picture" in words(desk)
    desk.slider("crop-across").set_value((25, 75)).run()
    assert "600 × 800 of 1200 × 800 pixels" in words(desk)
    assert desk.checkbox("crop-pages").value
    desk.button("crop-now").click().run()
    assert not desk.exception
    assert "Cut from another picture" in words(desk)
    assert "Readers see it" in words(desk)
    desk.button("undo-1").click().run()
    assert not desk.exception
    assert desk.query_params["picture"] == big
    assert "Readers see it" in words(desk)


def test_who_only_reads_is_not_offered_to_crop(open_desk: Open, cleo: Actor, pier: str) -> None:
    desk = open_desk("library", cleo, picture=pier, crop="choose")
    assert not desk.exception
    assert {"crop", "crop-now"}.isdisjoint(each.key for each in desk.button)


def test_a_name_is_words_and_no_markup_where_a_picture_is_cropped(
    open_desk: Open, ed: Actor, pier: str
) -> None:
    named = stored('"><b onclick=x>.png', 90)
    desk = open_desk("library", ed, picture=named, crop="choose")
    shown = next(each.proto.body for each in desk.get("html") if 'cd-crop">' in each.proto.body)
    assert "<b" not in shown
    assert "&quot;&gt;&lt;b" in shown


def test_a_focal_point_is_chosen_by_who_may_and_its_name_is_words(
    open_desk: Open, ed: Actor, cleo: Actor, pier: str
) -> None:
    desk = open_desk("library", ed, picture=pier)
    desk.button("focus").click().run()
    assert not desk.exception
    assert desk.title[0].value == "Choose the focal point"
    assert "when somebody who publishes agrees" in desk.info[0].value
    looking = open_desk("library", cleo, picture=pier, focus="choose")
    assert looking.title[0].value == "Picture"
    assert "focus" not in [each.key for each in looking.button]


def test_a_moved_focal_point_is_told_with_its_way_back(
    open_desk: Open, ed: Actor, mo: Actor, pier: str
) -> None:
    with writing() as session:
        focus_image(session, pier, [0, 100], based_on=(50, 50), on_pages=False, by=ed)
    desk = open_desk("library", mo, picture=pier)
    assert "Focal point moved by Ed Example" in words(desk)
    desk.button("pages-1").click().run()
    assert not desk.exception
    desk = open_desk("library", mo, picture=pier)
    assert "pages-1" not in [each.key for each in desk.button]
    desk.button("undo-1").click().run()
    assert "Focal point moved" not in words(desk)
    with reading() as session:
        assert session.get_one(Image, pier).focus == (50, 50)


def test_a_picture_is_put_between_words_only_with_a_description(
    open_desk: Open, ed: Actor, tides: Written, pier: str
) -> None:
    boat = stored("boat.png", 70)
    asked = {"slug": "tides", "section": str(tides.sections[1]), "inside": "choose"}
    desk = open_desk("article", ed, **asked)
    desk.button(f"use-{boat}").click().run()
    assert desk.query_params["inside"] == boat
    desk.button("inside-put").click().run()
    assert "Describe it first" in words(desk)
    desk.text_input(f"inside-alt-{boat}").set_value("A boat").run()
    desk.button("inside-put").click().run()
    assert not desk.exception
    assert "inside" not in desk.query_params
    put = desk.session_state["desk.writing"].inside
    assert (put.address, put.alt) == (f"/images/{boat}", "A boat")


@pytest.mark.parametrize("wanted", ["x", "0" * 64, "<b>"])
def test_a_picture_that_is_not_there_is_chosen_anew(
    open_desk: Open, ed: Actor, tides: Written, wanted: str
) -> None:
    asked = {"slug": "tides", "section": str(tides.sections[1]), "inside": wanted}
    desk = open_desk("article", ed, **asked)
    assert not desk.exception
    assert "inside-put" not in [each.key for each in desk.button]

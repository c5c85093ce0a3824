"""Perhaps the same person, on the screen: suggested, shown as one, and separated again."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from actions.enquiries.merging import mark_pair, merge_enquiries
from models.enquiries.enquiry import Status
from models.enquiries.pair import Bond
from models.staff.member import Actor
from tests.enquiries import arrive, do, newest
from tests.pages.tables import drawn_component

Open = Callable[..., AppTest]
PHONE = "+44 7700 900123"


def words(desk: AppTest) -> str:
    assert not desk.exception, desk.exception
    return "\n".join(
        str(each.value) for each in (*desk.markdown, *desk.caption, *desk.error, *desk.success)
    )


def test_a_likely_duplicate_is_suggested_with_the_reason(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna", phone=PHONE)
    bea = arrive("B*e*a", email="bea@example.com", phone=PHONE, status=Status.BOOKED)
    desk = open_desk("enquiries", fay, open=str(anna.id))

    assert "Booked · same phone number, another name" in words(desk).replace("\\", "")
    desk.button(f"e-earlier-{anna.id}-{bea.id}").click().run()
    assert desk.query_params["open"] == str(bea.id)


def test_of_many_who_may_be_the_same_the_likeliest_are_shown_and_the_rest_when_asked_for(
    open_desk: Open, fay: Actor
) -> None:
    anna, *others = [arrive(f"Anna {letter}", phone=PHONE) for letter in "ABCDEF"]
    linked = others[0]
    do(mark_pair, anna.id, linked.id, Bond.LINKED, by=fay)
    desk = open_desk("enquiries", fay, open=str(anna.id))

    def shown(desk: AppTest) -> list[str]:
        key = f"e-earlier-{anna.id}-"
        return [each.key for each in desk.button if each.key and each.key.startswith(key)]

    assert len(shown(desk)) == 3
    assert shown(desk)[0].endswith(f"-{linked.id}")
    desk.button(f"e-same-all-{anna.id}").click().run()
    assert len(shown(desk)) == 5


def test_merged_records_are_read_as_one_and_separated(open_desk: Open, fay: Actor) -> None:
    keep = arrive("Anna", phone=PHONE, message="My knee")
    part = arrive("Ana <b>", phone=PHONE, message="My *knee* again")
    do(merge_enquiries, keep.id, part.id, by=fay)

    whole = open_desk("enquiries", fay, open=str(keep.id))
    assert {"My knee", "My *knee* again"} <= {text.value for text in whole.text}
    assert "is part of this" in words(whole)
    piece = open_desk("enquiries", fay, open=str(part.id))
    assert not [box for box in piece.selectbox if box.label == "Status"]
    assert drawn_component(piece, "copydesk_plain_text")["label"] == "Add a note"

    whole.button(f"e-separate-{part.id}-2").click().run()
    assert newest(part).merged_into_id is None
    assert newest(part).status is Status.NEW
    assert "is part of this" not in words(whole)

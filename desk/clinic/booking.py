"""What the public's form offers and asks: the services, and the words they agree to."""

import streamlit as st

from actions.clinic.settings import read_setting
from desk.clinic.form import SettingForm, lines_of, setting_form
from desk.frame.messages import escaped
from models.base.database import reading
from models.clinic.rules import LONGEST_WORDING
from models.staff.member import Actor

LINES: dict[str, tuple[str, str]] = {
    "privacy_address": ("Address of your privacy notice", "People find it below the consent."),
    "public_phone": ("Phone number for readers", "Stands on paper where the page has a button."),
    "public_address": ("The clinic’s address for readers", "Stands on paper below the number."),
}


def booking_settings(by: Actor) -> None:
    names = ("services", "consent_wording", *LINES, "appointment_minutes")
    form = setting_form("booking", names, by)
    services = st.text_area(
        "Services offered, one a line",
        height=200,
        **form.box("services", lines_of(form.value("services"))),
    )
    st.caption("People choose one of these. What somebody chose before stays with their enquiry.")
    wording = _wording(form)
    _about_the_wording(by)
    lines = _lines(form)
    minutes = _minutes(form)
    form.save(
        lambda: {
            "services": services.splitlines(),
            "consent_wording": wording,
            **lines,
            "appointment_minutes": minutes,
        }
    )


def _wording(form: SettingForm) -> str:
    wording: str = st.text_area(
        "Wording of consent",
        max_chars=LONGEST_WORDING,
        height=120,
        **form.box("consent_wording", form.value("consent_wording")),
    )
    return wording


def _lines(form: SettingForm) -> dict[str, str]:
    return {
        name: st.text_input(label, help=told, **form.box(name, form.value(name)))
        for name, (label, told) in LINES.items()
    }


def _minutes(form: SettingForm) -> int:
    minutes: int = st.number_input(
        "Minutes of an appointment",
        min_value=5,
        max_value=24 * 60,
        step=5,
        width=220,
        **form.box("appointment_minutes", form.value("appointment_minutes")),
    )
    return minutes


def _about_the_wording(by: Actor) -> None:
    """Which words somebody agreed to stays known: each enquiry carries the number of its words."""
    with reading() as session:
        number = read_setting(session, "consent_version", by=by).value
        former = read_setting(session, "former_consent_wordings", by=by).value
    st.caption(
        f"This is wording {escaped(str(number))}. Other words get the next number; each enquiry "
        "keeps the number of the words that the person read."
    )
    if former:
        with st.expander("Earlier wordings"):
            for each, words in reversed(former.items()):
                st.caption(f"Wording {escaped(each)}")
                st.text(words)

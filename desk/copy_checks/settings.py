"""Which copy checks this clinic wants, how strict each is, and the phrases it looks for."""

from typing import Any

import streamlit as st

from desk.clinic.form import SettingForm, lines_of, setting_form
from models.copy_checks.findings import DISCLAIMER
from models.copy_checks.rules import RULES, Rule, Severity, chosen_rule, rule_choice
from models.staff.member import Actor

SEVERITIES: dict[Severity, str] = {
    Severity.BLOCKING: "Holds publishing back",
    Severity.ADVICE: "Advice",
    Severity.OFF: "Off",
}


def copy_settings(by: Actor) -> None:
    form = setting_form("copy", ("copy_rules",), by)
    chosen = form.value("copy_rules")
    st.caption(
        f"{DISCLAIMER} Whole words in any case and with any ending. “a/b” is either word, “…” "
        "up to eight words between. An empty box looks for nothing."
    )
    wanted: dict[str, Any] = {}
    for rule in RULES:
        wanted |= _rule(form, rule, chosen_rule(rule, chosen.get(rule.id)))
    form.save(lambda: {"copy_rules": wanted})


def _rule(form: SettingForm, rule: Rule, now: Rule) -> dict[str, Any]:
    """What differs from our table, by the rule's id; empty when nothing does."""
    changed = " · changed" if rule_choice(rule, now.severity, now.phrases) else ""
    with st.expander(f"{rule.title} · {SEVERITIES[now.severity].lower()}{changed}",
                     key=form.key(f"rule-{rule.id}")):  # fmt: skip
        st.markdown(f"{rule.why} [{rule.reference}]({rule.url})")
        severity = st.segmented_control(
            "How strict",
            list(SEVERITIES),
            format_func=SEVERITIES.__getitem__,
            required=True,
            **_box(form, f"severity-{rule.id}", now.severity),
        )
        phrases = now.phrases
        if rule.phrases:
            box = form.box(f"phrases-{rule.id}", lines_of(now.phrases))
            typed = st.text_area("Phrases, one a line", height=160, **box)
            phrases = tuple(filter(None, map(str.strip, typed.splitlines())))
    choice = rule_choice(rule, severity or now.severity, phrases)
    return {rule.id: choice} if choice else {}


def _box(form: SettingForm, name: str, shown: Severity) -> dict[str, Any]:
    box = form.box(name, shown)
    return {"default": box.pop("value"), **box}

"""Risk phrases: found however they are written, never claimed where they are not."""

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clinic.setting import DEFAULTS
from models.enquiries.risk.phrases import risk_phrases_in

PHRASES: list[str] = DEFAULTS["risk_phrases"]
SENTENCES = tomllib.loads(Path(__file__).with_name("risk_sentences.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "text, found",
    [
        ("I want to end my life.", ["end my life"]),
        ("I WANT TO END MY LIFE", ["END MY LIFE"]),
        ("thinking of  ending\n my\tlife", ["ending my life"]),
        ("He keeps killing myself-talk", ["killing myself"]),
        ("I think I will kill myself", ["kill myself"]),
        ("I cant go on", ["cant go on"]),
        ("I can’t go on", ["can’t go on"]),
        ("I can't... go on", ["can't... go on"]),
        ("self-harm, Self Harm, self–harm", ["self-harm", "Self Harm", "self–harm"]),
        ("I overdosed twice", ["overdosed"]),
        ("she is suicidal", ["suicidal"]),
        ("Suïcide", ["Suïcide"]),
        ("sui\u200bcide", ["sui\u200bcide"]),
        ("kill myself. Kill myself!", ["kill myself"]),
        ("I am wanting to die", ["wanting to die"]),
    ],
)
def test_a_phrase_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    assert risk_phrases_in(text, PHRASES) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We reached the weekend. My life is good.",
        "This is the end. My life begins anew.",
        "suicidology lectures",
        "I want to diet",
        "my knees hurt, myself included? No: hurts my elf",
        "An insecticide",
    ],
)
def test_parts_of_words_and_two_sentences_are_no_phrase(text: str) -> None:
    found = risk_phrases_in(text, ["end my life", "suicide", "want to die"])
    assert found == []


def test_a_clinic_may_choose_phrases_in_any_script() -> None:
    assert risk_phrases_in("我不想活了，请帮我", ["不想活"]) == ["不想活"]
    assert risk_phrases_in("Ich will nicht mehr LEBEN", ["nicht mehr leben"]) == [
        "nicht mehr LEBEN"
    ]


def test_phrases_without_a_word_find_nothing() -> None:
    assert risk_phrases_in("anything ... at all", ["", "  ", "...", "''"]) == []


@given(st.text(st.characters()), st.lists(st.text(st.characters())))
def test_no_text_makes_it_fail(text: str, phrases: list[str]) -> None:
    risk_phrases_in(text, phrases)


@given(st.text(), st.sampled_from(PHRASES), st.text())
def test_a_phrase_standing_alone_is_always_found(before: str, phrase: str, after: str) -> None:
    assert risk_phrases_in(f"{before}\n.\n{phrase}\n.\n{after}", PHRASES)


@pytest.mark.parametrize("piece", ["end my ", "'", "a'", "...", "kill ", "\u0301", "我"])
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(times: int) -> float:
        text, started = piece * times, process_time()
        risk_phrases_in(text, PHRASES)
        return process_time() - started

    short, long = (min(seconds(times) for _ in range(3)) for times in (4_000, 40_000))
    assert long < max(0.05, short) * 40


def test_of_two_hundred_sentences_at_least_95_in_100_are_found_and_5_in_100_are_false() -> None:
    asks = [said for said in SENTENCES["at_risk"] if risk_phrases_in(said, PHRASES)]
    false = [said for said in SENTENCES["harmless"] if risk_phrases_in(said, PHRASES)]

    assert {kind: len(said) for kind, said in SENTENCES.items()} == {
        "at_risk": 100,
        "harmless": 100,
    }
    assert len(asks) >= 95, sorted(set(SENTENCES["at_risk"]) - set(asks))
    assert len(false) <= 5, false


@pytest.mark.parametrize(
    "text, found",
    [
        ("kill my self", "kill my self"),
        ("killmyself", "killmyself"),
        ("kill myslef", "kill myslef"),
        ("i do not wish to live", "do not wish to live"),
        ("suiside", "suiside"),
        ("I want to, really, just die", "want to, really, just die"),
        ("kms", "kms"),
    ],
)
def test_slips_split_words_and_words_that_say_the_same_are_found(text: str, found: str) -> None:
    assert risk_phrases_in(text, PHRASES) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "dying to know",
        "killing time",
        "I feel like doing more",
        "I can't go on Tuesday",
        "I cut myself while shaving",
        "hunt myself",
        "do not. Wish to live",
        "I want to dine",
    ],
)
def test_real_words_and_harmless_endings_are_no_slips(text: str) -> None:
    assert risk_phrases_in(text, PHRASES) == []


def test_a_phrase_of_small_words_alone_is_still_looked_for_whole() -> None:
    assert risk_phrases_in("the life of a star in the end", ["in the end"]) == ["in the end"]

"""Phrases are found however they are written; what is denied, asked or quoted is no claim."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.copy_checks.phrases import Phrases

PHRASES = Phrases(
    ["cure", "not/non addictive", "no side effects", "guaranteed", "studies/research … show/shown"]
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in PHRASES.spans(text)]


@pytest.mark.parametrize(
    "text, hits",
    [
        ("It CURED me.", ["CURED"]),
        ("Non‑addictive!", ["Non‑addictive"]),
        ("It is cheap, and not addictive.", ["not addictive"]),
        ("Recent research on sleep has shown it.", ["research on sleep has shown"]),
        ("Are you looking for a cure?", ["cure"]),
        ("Not only a cure for pain", ["cure"]),
        ("Patients say “it cured me” often.", ["cured"]),
        ("Guaranteed not to hurt", ["Guaranteed"]),
    ],
)
def test_a_claim_is_found(text: str, hits: list[str]) -> None:
    assert found(text) == hits


@pytest.mark.parametrize(
    "text",
    [
        "It is not a cure.",
        "It isn’t a cure.",
        "There is no known cure.",
        "A cure does not exist.",
        "There is no guarantee.",
        "Results cannot be guaranteed.",
        "No medicine has no side effects.",
        "It is not true that it is not addictive.",
        "Is there a cure?",
        "The word “cure” is best avoided.",
        "It rarely cures insomnia.",
        "Secure your obscure manicure.",
    ],
)
def test_a_denial_a_question_or_another_word_is_none(text: str) -> None:
    assert found(text) == []


def test_a_gap_is_at_most_eight_words() -> None:
    assert found("research a b c d e f g h shown")
    assert not found("research a b c d e f g h i shown")


@pytest.mark.parametrize("phrase", ["", "…", "/", "… cure", "cure …", "(a+)+$", "[", "\\", ".*"])
def test_no_phrase_is_a_pattern_and_none_breaks(phrase: str) -> None:
    spans = list(Phrases([phrase]).spans("a cure aaaaaaaaaaaaaaaa!"))

    assert len(spans) <= 2


@given(st.text(), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_and_any_phrases_give_places_inside_the_text(
    text: str, phrases: list[str]
) -> None:
    for start, end in Phrases(phrases).spans(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize("piece", ["not cure, ", "is “cure” ", "research ", "no ", "cure? "])
def test_the_work_grows_with_the_text_alone(piece: str) -> None:
    def took(times: int) -> float:
        text = piece * times
        started = process_time()
        list(PHRASES.spans(text, may_deny=False))
        return process_time() - started

    took(100)
    assert min(took(4000), took(4001), took(4002)) < 60 * max(min(took(400), took(401)), 0.001)

"""What the copy checks find in whole articles."""

from collections import Counter
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from models.articles.passages import identity
from models.copy_checks.findings import check, hits_in, overridden, rule_book
from models.copy_checks.text import sections_in
from tests.copy import CLEAN, FAULTY, TITLE, page_of

BOOK = rule_book({})
HASTY = page_of(*FAULTY.values(), title=TITLE)


def test_a_hasty_article_shows_its_faults() -> None:
    found = check(HASTY, BOOK).findings
    seen = {(each.rule.id, each.section) for each in found}

    assert {
        ("off-label", None), ("not-addictive", 4), ("crisis-line", 1), ("study", 2),
        ("number", 1), ("balance", None),
    } <= seen  # fmt: skip
    assert "A meta-analysis from 2021" in next(e.quote for e in found if e.rule.id == "study")


def test_what_is_found_first_is_what_holds_publishing_back() -> None:
    blocking = [each.is_blocking for each in check(HASTY, BOOK).findings]

    assert blocking == sorted(blocking, reverse=True)
    assert sum(blocking) == 3


def test_a_careful_article_shows_nothing() -> None:
    sources = "## References\n\n1. Smith J. A trial. Journal, 2019."
    found = check(page_of(*CLEAN.values(), sources, title="Ketamine: what we know"), BOOK)

    assert [(each.rule.id, each.quote) for each in found.findings] == []
    assert found.risks > found.benefits


def test_the_passage_is_marked_where_the_words_stand() -> None:
    finding = next(each for each in check(HASTY, BOOK).findings if each.rule.id == "not-addictive")

    assert finding.quote[finding.start : finding.end] == "not addictive"
    assert finding.title == "Example"


def test_a_finding_keeps_its_key_while_its_passage_stays() -> None:
    def key(*bodies: str) -> str:
        return next(e.key for e in check(page_of(*bodies), BOOK).findings if e.rule.id == "cure")

    one = key("It cures pain.")
    assert key("Another first.", "Words before. It *cures* pain. Words after.") == one
    assert key("It cures all pain.") != one


def test_an_answer_goes_with_its_passage_alone() -> None:
    found = check(HASTY, BOOK).findings
    answered = overridden(found, {found[0].key: "Mo Example: agreed"})

    assert [each.is_blocking for each in answered[:3]] == [False, True, True]
    assert answered[0].override == "Mo Example: agreed"


def test_a_sentence_whose_claim_has_a_source_needs_no_other_reference() -> None:
    page = page_of("It helps 70% of people. A trial found that it works.")
    sourced = {identity("It helps 70% of people.")}

    found = check(page, BOOK, sourced=sourced).findings
    assert [each.rule.id for each in found] == ["study"]


def test_links_lead_to_public_articles_and_to_headings_of_this_one() -> None:
    page = page_of("See [the guide](/articles/guide), [this](#other) and [that](#example).")
    unknown = {each.note for each in check(page, BOOK).findings if each.rule.id == "dead-link"}
    known = check(page, BOOK, public={"guide"}).findings

    assert unknown == {
        "No public article has this address.", "No heading of this article is at #other.",
    }  # fmt: skip
    assert sum(each.rule.id == "dead-link" for each in known) == 1


def test_an_unnamed_picture_section_is_found() -> None:
    page = page_of("", kind="image", image="a" * 64, heading="The pier")
    named = page_of("", kind="image", image="a" * 64, heading="The pier", alt="A pier in fog")

    assert [each.rule.id for each in check(page, BOOK).findings] == ["alt"]
    assert check(named, BOOK).findings == []


def test_references_are_nobodys_claims() -> None:
    page = page_of("1. A cure for 70%: a meta-analysis.", kind="references", heading="")

    assert check(page, BOOK).findings == []


def test_a_section_that_did_not_change_is_not_read_again() -> None:
    check(HASTY, BOOK)
    before = hits_in.cache_info().misses
    changed = page_of(*list(FAULTY.values())[:-1], "Something else.", title=TITLE)
    check(changed, BOOK)

    assert hits_in.cache_info().misses == before + 1


def test_looking_again_costs_little() -> None:
    page = page_of(*(f"{body} Part {n}." for n in range(4) for body in FAULTY.values()))
    started = process_time()
    check(page, BOOK)
    first = process_time() - started
    started = process_time()
    check(page, BOOK)

    assert process_time() - started < first / 3


@settings(max_examples=60)
@given(st.text(alphabet="aA1 %![](){}#*_-–“”\"'.,;:?/\\\n|<>`&\u0301²½𝒳not cure", max_size=400))
def test_any_text_can_be_checked(text: str) -> None:
    page = page_of(text, title=text[:50], heading=text[:80], caption=text[:80], alt=text[:20])
    for each in check(page, BOOK).findings:
        assert 0 <= each.start <= each.end <= len(each.quote)
    assert len(sections_in(page)) == 2


def test_a_flood_of_faults_is_cut_off() -> None:
    found = check(page_of("[here](nowhere) " * 2_000), BOOK).findings

    counted = Counter(each.rule.id for each in found)
    assert (counted["dead-link"], counted["link-text"]) == (50, 50)

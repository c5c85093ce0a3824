"""The claims ledger: what a sentence rests on, who reviewed it, and what voids that."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.history import set_aside
from actions.articles.lifecycle import trash_article
from actions.articles.publishing import current_page, publish_article
from actions.articles.refusals import SectionGone
from actions.articles.sections import (
    add_section,
    delete_section,
    move_section,
    save_section,
    undelete_section,
)
from actions.claims.marking import (
    ClaimGone,
    NoSuchSentence,
    NotReviewable,
    StaleClaim,
    describe_claim,
    drop_claim,
    mark_claim,
    review_claim,
)
from actions.claims.sources import (
    SourceGone,
    add_source,
    cite_source,
    remove_source,
    restore_source,
    source_address,
    uncite_source,
)
from actions.copy_checks.checking import checked
from models.articles.article import Article, Section, SectionKind, Version
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.base.text import BadText
from models.claims.claim import Claim, ClaimState, Grade, claim_whole, claims_of, events_of_claim
from models.claims.list import Wanted, claims_wanted, count_of_claims
from models.clinic.moments import clinic_today
from models.staff.log import entries_newest_first
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, newest, write_article

MAY = "The therapy may ease low mood in about 3 in 10 people."
WILL = "The therapy will ease low mood in about 3 in 10 people."
BODY = f"Some words first. {MAY} Some words after."


@pytest.fixture
def mood() -> Written:
    """An article with two sections; the first says MAY in its middle."""
    return write_article("Low mood", ["What helps", "What else"], [BODY, "Walk in the morning."])


@pytest.fixture
def claim(mood: Written, ed: Actor, cleo: Actor) -> int:
    """MAY, with a source and a grade, reviewed by Cleo."""
    return reviewed(mood.sections[1], MAY, ed, cleo)


def reviewed(section: int, sentence: str, ed: Actor, cleo: Actor) -> int:
    with writing() as session:
        made = mark_claim(session, section, sentence, by=ed)
        source = add_source(session, "A trial", url="doi:10.1000/1", year=2019, by=ed)
        made = claim_now(session, made.id)
        cite_source(session, made.id, source.id, version=made.version, by=ed)
        describe_claim(
            session, made.id, grade=Grade.MODERATE, expires_on=None, version=made.version, by=ed
        )
        review_claim(session, made.id, version=made.version, by=cleo)
        return made.id


def claim_now(session: Session, claim_id: int) -> Claim:
    session.flush()
    return session.scalars(claim_whole(claim_id).execution_options(populate_existing=True)).one()


def look(claim_id: int) -> Claim:
    with reading() as session:
        return claim_now(session, claim_id)


def state(claim_id: int, today: date | None = None) -> ClaimState:
    return look(claim_id).state(today or clinic_today())


def save(section: int, body: str, by: Actor, heading: str = "What helps") -> None:
    with writing() as session:
        based_on = session.get_one(Section, section).latest
        save_section(session, section, SectionContent(heading, body), based_on=based_on, by=by)


def history(claim_id: int) -> list[str]:
    with reading() as session:
        return [each.kind for each, _ in session.execute(events_of_claim(claim_id))]


def test_a_claim_carries_source_grade_reviewer_and_expiry(claim: int, cleo: Actor) -> None:
    found = look(claim)

    assert (found.sentence, found.grade, found.sources[0].year) == (MAY, Grade.MODERATE, 2019)
    assert found.sources[0].url == "https://doi.org/10.1000/1"
    assert found.reviewed_by is not None
    assert found.reviewed_by.id == cleo.id
    assert found.expires_on is not None
    assert found.expires_on > clinic_today() + timedelta(days=300)
    assert state(claim) is ClaimState.REVIEWED


def test_another_word_voids_the_review_and_the_history_keeps_both(
    claim: int, mood: Written, ed: Actor
) -> None:
    save(mood.sections[1], BODY.replace("may", "will"), ed)

    assert state(claim) is ClaimState.UNREVIEWED
    assert look(claim).sentence == WILL
    with reading() as session:
        event, _ = session.execute(events_of_claim(claim)).first() or (None, None)
        assert event
        assert (event.kind, event.old, event.new) == ("changed and unreviewed", MAY, WILL)


def test_changing_it_back_does_not_bring_the_review_back(
    claim: int, mood: Written, ed: Actor
) -> None:
    save(mood.sections[1], BODY.replace("may", "will"), ed)
    save(mood.sections[1], BODY, ed)

    assert state(claim) is ClaimState.UNREVIEWED


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("first", "before it"),
        BODY.replace("may", "**may**"),
        BODY.replace("people.", "people [1]."),
        BODY.replace("low mood", "[low mood](https://example.org/mood)"),
        f"- {MAY}\n- Something else.",
        f"> {MAY}",
        f"A new start. {BODY}",
        BODY.replace("Some words after.", ""),
    ],
)
def test_other_edits_formatting_and_links_leave_the_review_alone(
    claim: int, mood: Written, ed: Actor, body: str
) -> None:
    save(mood.sections[1], body, ed)

    assert state(claim) is ClaimState.REVIEWED


def test_a_claim_goes_with_its_section_and_into_another(
    claim: int, mood: Written, ed: Actor
) -> None:
    with writing() as session:
        move_section(session, mood.sections[1], after=mood.sections[2], by=ed)
    assert state(claim) is ClaimState.REVIEWED
    save(mood.sections[2], f"Walk in the morning. {MAY}", ed, "What else")
    save(mood.sections[1], "Some words first.", ed)

    assert state(claim) is ClaimState.REVIEWED
    assert look(claim).section_id == mood.sections[2]


def test_a_lost_sentence_keeps_its_claim_and_comes_back_with_it(
    claim: int, mood: Written, ed: Actor
) -> None:
    save(mood.sections[1], "Some words first. Some words after.", ed)
    assert state(claim) is ClaimState.GONE
    assert look(claim).sentence == MAY
    save(mood.sections[1], BODY, ed)

    assert state(claim) is ClaimState.REVIEWED
    assert history(claim)[:2] == ["back", "gone"]


def test_deleting_a_section_and_taking_that_back(claim: int, mood: Written, ed: Actor) -> None:
    with writing() as session:
        delete_section(session, mood.sections[1], by=ed)
    assert state(claim) is ClaimState.GONE
    with writing() as session:
        undelete_section(session, mood.sections[1], by=ed)

    assert state(claim) is ClaimState.REVIEWED


def test_a_neighbour_that_was_there_before_is_no_successor(
    mood: Written, ed: Actor, cleo: Actor
) -> None:
    twin = MAY.replace("low mood", "bad sleep")
    save(mood.sections[1], f"{MAY} {twin}", ed)
    claim = reviewed(mood.sections[1], MAY, ed, cleo)
    save(mood.sections[1], twin, ed)

    assert state(claim) is ClaimState.GONE


def test_a_text_that_was_set_aside_makes_no_neighbour_new(
    mood: Written, ed: Actor, cleo: Actor
) -> None:
    twin = MAY.replace("low mood", "bad sleep")
    save(mood.sections[1], f"{MAY} {twin}", ed)
    claim = reviewed(mood.sections[1], MAY, ed, cleo)
    with writing() as session:
        number = session.get_one(Section, mood.sections[1]).latest
        aside = SectionContent(heading="What helps", body="Quite another thing.")
        set_aside(session, mood.sections[1], aside, based_on=number, by=ed)
    save(mood.sections[1], twin, ed)

    assert state(claim) is ClaimState.GONE


def test_two_claims_never_follow_one_sentence(mood: Written, ed: Actor, cleo: Actor) -> None:
    twin = MAY.replace("low mood", "bad sleep")
    save(mood.sections[1], f"{MAY} {twin}", ed)
    claims = [reviewed(mood.sections[1], each, ed, cleo) for each in (MAY, twin)]
    save(mood.sections[1], MAY.replace("may", "will"), ed)

    assert sorted(state(each) for each in claims) == [ClaimState.GONE, ClaimState.UNREVIEWED]


def test_marking_takes_the_nearest_sentence_of_the_saved_text_and_only_once(
    session: Session, mood: Written, ed: Actor
) -> None:
    made = mark_claim(session, mood.sections[1], "the therapy may ease low mood in 3 in 10", by=ed)

    assert made.sentence == MAY
    assert mark_claim(session, mood.sections[1], f"**{MAY}**", by=ed).id == made.id
    for nonsense in ("Walk in the morning.", "", "Quite another thing."):
        with pytest.raises(NoSuchSentence):
            mark_claim(session, mood.sections[1], nonsense, by=ed)
    with pytest.raises(BadText):
        mark_claim(session, mood.sections[1], "\0", by=ed)
    trash_article(session, mood.id, by=ed)
    with pytest.raises(SectionGone):
        mark_claim(session, mood.sections[1], MAY, by=ed)


def test_a_removed_source_turns_every_claim_that_uses_it_red(
    claim: int, mood: Written, ed: Actor, cleo: Actor
) -> None:
    other_article = write_article("Sleep", ["Well"], ["The therapy may help you to sleep."])
    other = reviewed(other_article.sections[1], "The therapy may help you to sleep.", ed, cleo)
    source = look(claim).sources[0].id
    with writing() as session:
        assert remove_source(session, source, by=ed) == 2

    assert {state(claim), state(other)} == {ClaimState.SOURCE_REMOVED}
    with reading() as session:
        red = claims_wanted(Wanted.REMOVED, "", clinic_today())
        assert session.scalar(count_of_claims(red)) == 2
    with writing() as session:
        assert restore_source(session, source, by=ed) == 2
    assert {state(claim), state(other)} == {ClaimState.UNREVIEWED}


def test_a_removed_source_is_cited_no_more(session: Session, claim: int, ed: Actor) -> None:
    found = claim_now(session, claim)
    source = found.sources[0].id
    remove_source(session, source, by=ed)
    for gone in (source, 999):
        with pytest.raises(SourceGone):
            cite_source(session, claim, gone, version=found.version, by=ed)
    with pytest.raises(SourceGone):
        remove_source(session, source, by=ed)
    uncite_source(session, claim, source, version=found.version, by=ed)

    assert claim_now(session, claim).state(clinic_today()) is ClaimState.NO_SOURCE


def test_a_claim_expires(claim: int) -> None:
    day = look(claim).expires_on
    assert day

    assert state(claim, day) is ClaimState.REVIEWED
    assert state(claim, day + timedelta(days=1)) is ClaimState.EXPIRED


@pytest.mark.parametrize("change", ["grade", "expiry", "source"])
def test_a_change_of_what_was_reviewed_voids_the_review(
    session: Session, claim: int, ed: Actor, change: str
) -> None:
    found = claim_now(session, claim)
    if change == "source":
        added = add_source(session, "Another", by=ed)
        cite_source(session, claim, added.id, version=found.version, by=ed)
    else:
        grade = Grade.HIGH if change == "grade" else found.grade
        day = date(2040, 1, 1) if change == "expiry" else found.expires_on
        describe_claim(session, claim, grade=grade, expires_on=day, version=found.version, by=ed)

    assert claim_now(session, claim).state(clinic_today()) is ClaimState.UNREVIEWED


def test_saying_the_same_again_changes_nothing(session: Session, claim: int, ed: Actor) -> None:
    found = claim_now(session, claim)
    version = found.version
    describe_claim(
        session, claim, grade=found.grade, expires_on=found.expires_on, version=version, by=ed
    )
    cite_source(session, claim, found.sources[0].id, version=version, by=ed)

    assert claim_now(session, claim).version == version


def test_two_who_act_on_one_claim_never_overwrite_each_other(
    session: Session, claim: int, ed: Actor, cleo: Actor, mo: Actor
) -> None:
    version = claim_now(session, claim).version
    review_claim(session, claim, version=version, by=cleo)
    calls: list[Callable[[], object]] = [
        lambda: review_claim(session, claim, version=version, by=mo),
        lambda: describe_claim(
            session, claim, grade=Grade.LOW, expires_on=None, version=version, by=ed
        ),
        lambda: cite_source(session, claim, 1, version=version, by=ed),
        lambda: uncite_source(session, claim, 1, version=version, by=ed),
        lambda: drop_claim(session, claim, version=version, by=ed),
    ]
    for call in calls:
        with pytest.raises(StaleClaim):
            call()
    assert claim_now(session, claim).reviewed_by_id == cleo.id


def test_a_review_of_a_sentence_that_changed_meanwhile_is_refused(
    claim: int, mood: Written, ed: Actor, cleo: Actor
) -> None:
    read_at = look(claim).version
    save(mood.sections[1], BODY.replace("may", "will"), ed)
    with writing() as session, pytest.raises(StaleClaim):
        review_claim(session, claim, version=read_at, by=cleo)


def test_a_review_needs_source_grade_and_a_day_to_come(
    session: Session, mood: Written, ed: Actor, cleo: Actor
) -> None:
    made = mark_claim(session, mood.sections[1], MAY, by=ed)
    made = claim_now(session, made.id)
    with pytest.raises(NotReviewable, match="no source yet"):
        review_claim(session, made.id, version=made.version, by=cleo)
    source = add_source(session, "A trial", by=ed)
    cite_source(session, made.id, source.id, version=made.version, by=ed)
    with pytest.raises(NotReviewable, match="how sure"):
        review_claim(session, made.id, version=made.version, by=cleo)
    past = clinic_today()
    describe_claim(session, made.id, grade=Grade.LOW, expires_on=past, version=made.version, by=ed)
    with pytest.raises(NotReviewable, match="has passed"):
        review_claim(session, made.id, version=made.version, by=cleo)
    remove_source(session, source.id, by=ed)
    with pytest.raises(NotReviewable, match="was removed"):
        review_claim(session, made.id, version=claim_now(session, made.id).version, by=cleo)


def test_a_dropped_claim_is_gone_and_can_be_made_again(
    session: Session, claim: int, mood: Written, ed: Actor
) -> None:
    drop_claim(session, claim, version=claim_now(session, claim).version, by=ed)
    session.flush()
    assert session.scalars(claims_of(mood.id)).all() == []
    with pytest.raises(ClaimGone):
        drop_claim(session, claim, version=99, by=ed)

    assert mark_claim(session, mood.sections[1], MAY, by=ed).id != claim


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10.1000/abc.1", "https://doi.org/10.1000/abc.1"),
        ("https://dx.doi.org/10.1000/1", "https://doi.org/10.1000/1"),
        (" https://example.org/a?b=c ", "https://example.org/a?b=c"),
        ("", ""),
    ],
)
def test_an_address_is_a_doi_or_http(typed: str, kept: str) -> None:
    assert source_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,x",
        "//x.org", "ftp://example.org", "example.org", "https://", "https://[::1", "https://a b",
        "\0", "vbscript:x", "https://example.org/" + "x" * 600,
    ],
)  # fmt: skip
def test_no_other_address_is_kept(session: Session, ed: Actor, typed: str) -> None:
    with pytest.raises(BadText):
        add_source(session, "A trial", url=typed, by=ed)


@pytest.mark.parametrize("wrong", [{"title": " "}, {"year": 1200}, {"year": 9999}])
def test_a_source_needs_a_title_and_a_likely_year(
    session: Session, ed: Actor, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadText):
        add_source(session, **{"title": "A trial", "by": ed, **wrong})  # type: ignore[arg-type]  # fields by name, checked by the test


def test_one_address_is_one_source(session: Session, ed: Actor) -> None:
    first = add_source(session, "A trial", url="10.1000/9", by=ed)

    assert add_source(session, "The same", url="https://doi.org/10.1000/9", by=ed).id == first.id


@pytest.mark.parametrize("who", ["fay", "cleo"])
def test_who_does_not_edit_changes_no_claim(
    session: Session, claim: int, fay: Actor, who: str, request: pytest.FixtureRequest
) -> None:
    by: Actor = request.getfixturevalue(who)
    version = claim_now(session, claim).version
    calls: list[Callable[[], object]] = [
        lambda: mark_claim(session, 2, MAY, by=by),
        lambda: describe_claim(
            session, claim, grade=Grade.LOW, expires_on=None, version=version, by=by
        ),
        lambda: drop_claim(session, claim, version=version, by=by),
        lambda: add_source(session, "A trial", by=by),
        lambda: cite_source(session, claim, 1, version=version, by=by),
        lambda: uncite_source(session, claim, 1, version=version, by=by),
        lambda: remove_source(session, 1, by=by),
        lambda: restore_source(session, 1, by=by),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()


@pytest.mark.parametrize("who", ["ed", "fay"])
def test_who_does_not_approve_reviews_no_claim(
    session: Session, claim: int, fay: Actor, who: str, request: pytest.FixtureRequest
) -> None:
    version = claim_now(session, claim).version
    with pytest.raises(NotAllowed):
        review_claim(session, claim, version=version, by=request.getfixturevalue(who))


def test_a_source_satisfies_the_checks_and_a_removed_one_does_not(
    claim: int, mood: Written, ed: Actor
) -> None:
    def found() -> set[str]:
        with reading() as session:
            page = current_page(session, session.get_one(Article, mood.id))
            return {each.rule.id for each in checked(session, mood.id, page).findings}

    assert "number" not in found()
    with writing() as session:
        remove_source(session, look(claim).sources[0].id, by=ed)
    assert "number" in found()


def test_a_version_keeps_the_claims_as_they_were(
    claim: int, mood: Written, ed: Actor, mo: Actor
) -> None:
    with writing() as session:
        publish_article(session, mood.id, by=mo)
    save(mood.sections[1], BODY.replace("may", "will"), ed)
    with writing() as session:
        publish_article(session, mood.id, by=mo)

    with reading() as session:
        first, second = session.scalars(select(Version).order_by(Version.number))
    assert [(each["sentence"], each["state"]) for each in first.claims] == [(MAY, "reviewed")]
    assert first.claims[0]["reviewed_by"] == "Cleo Example"
    assert first.claims[0]["sources"][0]["url"] == "https://doi.org/10.1000/1"
    assert [(each["sentence"], each["state"]) for each in second.claims] == [(WILL, "unreviewed")]


def test_the_ledger_finds_what_waits(claim: int, mood: Written, ed: Actor, mo: Actor) -> None:
    with writing() as session:
        mark_claim(session, mood.sections[2], "Walk in the morning.", by=ed)

    def sentences(wanted: Wanted, words: str = "", today: date | None = None) -> list[str]:
        with reading() as session:
            found = claims_wanted(wanted, words, today or clinic_today())
            return [each.sentence for each, _, _ in session.execute(found)]

    assert sentences(Wanted.ALL) == ["Walk in the morning.", MAY]
    assert sentences(Wanted.ALL, "WALK") == sentences(Wanted.UNREVIEWED)
    assert sentences(Wanted.NO_SOURCE) == ["Walk in the morning."]
    assert sentences(Wanted.EXPIRED, today=date(2099, 1, 1)) == [MAY]
    assert sentences(Wanted.GONE) == []
    with writing() as session:
        trash_article(session, mood.id, by=mo)
    assert sentences(Wanted.ALL) == []


def test_the_log_holds_no_words(claim: int) -> None:
    with reading() as session:
        entries = [e for e in session.scalars(entries_newest_first()) if "claim" in e.action]

    assert {entry.subject for entry in entries} == {f"claim:{claim}"}
    assert "therapy" not in str([entry.details for entry in entries])


def test_whoever_changes_a_text_takes_its_claims_along(
    claim: int, mood: Written, ed: Actor
) -> None:
    """Also a section that is new, made in the same gesture."""
    with writing() as session:
        delete_section(session, mood.sections[1], by=ed)
        added = add_section(session, SectionKind.TEXT, after=mood.sections[2], by=ed)
        content = SectionContent("New", MAY)
        save_section(session, added.id, content, based_on=1, by=ed)
        place = added.id

    assert state(claim) is ClaimState.REVIEWED
    assert look(claim).section_id == place
    assert newest(place).body == MAY

import pytest

from commands.demo import PASSWORD, PEOPLE, demo
from commands.failure import CommandFailed
from models.articles.article import ArticleState, articles_in
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from models.enquiries.listing.count import how_many_enquiries
from models.staff.member import Actor, all_staff
from settings import ROOT


def enquiries() -> int:
    with reading() as session:
        return session.scalars(how_many_enquiries()).one()


def test_the_demo_has_articles_enquiries_and_an_account_per_role() -> None:
    demo(enquiries=30)

    with reading() as session:
        assert len(session.scalars(articles_in(ArticleState.PUBLISHED)).all()) == 3
        assert {member.username for member in session.scalars(all_staff())} == set(PEOPLE)
    assert enquiries() == 30


def test_the_demo_is_filled_up_and_not_doubled_and_says_how_many_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    demo(enquiries=10)
    demo(enquiries=25)
    demo(enquiries=5)

    assert enquiries() == 25
    assert capsys.readouterr().out.splitlines()[-1].split(", ")[1] == "25 enquiries"


def test_a_desk_with_real_enquiries_is_left_alone() -> None:
    with writing() as session:
        session.add(Enquiry(reference="CD-AAAA-AAAA", name="Noor Vass"))

    with pytest.raises(CommandFailed, match="real enquiries"):
        demo(enquiries=10)
    assert enquiries() == 1


def test_known_passwords_do_not_come_to_a_desk_where_people_work(mo: Actor) -> None:
    demo(enquiries=1)

    with reading() as session:
        assert [member.username for member in session.scalars(all_staff())] == ["mo"]


def test_the_readme_tells_the_password_of_the_demo() -> None:
    told = (ROOT / "README.md").read_text()

    assert f"`{PASSWORD}`" in told
    assert all(f"| `{username}` |" in told for username in PEOPLE)

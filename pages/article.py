"""Write one article, section by section, and publish it."""

from desk.articles.layout import work
from desk.articles.open_article import open_article
from desk.articles.writing.gone import show_missing, show_trashed
from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from models.articles.article import ArticleState
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    found = open_article(by)
    if found is None or found.article.state is ArticleState.TRASH:
        way_back("articles", "All articles")
        show_message()
    if found is None:
        show_missing()
    elif found.article.state is ArticleState.TRASH:
        show_trashed(found.article, may_edit=by.may(Permission.EDIT_ARTICLES))
    else:
        work(found, by)


page()

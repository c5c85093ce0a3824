"""What the operator does from a terminal: the same actions as on the desk, logged as theirs."""

import typer
from sqlalchemy.exc import DatabaseError

import settings
from commands import article, audit, demo, enquiry, staff, upkeep
from commands.output import CommandFailed, fail
from models.schema import SchemaTooNew, migrate
from models.text import BadText
from models.trouble import trouble_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(staff.app, name="staff", help="Accounts of the people who use the desk.")
app.add_typer(article.app, name="article", help="Articles: import, export, list.")
app.add_typer(enquiry.app, name="enquiry", help="Booking enquiries: list, export.")
app.add_typer(audit.app, name="audit", help="The log of what everybody did.")
upkeep.add_to(app)
app.command()(demo.demo)


@app.callback()
def bring_up_to_date(context: typer.Context) -> None:
    """Copydesk from a terminal. Every command first brings the database to today's schema."""
    if context.invoked_subcommand != "restore":
        migrate()


def main() -> None:
    """Exit 0 only when done; what went wrong is one line on stderr."""
    try:
        app()
    except (CommandFailed, SchemaTooNew, BadText, settings.BadSetting) as error:
        fail(str(error))
    except DatabaseError as error:
        fail(told(error))
    except OSError as error:
        fail(f"{error.filename or 'The file'}: {error.strerror}")


def told(error: DatabaseError) -> str:
    trouble = trouble_of(error)
    return (
        f"{trouble.title}. {trouble.advice}" if trouble else f"The database refused: {error.orig}"
    )


if __name__ == "__main__":
    main()

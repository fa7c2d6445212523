"""The ``navette`` command.

Exit codes: 0 done, and every document accepted; 1 done, but something was refused, refuted or left undone;
2 the command was not understood; 3 settings, directory or ledger cannot be used; 4 something outside does
not answer, and trying again later may help.
"""

import os
import sys
from enum import IntEnum

import typer
from rich.console import Console

from cli import annuaire, bench, check, demo, export, init, run, status, verify
from domain.errors import NavetteError, Unavailable


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNUSABLE = 3
    UNAVAILABLE = 4


app = typer.Typer(
    name="navette",
    help="Brings electronic invoices to the right desk of French public bodies.\n\n"
    "Exit codes: 0 done and all accepted; 1 something refused, refuted or left undone; 2 usage; "
    "3 settings, directory or ledger cannot be used; 4 something outside does not answer now.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("run")(run.run)
app.command("check")(check.check)
app.command("status")(status.status)
app.command("export")(export.export)
app.add_typer(annuaire.app, name="annuaire")
app.command("verify")(verify.verify)
app.command("bench")(bench.bench)


def main() -> None:
    """Runs the command; our own faults become one sentence, its remedy and an exit code."""
    try:
        app()
    except NavetteError as error:
        Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(f"navette: {error}")
        sys.exit(Exit.UNAVAILABLE if isinstance(error, Unavailable) else Exit.UNUSABLE)
    except BrokenPipeError:
        # The reader of our output has left (``navette check ... | head``): there is nobody to say more to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.REFUSED)

"""The ``navette`` command: each command is a module of this room, imported only when it is called.

Exit codes: 0 done, and every document accepted; 1 done, but something was refused, refuted or left undone;
2 the command was not understood; 3 settings, directory, ledger, disk or rules cannot be used; 4 something outside
does not answer, and trying again later may help; 130 interrupted from the keyboard.
"""

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from cli.interruption import TOLD
from domain.errors import NavetteError, Unavailable

COMMANDS = (
    "init",
    "demo",
    "run",
    "statuses",
    "check",
    "rules",
    "explain",
    "status",
    "complete",
    "search",
    "dossier",
    "export",
    "annuaire",
    "verify",
    "outbox",
    "notify",
    "retention",
    "bench",
)
"""Modules of this room; each offers ``app``, or a function of its own name."""


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNUSABLE = 3
    UNAVAILABLE = 4
    INTERRUPTED = 130
    UNREAD = 141
    """Whoever read the output left before its end."""


class Commands(TyperGroup):
    """The commands by name; our own faults become one sentence, its remedy and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order a newcomer meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, its module imported now: ``check`` need not wait for Prefect, SFTP and pandas."""
        del ctx
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Unexpected faults are not caught: they are ours to mend, and their trace helps."""
        try:
            return _flushed(super().invoke, ctx)
        except BrokenPipeError:
            # The reader of our output has left (``navette check ... | head``): there is nobody to say more to.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(Exit.UNREAD) from None
        except KeyboardInterrupt:
            sys.stderr.write(TOLD)
            raise typer.Exit(Exit.INTERRUPTED) from None
        except NavetteError as error:
            _complain(str(error))
            raise typer.Exit(Exit.UNAVAILABLE if isinstance(error, Unavailable) else Exit.UNUSABLE) from None
        except OSError as error:
            if error.filename is None:
                raise
            _complain(f"{_shown(error.filename)}: {error.strerror}. Check that it exists, its rights and the disk.")
            raise typer.Exit(Exit.UNUSABLE) from None


app = typer.Typer(
    name="navette",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def navette() -> None:
    """Brings electronic invoices to the right desk of French public bodies.

    Exit codes: **0** done, and all accepted; **1** something refused, refuted, not found or left undone;
    **2** the command was not understood; **3** settings, directory, ledger, disk or rules cannot be used;
    **4** something outside does not answer now.

    Example: `navette check samples/factures --annuaire samples/annuaire`
    """


def main() -> None:
    """Runs the command."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are no UTF-8, and a terminal may be no UTF-8 either: never a crash for it.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


def _command(name: str) -> Any:
    module = import_module(f"cli.{name}")
    group = getattr(module, "app", None)
    if group is not None:
        found: Any = typer.main.get_command(group)
        found.name = name
        return found
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    alone.command(name)(getattr(module, name))
    return typer.main.get_command(alone)


def _flushed(run: Callable[[Any], Any], ctx: Any) -> Any:
    """Runs and brings the output out, so that a reader who left is noticed here and not at the very end."""
    try:
        return run(ctx)
    finally:
        sys.stdout.flush()


def _complain(sentence: str) -> None:
    sys.stderr.write(f"navette: {sentence}\n")


def _shown(name: str | bytes) -> str:
    return os.fsencode(name).decode("utf-8", "replace")

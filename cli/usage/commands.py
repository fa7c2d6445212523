"""Typer's command and group, whose help pages are in the language of the command line."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cli import language
from cli.usage import typer_words


class Translated:
    """What a command and a group have in common."""

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, its own help in the language of the command line."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = typer_words.option_help(option.help, language.current())
            option.display_type = lambda _: ""
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parses ``args``. Typer raises the error of an option without its value without a context: it gets ``ctx``,
        whose usage is then shown.
        """
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]
            raise
        return rest

    def get_usage(self, ctx: Any) -> str:
        """The line of usage."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace(typer_words.USAGE.en, typer_words.USAGE.in_(language.current()), 1)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Prints the page."""
        from typer import rich_utils

        typer_words.apply_to(rich_utils, language.current())
        super().format_help(ctx, formatter)  # type: ignore[misc]


class TranslatedCommand(Translated, TyperCommand):
    """A command."""


class TranslatedGroup(Translated, TyperGroup):
    """A group of commands."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What follows the name in the line of usage."""
        self.subcommand_metavar = typer_words.COMMAND.in_(language.current())
        return super().collect_usage_pieces(ctx)

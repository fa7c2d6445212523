"""The morning page of one reader: one file, no network, no script, charts and tables of the same numbers.

Everything that comes from outside is escaped and isolated in its own reading direction. The same facts give the same
bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from domain.dashboard import Axis, Dashboard
from domain.paris_time import PARIS
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant, one_line
from exporters.compte_rendu.columns import outside, say
from exporters.tableau_de_bord.breakdowns import by_axis, statuses
from exporters.tableau_de_bord.charts import ageing, deposits
from exporters.tableau_de_bord.due_first import due_first
from exporters.tableau_de_bord.key_figures import key_figures, lead
from exporters.tableau_de_bord.news import attentes, events


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A file beside the page."""

    label: Text
    name: str


def as_html(tableau: Dashboard, links: Sequence[FileLink] = (), locale: Locale = Locale.FR) -> bytes:
    """The page; ``links`` are to files in its own folder."""
    body = "".join(
        (
            _head(tableau, locale),
            lead(tableau, locale),
            key_figures(tableau, locale),
            due_first(tableau, locale),
            events(tableau, locale),
            attentes(tableau, locale),
            f'<div class="two"><div>{ageing(tableau, locale)}{deposits(tableau, locale)}</div>'
            f"<div>{statuses(tableau, locale)}</div></div>",
            *(by_axis(tableau, axe, locale) for axe in _axes(tableau)),
            _files(links, locale),
            f"<footer>{say(FOOT, locale)}</footer>",
        )
    )
    return (
        f'<!doctype html>\n<html lang="{locale.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        '<meta name="color-scheme" content="light">'
        f"<title>{escape(one_line(tableau.title))} – {say(TITLE, locale)}</title>"
        f"<style>{_style()}</style></head><body><main>{body}</main></body></html>\n"
    ).encode("utf-8", "replace")


def _head(tableau: Dashboard, locale: Locale) -> str:
    local = tableau.at.astimezone(PARIS)
    shown = f"{local:%d/%m/%Y}" if locale is Locale.FR else f"{local:%Y-%m-%d}"
    moment = Text(
        f"Situation du {DAYS[local.weekday()].fr} {shown} à {local:%H:%M} (heure de Paris)",
        f"As of {DAYS[local.weekday()].en} {shown}, {local:%H:%M} (Paris time)",
    )
    who = tableau.portee.siret or tableau.portee.drop
    name = f'<span class="id">{outside(identifiant(who))}</span>' if who and who != tableau.title else ""
    return (
        f'<header><p class="kind">{say(TITLE, locale)}</p><h1>{outside(tableau.title)}</h1>'
        f"<p>{name}{say(moment, locale)}</p></header>"
    )


def _axes(tableau: Dashboard) -> tuple[Axis, ...]:
    if tableau.portee.siret:
        return (Axis.ACTEUR, Axis.SERVICE, Axis.FOURNISSEUR)
    return (Axis.ACTEUR, Axis.STRUCTURE, Axis.FOURNISSEUR)


def _files(links: Sequence[FileLink], locale: Locale) -> str:
    if not links:
        return ""
    items = "".join(
        f'<li><a href="{quote(link.name)}">{say(link.label, locale)}</a><small>{escape(link.name)}</small></li>'
        for link in links
    )
    return f'<section class="files"><h2>{say(FILES, locale)}</h2><ul>{items}</ul></section>'


@cache
def _style() -> str:
    return Path(__file__).with_name("tableau_de_bord.css").read_text(encoding="utf-8")


TITLE = Text("Tableau de bord des factures", "Invoice dashboard")
FILES = Text("Le détail, dans les fichiers joints", "The detail, in the files beside this page")
DAYS = (
    Text("lundi", "Monday"),
    Text("mardi", "Tuesday"),
    Text("mercredi", "Wednesday"),
    Text("jeudi", "Thursday"),
    Text("vendredi", "Friday"),
    Text("samedi", "Saturday"),
    Text("dimanche", "Sunday"),
)
FOOT = Text(
    "L'échéance de paiement court de la mise à disposition de la facture au destinataire ; dans un dossier de travaux, "
    "de la première mise à disposition de la maîtrise d'œuvre. Le reste à payer ne compte que ce qui est à payer ; "
    "l'encours compte tout ce qui n'est ni payé ni clos, avoirs déduits. Les montants sont toutes taxes comprises.",
    "The payment delay runs from the moment the recipient had the invoice; in a works dossier, from the moment the "
    "maîtrise d'œuvre first had it. Unpaid counts what is to be paid only; open amounts count all that is neither paid "
    "nor closed, credit notes deducted. Amounts include VAT.",
)

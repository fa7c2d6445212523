"""The dashboard of one reader: one HTML file, no network, no script, charts and tables of the same numbers.

The same facts give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from domain.dashboard import Axis, Dashboard
from domain.paris_time import PARIS
from domain.text import Locale, Text
from exporters.common.labels import chain_line
from exporters.common.number_formats import identifiant, one_line
from exporters.html.environment import as_bytes, template
from exporters.html.markup import stylesheet
from exporters.html.shown import Outside, outside
from exporters.tableau_de_bord.breakdowns import by_axis, statuses
from exporters.tableau_de_bord.charts import ageing, deposits
from exporters.tableau_de_bord.dates import day
from exporters.tableau_de_bord.due_first import due_first
from exporters.tableau_de_bord.key_figures import Figure, Lead, key_figures, lead
from exporters.tableau_de_bord.news import events, waiting
from exporters.tableau_de_bord.paid import awaited, paid
from exporters.tableau_de_bord.tables import Section
from exporters.tableau_de_bord.worklist import corrections_due, set_aside, verifications_due

_TEMPLATE = template("tableau_de_bord/tableau_de_bord.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """A file beside the page."""

    label: Text
    name: str

    @property
    def href(self) -> str:
        """The name as a relative address."""
        return quote(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """Everything the page shows."""

    style: Markup
    window_title: str
    kind: Text
    title: Outside
    reader_code: Outside
    """SIRET or account, when the title does not show it; empty otherwise."""
    moment: Text
    lead: Lead
    figures: tuple[Figure, ...]
    corrections_due: Section | None
    verifications_due: Section | None
    due_first: Section | None
    events: Section
    waiting: Section | None
    paid: Section | None
    awaited: Section | None
    """A supplier's, where a payer has ``due_first``."""
    ageing: Section
    deposits: Section
    statuses: Section
    axes: tuple[Section, ...]
    set_aside: Section | None
    files: Text
    links: tuple[FileLink, ...]
    foot: Text
    chain: str
    """Where the chain of certificates ends; empty when there are none."""


def as_html(
    dashboard: Dashboard, links: Sequence[FileLink] = (), locale: Locale = Locale.FR, *, by_day: bool = False
) -> bytes:
    """The page; ``links`` are to files in its own folder. ``by_day``: *comptes rendus* of a day are there too."""
    supplier = dashboard.portee.drop is not None
    reader = dashboard.portee.siret or dashboard.portee.drop or ""
    view = DashboardPage(
        style=stylesheet(Path(__file__).with_name("tableau_de_bord.css")),
        window_title=one_line(dashboard.title),
        kind=TITLE,
        title=outside(dashboard.title),
        reader_code=outside(identifiant(reader) if reader != dashboard.title else ""),
        moment=_moment(dashboard, locale),
        lead=lead(dashboard, locale),
        figures=key_figures(dashboard, locale),
        corrections_due=corrections_due(dashboard, locale, by_day=by_day),
        verifications_due=verifications_due(dashboard, locale),
        due_first=None if supplier else due_first(dashboard, locale),
        events=events(dashboard, locale),
        waiting=waiting(dashboard, locale),
        paid=paid(dashboard, locale),
        awaited=awaited(dashboard, locale) if supplier else None,
        ageing=ageing(dashboard, locale),
        deposits=deposits(dashboard, locale),
        statuses=statuses(dashboard, locale),
        axes=tuple(filter(None, (by_axis(dashboard, axis, locale) for axis in _axes(dashboard)))),
        set_aside=set_aside(dashboard, locale),
        files=FILES,
        links=tuple(links),
        foot=FOOT,
        chain=chain_line(dashboard.chain, locale),
    )
    return as_bytes(_TEMPLATE, view, locale)


def _moment(dashboard: Dashboard, locale: Locale) -> Text:
    local = dashboard.at.astimezone(PARIS)
    shown = day(local.date(), locale)
    return Text(
        f"Situation du {DAYS[local.weekday()].fr} {shown} à {local:%H:%M} (heure de Paris)",
        f"As of {DAYS[local.weekday()].en} {shown}, {local:%H:%M} (Paris time)",
    )


def _axes(dashboard: Dashboard) -> tuple[Axis, ...]:
    if dashboard.portee.siret:
        return (Axis.ACTEUR, Axis.SERVICE, Axis.FOURNISSEUR)
    return (Axis.ACTEUR, Axis.STRUCTURE, Axis.FOURNISSEUR)


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

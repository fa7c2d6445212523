"""The first lines of the dashboard: a sentence, then five figures."""

from dataclasses import dataclass, replace

from domain.dashboard import NEWS, SOON, Dashboard
from domain.paris_time import PARIS
from domain.phase import Phase
from domain.text import Locale, Text
from exporters.common.number_formats import count, rounded
from exporters.html.shown import Shown
from exporters.tableau_de_bord.sums import EUROS, Sum, due, late, late_costs, of_phase, unpaid
from exporters.tableau_de_bord.tables import invoices


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The sentence the page begins with, and its tone: ``bad``, ``part`` or ``good``."""

    words: Text
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure, what it counts, and a word on it."""

    label: Text
    value: str
    detail: Shown
    tone: str = ""


def lead(dashboard: Dashboard, locale: Locale) -> Lead:
    """What matters most, in one sentence."""
    behind, soon = late(dashboard.ageing), len(dashboard.soon)
    if first := _worklist(dashboard, locale):
        rest = _late(behind, soon, locale) if behind.count else Text("", "")
        return Lead(words=Text(f"{first.fr} {rest.fr}".strip(), f"{first.en} {rest.en}".strip()), tone="bad")
    if behind.count:
        return Lead(words=_late(behind, soon, locale), tone="bad")
    if soon:
        return Lead(words=Text(f"Aucun retard. {_soon(soon).fr}", f"Nothing is late. {_soon(soon).en}"), tone="part")
    return Lead(words=NOTHING, tone="good")


def _worklist(dashboard: Dashboard, locale: Locale) -> Text | None:
    """What the reader corrects or verifies, counted; ``None`` when there is nothing."""
    if number := len(dashboard.corrections_due):
        shown, many = count(number, locale), number > 1
        return Text(
            f"{shown} {'dépôts sont' if many else 'dépôt est'} à corriger.",
            f"{shown} {'deposits are' if many else 'deposit is'} to be corrected.",
        )
    if number := dashboard.verifications_total:
        shown, many = invoices(number, locale), number > 1
        return Text(
            f"{shown} {'sont' if many else 'est'} à vérifier avant paiement.",
            f"{shown} {'are' if many else 'is'} to be verified before payment.",
        )
    return None


def _late(behind: Sum, soon: int, locale: Locale) -> Text:
    number, sums = invoices(behind.count, locale), sum_of(behind, locale)
    many = behind.count > 1
    words = Text(
        f"{number} {'sont' if many else 'est'} en retard de paiement ({sums}).",
        f"{number} {'are' if many else 'is'} past the payment day ({sums}).",
    )
    return Text(f"{words.fr} {_soon(soon).fr}", f"{words.en} {_soon(soon).en}") if soon else words


def _soon(number: int) -> Text:
    if number == 1:
        return Text(f"1 arrive à échéance dans les {SOON} jours.", f"1 is due within {SOON} days.")
    shown = f"{number} ou plus" if number >= MOST else f"{number}"
    return Text(f"{shown} arrivent à échéance dans les {SOON} jours.", f"{number} are due within {SOON} days.")


def key_figures(dashboard: Dashboard, locale: Locale) -> tuple[Figure, ...]:
    """Five figures."""
    behind, rest = late(dashboard.ageing), unpaid(dashboard.ageing)
    waiting = of_phase(dashboard.counters, Phase.A_TRAITER)
    return (
        _late_figure(dashboard, behind, locale),
        _amount(Text(f"À échéance sous {SOON} jours", f"Due within {SOON} days"), due(dashboard.soon), locale),
        _amount(TO_RECEIVE if dashboard.portee.drop else TO_PAY, rest, locale),
        Figure(label=Text("À traiter", "To treat"), value=count(waiting.count, locale), detail=WAITING),
        Figure(label=MOVED, value=count(dashboard.moved_total, locale), detail=_visit(dashboard)),
    )


def _late_figure(dashboard: Dashboard, behind: Sum, locale: Locale) -> Figure:
    """What is late, and what that costs by now."""
    found = _amount(Text("En retard de paiement", "Past payment day"), behind, locale, "late" if behind.count else "")
    if not behind.count:
        return found
    interest, indemnity = late_costs(dashboard.ageing)
    forty = rounded(indemnity, EUROS, locale)
    if interest is None:
        cost = Text(f"intérêts moratoires à calculer + {forty}", f"late interest to be computed + {forty}")
    else:
        owed = rounded(interest, EUROS, locale)
        cost = Text(f"intérêts moratoires {owed} + {forty}", f"late interest {owed} + {forty}")
    return replace(found, detail=f"{found.detail} ; {cost.in_(locale)}")


def _amount(label: Text, found: Sum, locale: Locale, tone: str = "") -> Figure:
    devise, value = found.main
    others = "".join(f" + {rounded(amount, code, locale)}" for code, amount in found.amounts[1:])
    return Figure(
        label=label,
        value=rounded(value, devise, locale),
        detail=f"{invoices(found.count, locale)}{others}",
        tone=tone,
    )


def sum_of(found: Sum, locale: Locale) -> str:
    """Every currency's amount, to the unit."""
    return " + ".join(rounded(amount, devise, locale) for devise, amount in found.amounts) or rounded(
        found.main[1], found.main[0], locale
    )


def _visit(dashboard: Dashboard) -> Text:
    if dashboard.visited is None:
        return Text(f"ces {NEWS} derniers jours", f"in the last {NEWS} days")
    at = dashboard.visited.astimezone(PARIS)
    return Text(f"depuis le {at:%d/%m à %H:%M}", f"since {at:%Y-%m-%d %H:%M}")


MOST = 100
NOTHING = Text(
    f"Aucun retard, aucune échéance dans les {SOON} jours.", f"Nothing is late, nothing is due within {SOON} days."
)
TO_PAY, TO_RECEIVE = Text("Reste à payer", "Unpaid"), Text("Reste à recevoir", "To receive")
MOVED = Text("Factures qui ont avancé", "Invoices that moved on")
WAITING = Text("en attente de traitement", "waiting to be treated")

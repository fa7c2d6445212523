"""The first lines of the dashboard: a sentence, then the figures one looks for."""

from html import escape

from domain.dashboard import NEWS, SOON, Dashboard
from domain.paris_time import PARIS
from domain.phase import Phase
from domain.text import Locale, Text
from exporters.common.number_formats import count, rounded
from exporters.compte_rendu.columns import say
from exporters.tableau_de_bord.sums import Sum, due, late, of_phase, unpaid
from exporters.tableau_de_bord.tables import invoices


def lead(tableau: Dashboard, locale: Locale) -> str:
    """What matters most, in one sentence."""
    behind, soon = late(tableau.ageing), len(tableau.soon)
    if behind.count:
        words, tone = _late(behind, soon, locale), "bad"
    elif soon:
        words, tone = Text(f"Aucun retard. {_soon(soon).fr}", f"Nothing is late. {_soon(soon).en}"), "part"
    else:
        words, tone = NOTHING, "good"
    return f'<p class="lead {tone}">{say(words, locale)}</p>'


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


def key_figures(tableau: Dashboard, locale: Locale) -> str:
    """Five figures, each with what it counts."""
    behind, rest = late(tableau.ageing), unpaid(tableau.ageing)
    waiting = of_phase(tableau.counters, Phase.A_TRAITER)
    items = (
        _amount(Text("En retard de paiement", "Past payment day"), behind, locale, "late" if behind.count else ""),
        _amount(Text(f"À échéance sous {SOON} jours", f"Due within {SOON} days"), due(tableau.soon), locale),
        _amount(TO_RECEIVE if tableau.portee.drop else TO_PAY, rest, locale),
        _figure(say(Text("À traiter", "To treat"), locale), count(waiting.count, locale), say(WAITING, locale)),
        _figure(
            say(Text("Nouveautés", "News"), locale), count(tableau.events_total, locale), say(_visit(tableau), locale)
        ),
    )
    return f'<ul class="figures">{"".join(items)}</ul>'


def _amount(label: Text, found: Sum, locale: Locale, tone: str = "") -> str:
    devise, value = found.main
    others = "".join(f" + {rounded(amount, code, locale)}" for code, amount in found.amounts[1:])
    told = escape(f"{invoices(found.count, locale)}{others}")
    return _figure(say(label, locale), escape(rounded(value, devise, locale)), told, tone)


def _figure(label: str, value: str, told: str, tone: str = "") -> str:
    shape = f' class="{tone}"' if tone else ""
    return f"<li{shape}><span>{label}</span><b>{value}</b><small>{told}</small></li>"


def sum_of(found: Sum, locale: Locale) -> str:
    """Every currency's amount, to the unit."""
    return " + ".join(rounded(amount, devise, locale) for devise, amount in found.amounts) or rounded(
        found.main[1], found.main[0], locale
    )


def _visit(tableau: Dashboard) -> Text:
    if tableau.visited is None:
        return Text(f"ces {NEWS} derniers jours", f"in the last {NEWS} days")
    at = tableau.visited.astimezone(PARIS)
    return Text(f"depuis le {at:%d/%m à %H:%M}", f"since {at:%Y-%m-%d %H:%M}")


MOST = 100
NOTHING = Text(
    f"Aucun retard, aucune échéance dans les {SOON} jours.", f"Nothing is late, nothing is due within {SOON} days."
)
TO_PAY, TO_RECEIVE = Text("Reste à payer", "Unpaid"), Text("Reste à recevoir", "To receive")
WAITING = Text("en attente de traitement", "waiting to be treated")

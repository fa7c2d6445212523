"""The daily letter of one account: what it chose to be told, with the way to more, and the way to have it no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.echeance import Delai
from domain.feed import FeedItem
from domain.paris_time import shown_day
from domain.status_facts import FACTS
from domain.subscription import Notice, ToldNotice
from domain.text import Locale, Text
from exporters.common.number_formats import count
from exporters.common.state_labels import DEADLINE_LABELS
from exporters.notifications.sentences import short


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLinks:
    """Addresses that the letter gives."""

    more: str
    choices: str
    unsubscribe: str


def subject(told: Sequence[ToldNotice], locale: Locale) -> str:
    """How much of what: « Navette : 3 factures reçues, 1 échéance »."""
    parts = (_COUNTED[each.notice][each.total > 1].with_({"n": count(each.total, locale)}) for each in told)
    return _NAME.in_(locale) + ", ".join(part.in_(locale) for part in parts)


def text(told: Sequence[ToldNotice], links: LetterLinks, locale: Locale) -> str:
    """The letter as plain text. What comes from outside is on one line, without marks that a reader obeys; there are
    no amounts in it.
    """
    parts = ["\n".join(_section(each, locale)) for each in told]
    parts += [_MORE.with_({"link": links.more}).in_(locale), _CHOICES.with_({"link": links.choices}).in_(locale)]
    return "\n\n".join([*parts, _UNSUBSCRIBE.with_({"link": links.unsubscribe}).in_(locale)])


def _section(told: ToldNotice, locale: Locale) -> list[str]:
    lines = [_TITLES[told.notice].in_(locale), *(f"- {_line(each, locale)}" for each in told.items)]
    rest = told.total - len(told.items)
    return [*lines, _REST.with_({"n": count(rest, locale)}).in_(locale)] if rest > 0 else lines


def _line(item: FeedItem, locale: Locale) -> str:
    about = item.invoice
    number = short(about.numero_facture) if about else ""
    invoice = _INVOICE.with_({"number": number or "?", "supplier": short(about.nom_fournisseur) if about else "?"})
    if item.event is not None:
        said = FACTS[item.event.status].label.in_(locale)
        why = short(" ".join(filter(None, (item.event.motif, *item.event.motif_codes))))
        return f"{invoice.in_(locale)} : {said}{f' ({why})' if why else ''}"
    return f"{invoice.in_(locale)} : {_deadline(item.action.detail if item.action else '', locale)}"


def _deadline(detail: str, locale: Locale) -> str:
    """Which deadline and its day, as a reminder records them; what it does not say is left out."""
    code, _, day = detail.partition(" ")
    what = DEADLINE_LABELS[Delai(code)] if code in {each.value for each in Delai} else _DEADLINE
    try:
        return f"{what.in_(locale)}, {shown_day(date.fromisoformat(day), locale)}"
    except ValueError:
        return what.in_(locale)


_NAME = Text("Navette : ", "Navette: ")
_COUNTED: dict[Notice, tuple[Text, Text]] = {
    Notice.RECUES: (
        Text("{n} facture reçue", "{n} invoice received"),
        Text("{n} factures reçues", "{n} invoices received"),
    ),
    Notice.STATUTS: (Text("{n} changement de statut", "{n} status"), Text("{n} changements de statut", "{n} statuses")),
    Notice.ECHEANCES: (Text("{n} échéance", "{n} deadline"), Text("{n} échéances", "{n} deadlines")),
    Notice.SOLLICITATIONS: (Text("{n} sollicitation", "{n} question"), Text("{n} sollicitations", "{n} questions")),
}
"""Of one, and of several."""
_TITLES: dict[Notice, Text] = {
    Notice.RECUES: Text("Factures reçues", "Invoices received"),
    Notice.STATUTS: Text("Statuts de vos factures", "Statuses of your invoices"),
    Notice.ECHEANCES: Text("Échéances proches", "Deadlines that come close"),
    Notice.SOLLICITATIONS: Text("Sollicitations", "Questions"),
}
_INVOICE = Text("Facture {number} de {supplier}", "Invoice {number} by {supplier}")
_DEADLINE = Text("échéance", "deadline")
_REST = Text("… et {n} de plus", "… and {n} more")
_MORE = Text("Tout ce qui s'est passé : {link}", "All that happened: {link}")
_CHOICES = Text("Choisir ce que ces messages disent : {link}", "Choose what these messages tell: {link}")
_UNSUBSCRIBE = Text("Ne plus en recevoir : {link}", "Receive no more of them: {link}")

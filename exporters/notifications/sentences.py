"""One line of a digest: a status reached, a deadline, a file that could not be used."""

from domain.echeance import Delai
from domain.notifications import Irrecevable, Reminder, StatusStep
from domain.paris_time import shown_day
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import one_line

LONGEST = 200
"""Characters of a reason, and of either end of a trouble."""
_OBEYED = str.maketrans({"@": "@\u2060", "<": "‹", ">": "›", "`": "'"})


def step_sentence(step: StatusStep, locale: Locale) -> str:
    """The status an invoice reached, and why."""
    codes = ", ".join(step.codes)
    reason = f"{short(step.motif)} ({codes})" if step.motif and codes else short(step.motif) or codes
    reached = (
        f"{LABELS[step.status]} : {_invoice(step.numero_facture, step.nom_fournisseur, step.nom_destinataire, locale)}"
    )
    return f"{reached}. {_WHY.in_(locale)}{reason}" if reason else reached


def reminder_sentence(one: Reminder, locale: Locale) -> str:
    """What is due, when, and for which invoice."""
    what = _DELAIS[one.delai].in_(locale) if one.delai else _DELAI.in_(locale)
    by = _BY.with_({"day": shown_day(one.due_on, locale)}).in_(locale) if one.due_on else ""
    return f"{what}{by} : {_invoice(one.numero_facture, one.nom_fournisseur, one.nom_destinataire, locale)}"


def file_sentence(file: Irrecevable, locale: Locale) -> str:
    """A file that could not be used, with its reasons' codes."""
    facts: dict[str, object] = {"name": short(file.name), "drop": short(file.drop)}
    return _IRRECEVABLE.with_(facts).in_(locale) + (f" ({', '.join(file.codes)})" if file.codes else "")


def _invoice(number: str, supplier: str, recipient: str, locale: Locale) -> str:
    facts: dict[str, object] = {
        "number": short(number) or _UNNUMBERED.in_(locale),
        "supplier": short(supplier) or "?",
        "recipient": short(recipient) or "?",
    }
    return _INVOICE.with_(facts).in_(locale)


def short(text: str) -> str:
    """Text from outside on one line of at most :data:`LONGEST` characters, without the marks that a chat interprets."""
    line = one_line(text)
    return (line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…").translate(_OBEYED)


def trouble_sentence(text: str) -> str:
    """A trouble on one line, cut in its middle: what it is about is at its beginning, what else at its end."""
    line = one_line(text)
    shown = line if len(line) <= 2 * LONGEST else f"{line[: LONGEST - 1]}…{line[-LONGEST:]}"
    return shown.translate(_OBEYED)


_INVOICE = Text("facture {number} de {supplier} pour {recipient}", "invoice {number} by {supplier} for {recipient}")
_UNNUMBERED = Text("(sans numéro lisible)", "(without a readable number)")
_WHY = Text("Motif : ", "Reason: ")
_BY = Text(" au plus tard le {day}", " by {day}")
_IRRECEVABLE = Text("fichier « {name} » du compte {drop}", "file “{name}” of the account {drop}")
_DELAI = Text("échéance", "deadline")
_DELAIS = {
    Delai.VALIDATION_1: Text("à valider", "to be validated"),
    Delai.VALIDATION_2: Text("à valider par le mandataire", "to be validated by the mandataire"),
    Delai.VERIFICATION_MOE: Text("à vérifier par la maîtrise d'œuvre", "to be verified by the maîtrise d'œuvre"),
    Delai.DECOMPTE_GENERAL: Text("décompte général à notifier", "décompte général to be notified"),
    Delai.ACCEPTATION_TITULAIRE: Text("décompte général à accepter", "décompte général to be accepted"),
    Delai.DECOMPTE_TACITE: Text("décompte tacite si rien n'est notifié", "tacit décompte if nothing is notified"),
    Delai.PAIEMENT: Text("à payer", "to be paid"),
}

"""The invoice a line means, or the findings why there is none. An invoice of another actor is reported without its
data.
"""

from collections.abc import Iterator, Sequence

from domain.finding import Finding
from domain.suivi import Acteur, Standing, Statement
from domain.text import Text
from domain.travaux import ETAPES, Role
from validators.suivi import rules
from validators.suivi.actors import concerns, may_say

_NUMERO = Text("numéro de facture", "invoice number")
_CERTIFICAT = Text("certificat", "certificate")
_FOURNISSEUR = Text("fournisseur", "supplier")
_DATE = Text("date de facture", "invoice date")
_DESTINATAIRE = Text("destinataire", "recipient")
_SHOWN = 5


def invoice_meant(statement: Statement, known: Sequence[Standing], acteur: Acteur) -> Standing | tuple[Finding, ...]:
    """The invoice among ``known`` (same number or certificate) that ``acteur``'s line means, else findings."""
    named = statement.numero_facture or statement.certificate
    if not known:
        return (rules.UNKNOWN.finding(number=named),)
    own = [one for one in known if concerns(acteur, one)]
    if not own:
        return (rules.NOT_YOURS.finding(number=named),)
    fitting = [one for one in own if next(_contradictions(statement, one), None) is None]
    if len(fitting) > 1:
        fitting = _narrowed(statement, fitting, acteur) or fitting
    if len(fitting) == 1:
        return fitting[0]
    if len(own) == 1:
        return tuple(_contradictions(statement, own[0]))
    return (_several(named, fitting or own),)


def _narrowed(statement: Statement, fitting: Sequence[Standing], acteur: Acteur) -> list[Standing]:
    """Invoices for which ``acteur`` may declare the status: its own, among those it deposited or sold."""
    return [one for one in fitting if any(may_say(acteur, one, status) for status in statement.asked)]


def _several(named: str, found: Sequence[Standing]) -> Finding:
    shown = tuple(f"{one.fournisseur or one.siren_fournisseur} {one.date_facture}".strip() for one in found[:_SHOWN])
    return rules.SEVERAL.finding(number=named, count=len(found), found=shown)


def _contradictions(statement: Statement, invoice: Standing) -> Iterator[Finding]:
    if statement.numero_facture and _folded(statement.numero_facture) != _folded(invoice.numero_facture):
        yield _contradicts(_NUMERO, statement.numero_facture, invoice.numero_facture, "numero_facture")
    if statement.certificate and statement.certificate != invoice.certificate:
        yield _contradicts(_CERTIFICAT, statement.certificate, invoice.certificate)
    day = statement.date_facture
    if day and invoice.date_facture and day.isoformat() != invoice.date_facture[:10]:
        yield _contradicts(_DATE, day.isoformat(), invoice.date_facture, "date_facture")
    if statement.fournisseur and not _is_supplier(statement.fournisseur, invoice):
        yield _contradicts(_FOURNISSEUR, statement.fournisseur, invoice.fournisseur, "siret_fournisseur")
    if statement.destinataire and not _is_recipient(statement.destinataire, invoice):
        yield _contradicts(_DESTINATAIRE, statement.destinataire, invoice.destinataire, "siret_destinataire")


def _contradicts(what: Text, stated: str, known: str, field: str | None = None) -> Finding:
    return rules.CONTRADICTS.finding(what=what, stated=stated, known=known, field=field)


def _is_supplier(stated: str, invoice: Standing) -> bool:
    """Whether ``stated`` is an establishment of the supplier's SIREN, or its identifier with or without scheme;
    ``True`` when the supplier is unknown.
    """
    own = "".join(invoice.fournisseur.split()).upper()
    siren = invoice.siren_fournisseur or own
    alone = _letters_and_digits(own.rpartition(":")[2])
    return (
        not siren or _letters_and_digits(stated) in {_letters_and_digits(own), alone} or _siren(stated) == _siren(siren)
    )


def _letters_and_digits(identifier: str) -> str:
    return "".join(filter(str.isalnum, identifier))


def _siren(identifier: str) -> str:
    if identifier.isdecimal() and len(identifier) == 14:
        return identifier[:9]
    is_french_vat = len(identifier) == 13 and identifier.startswith("FR") and identifier[4:].isdecimal()
    return identifier[4:] if is_french_vat else identifier


def _is_recipient(stated: str, invoice: Standing) -> bool:
    """By SIREN or SIRET. The addressee of a works piece is often not the buyer of the document."""
    etape = ETAPES.get(invoice.cadre or "")
    if etape is not None and etape.destinataire is not Role.SERVICE_FINANCIER:
        return True
    comparable = stated.isdecimal() and len(stated) in {9, 14} and invoice.destinataire
    return not comparable or invoice.destinataire.startswith(stated)


def _folded(number: str) -> str:
    return number.strip().casefold()

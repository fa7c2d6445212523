"""From marked pages to an invoice: each field chosen among its candidates, with evidence or a doubt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from domain.document import Doubt, Evidence
from domain.invoice import (
    AVOIRS,
    MOE,
    Identifier,
    Invoice,
    Party,
    PrecedingInvoice,
    References,
    Totals,
)
from domain.reading_hints import ReadingHints
from parsers.page.fields import references
from parsers.page.fields.bare_services import Services, known_services, named_services
from parsers.page.fields.candidates import Candidate, Choice, candidate, choose, evidence
from parsers.page.fields.currency import currency, in_one_currency
from parsers.page.fields.document_type import DocumentType, type_of
from parsers.page.fields.labelled_amounts import Labelled, labelled_amounts, placed_amounts
from parsers.page.fields.other_dates import other_dates
from parsers.page.fields.payment import payments
from parsers.page.fields.taxes import breakdown
from parsers.page.fields.totals import Amounts, totals
from parsers.page.labels.label_kinds import LabelKind, Role
from parsers.page.lines.invoice_lines import confirmed
from parsers.page.marked.pages import Page
from parsers.page.marked.supplier_hints import of_supplier
from parsers.page.parties import names
from parsers.page.parties.owners import Sighting, sightings
from parsers.page.parties.parties import Identity, identities

_FRENCH = re.compile(r"\b(?:facture|avoir|montant|échéance|echeance|règlement|hors taxes?|t\.?t\.?c)\b", re.I)
_ENGLISH = re.compile(r"\b(?:invoice|credit note|credit memo)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The invoice read, its evidence, and the doubtful fields."""

    invoice: Invoice
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]
    nature: DocumentType
    amounts: Amounts
    unclear_dates: bool
    numbers: tuple[Candidate, ...]
    """The surest invoice numbers, one per value and page: several mean several invoices."""


@dataclass(slots=True)
class _FieldCollector:
    """Collects evidence and doubts."""

    evidence: list[Evidence] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def take(self, name: str, choice: Choice) -> Candidate | None:
        if choice.best is not None:
            self.evidence.append(evidence(name, choice.best))
        elif choice.rivals:
            self.doubt(name, choice.rivals)
        return choice.best

    def doubt(self, name: str, rivals: tuple[Candidate, ...]) -> None:
        self.doubts.append(Doubt(field=name, rivals=tuple(evidence(name, one) for one in rivals)))

    def text(self, name: str, choice: Choice) -> str | None:
        best = self.take(name, choice)
        return None if best is None else str(best.value)

    def day(self, name: str, choice: Choice) -> date | None:
        best = self.take(name, choice)
        return best.value if best is not None and isinstance(best.value, date) else None

    def sum(self, name: str, one: Candidate | None) -> Decimal | None:
        best = self.take(name, Choice(best=one))
        return best.value if best is not None and isinstance(best.value, Decimal) else None


def assemble(pages: Iterable[Page], known: Iterable[ReadingHints] = (), services: Services | None = None) -> Assembled:
    """The invoice on ``pages``; hints ``known`` for its supplier add candidates, as ``services`` do for a service."""
    pages = tuple(pages)
    hints = of_supplier(known, (cell.text for page in pages for line in page.lines for cell in line))
    ledger = _FieldCollector()
    kind = type_of(pages)
    found = references.references(pages, _is_english(pages), hints)
    code = ledger.text("type_facture", Choice(best=kind.code))
    number, origin = _numbers(found, credit=code in AVOIRS)
    labelled = in_one_currency([*labelled_amounts(pages), *placed_amounts(pages, hints)], pages)
    sums = totals(labelled, _untaxed(pages), pages, partial(confirmed, pages))
    for name, rivals in (*sums.rivals, *((name, (one,)) for name, one in sums.disagreeing)):
        ledger.doubt(name, rivals)
    ids = sightings(pages)
    issued = ledger.day("date_facture", _issued(pages, found))
    invoice = _invoice(
        pages,
        ledger,
        found,
        sums,
        ids,
        labelled,
        number=number,
        origin=origin,
        issued=issued,
        code=code,
        services=services,
    )
    return Assembled(
        invoice=invoice,
        evidence=tuple(ledger.evidence),
        doubts=tuple(ledger.doubts),
        nature=kind,
        amounts=sums,
        unclear_dates=found.unclear_dates and issued is None,
        numbers=tuple(one for one in found.numero if one.score >= 0.85 and not one.doubtful),
    )


def _invoice(
    pages: tuple[Page, ...],
    ledger: _FieldCollector,
    found: references.References,
    sums: Amounts,
    ids: list[Sighting],
    labelled: list[Labelled],
    *,
    number: Choice,
    origin: Choice,
    issued: date | None,
    code: str | None,
    services: Services | None,
) -> Invoice:
    owners = identities(ids)
    seller, buyer = owners.fournisseur, owners.destinataire
    service = ledger.text("code_service", _service(pages, found, buyer, services))
    engagement = ledger.text("numero_engagement", choose(found.engagement))
    marche = ledger.text("numero_marche", choose(found.marche))
    origine = ledger.text("numero_facture_origine", origin)
    ht, tva = ledger.sum("montant_ht", sums.ht), ledger.sum("montant_tva", sums.tva)
    due, moe = choose(found.echeance).best, ledger.text(MOE, owners.moe)
    return Invoice(
        numero_facture=ledger.text("numero_facture", number),
        date_facture=issued,
        type_facture=code,
        devise=ledger.text("devise", currency(pages, sums, labelled)),
        cadre_facturation=ledger.text("cadre_facturation", choose(found.cadre)),
        siret_fournisseur=ledger.text("siret_fournisseur", Choice(best=seller.siret, rivals=seller.rivals)),
        siren_fournisseur=seller.siren,
        siret_destinataire=ledger.text("siret_destinataire", Choice(best=buyer.siret, rivals=buyer.rivals)),
        code_service=service,
        buyer_reference=service,
        numero_engagement=engagement,
        numero_marche=marche,
        numero_facture_origine=origine,
        due_date=_due_date(due, issued),
        payments=payments(pages),
        seller=_party(pages, ledger, seller, Role.FOURNISSEUR, ids),
        buyer=_party(pages, ledger, buyer, Role.DESTINATAIRE, ids),
        buyer_agent=None if moe is None else Party(identifiers=(Identifier(value=moe, scheme="0009"),)),
        references=References(
            contract=marche,
            purchase_order=engagement,
            preceding=(PrecedingInvoice(number=origine),) if origine else (),
        ),
        totals=Totals(
            without_vat=ht,
            vat=tva,
            with_vat=ledger.sum("montant_ttc", sums.ttc),
            paid=sums.paid,
            adjustments=sums.adjustments,
            due=ledger.sum("montant_a_payer", sums.a_payer),
        ),
        vat_breakdown=breakdown(pages, ht, tva),
    )


def _numbers(found: references.References, *, credit: bool) -> tuple[Choice, Choice]:
    """The document's own number, and that of the invoice corrected by an *avoir*."""
    origin = choose(found.origine)
    if credit and found.avoir:
        number = choose(found.avoir)
        own = number.best.value if number.best is not None else None
        if origin.best is None and not origin.rivals:
            origin = choose(one for one in found.numero if one.value != own and one.score >= 0.9)
        return number, origin
    corrected = {one.value for one in found.origine}
    numbers = [one for one in found.numero if one.value not in corrected] or found.numero
    return choose(numbers), origin


def _service(
    pages: tuple[Page, ...], found: references.References, buyer: Identity, services: Services | None
) -> Choice:
    """The code service by its label, else what a bare *Service* announces when the recipient has such a code."""
    choice = choose(found.code_service)
    if choice.best is not None or choice.rivals or services is None or buyer.siret is None:
        return choice
    siret = str(buyer.siret.value)
    choice = choose(known_services(pages, siret, services))
    return choice if choice.best is not None or choice.rivals else choose(named_services(pages, siret, services))


def _issued(pages: tuple[Page, ...], found: references.References) -> Choice:
    """The date of the document; dates of what happened to it are in doubt when there is no other."""
    issued = choose(found.date)
    return issued if issued.best is not None or issued.rivals else choose(other_dates(pages))


def _is_english(pages: tuple[Page, ...]) -> bool:
    texts = [cell.text for page in pages for line in page.lines for cell in line]
    return any(map(_ENGLISH.search, texts)) and not any(map(_FRENCH.search, texts))


def _names(read: names.Name, role: Role) -> tuple[Candidate, ...]:
    """The name read, or those that may be the supplier's; an invoice is not refused for its recipient's name."""
    if read.name is not None:
        return (read.name,)
    return read.rivals if role is Role.FOURNISSEUR else ()


def _untaxed(pages: tuple[Page, ...]) -> Candidate | None:
    """The notice that no VAT applies, or a line with a VAT of zero."""
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is LabelKind.SANS_TVA and marked.cell.row not in page.headers:
                return candidate("0", 0.8, marked.cell, marked.mention.start, marked.mention.end)
    return None


def _due_date(due: Candidate | None, issued: date | None) -> date | None:
    if due is None or not isinstance(due.value, date) or (issued is not None and due.value < issued):
        return None
    return due.value


def _party(
    pages: tuple[Page, ...], ledger: _FieldCollector, identity: Identity, role: Role, ids: list[Sighting]
) -> Party:
    mine = {one.value for one in (identity.siret, identity.tva) if one is not None}
    read = names.name(pages, role, [one for one in ids if one.identifier.value in mine])
    prefix = "fournisseur" if role is Role.FOURNISSEUR else "destinataire"
    if role is Role.FOURNISSEUR:
        ledger.take("tva_fournisseur", Choice(best=identity.tva))
    siret = None if identity.siret is None else str(identity.siret.value)
    return Party(
        name=ledger.text(f"nom_{prefix}", choose(_names(read, role))),
        identifiers=(Identifier(value=siret, scheme="0009"),) if siret else (),
        legal_registration=Identifier(value=identity.siren, scheme="0002") if identity.siren else None,
        vat_identifier=None if identity.tva is None else str(identity.tva.value),
        address=read.address,
    )

"""Uniqueness of an invoice: year of issue, supplier's SIREN, number (DSE 1.0, section 3.2.1.4).

The same bytes again are a *doublon*: reported, not integrated a second time, not refused, unless the invoice was
rejected or refused by its recipient since: its depositor is told that. Another document under the number of an
invoice already received is refused, unless that invoice was sent back for its addressee (*à recycler*, or a works
piece that came to the wrong MOE, MOA or fournisseur): then it may be deposited again with only its recipient changed.
The number of a rejected or refused invoice cannot be reused: a new one is needed. An invoice to be completed is
checked with the fields that could be read, so that a double is reported before somebody completes it. It does not
reserve its number: another deposit of it may be integrated first. The severity of these rules cannot be changed by
settings, because the ledger holds one invoice per key.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from domain.decision import Decision, Verdict
from domain.deposit import INTEGRATED, Disposition, Key, Known, Settled
from domain.finding import Finding, Pack, Rule, Severity, excerpt
from domain.invoice import FIELDS, Invoice, fields
from domain.paris_time import PARIS, french_datetime
from domain.status import Status, may_follow
from domain.status_facts import LABELS
from domain.text import Text
from domain.travaux import is_over
from validators.chorus_pro.uniqueness_key import key_of as key_of

RECYCLABLE = frozenset({"siret_destinataire", "nom_destinataire", "code_service", "numero_engagement"})
"""Fields that may change when an invoice is recycled; the recipient's name depends on its SIRET."""

_AMOUNT = re.compile(r"-?[0-9]{1,30}\.[0-9]{1,30}")
_SOURCE = "DSE 1.0 section 3.2.1.4"

SAME_NUMBER = Rule(
    code="UNI-01",
    pack=Pack.CHORUS_PRO,
    field="numero_facture",
    message=Text(
        "Une facture « {number} » de ce fournisseur et de cette année a déjà été reçue {first}.",
        "An invoice “{number}” of this supplier and this year was already received {first}.",
    ),
    remedy=Text(
        "Pour une autre facture, attribuez un nouveau numéro ; pour la même, il n'y a rien à déposer.",
        "For another invoice, give a new number; for the same one, there is nothing to deposit.",
    ),
    source=_SOURCE,
)
SAME_FILE = Rule(
    code="UNI-02",
    pack=Pack.CHORUS_PRO,
    severity=Severity.WARNING,
    field="numero_facture",
    message=Text(
        "Ce fichier a déjà été accepté {first} : la facture n'est pas intégrée une seconde fois.",
        "This file was already accepted {first}: the invoice is not integrated a second time.",
    ),
    remedy=Text(
        "Il n'y a rien à faire ; pour changer quelque chose à une facture à recycler, déposez-la corrigée.",
        "There is nothing to do; to change an invoice to be recycled, deposit it corrected.",
    ),
    source=_SOURCE,
)
CHANGED_BEYOND_ROUTING = Rule(
    code="UNI-03",
    pack=Pack.CHORUS_PRO,
    field="numero_facture",
    message=Text(
        "La facture à recycler « {number} », reçue {first}, revient avec d'autres données : {changed}.",
        "The invoice to be recycled “{number}”, received {first}, comes back with other data: {changed}.",
    ),
    remedy=Text(
        "Ne changez que le SIRET du destinataire, le code service ou l'engagement ; pour changer le reste, "
        "déposez une nouvelle facture sous un nouveau numéro.",
        "Change only the recipient's SIRET, the code service or the engagement; to change the rest, "
        "deposit a new invoice under a new number.",
    ),
    source="Communauté Chorus Pro, statut A_RECYCLER",
)
WITHOUT_KEY = Rule(
    code="UNI-04",
    pack=Pack.CHORUS_PRO,
    field="numero_facture",
    message=Text(
        "Sans numéro ni date de facture, rien ne dit si cette facture a déjà été reçue.",
        "Without an invoice number and date, nothing tells whether this invoice was already received.",
    ),
    remedy=Text("Indiquez le numéro et la date de la facture.", "Give the number and the date of the invoice."),
    source=_SOURCE,
)
USED_NUMBER = Rule(
    code="UNI-05",
    pack=Pack.CHORUS_PRO,
    field="numero_facture",
    message=Text(
        "La facture « {number} », reçue {first}, a le statut « {status} » : son numéro ne peut plus servir.",
        "The invoice “{number}”, received {first}, has the status “{status}”: its number cannot be used again.",
    ),
    remedy=Text(
        "Déposez la facture corrigée sous un nouveau numéro.",
        "Deposit the corrected invoice under a new number.",
    ),
    source="Communauté Chorus Pro, statut REJETEE",
)
RULES = (SAME_NUMBER, SAME_FILE, CHANGED_BEYOND_ROUTING, WITHOUT_KEY, USED_NUMBER)


_VERDICTS_CHECKED = frozenset({Verdict.ACCEPTED, Verdict.TO_COMPLETE})


class Decided(NamedTuple):
    """A decision and the location of its document; any tuple of the same four fields is accepted."""

    deposit_id: int
    position: int
    location: str
    decision: Decision


@dataclass(slots=True, kw_only=True)
class _EarlierInvoices:
    """Earlier invoices of the ledger, and those settled before in the same batch."""

    known: Mapping[Key, Known]
    digests: Mapping[str, Known]
    keys_now: dict[Key, Decision] = field(default_factory=dict)
    digests_now: dict[str, Decision] = field(default_factory=dict)


def settle(
    decisions: Sequence[tuple[int, int, str, Decision]],
    known: Mapping[Key, Known],
    accepted_digests: Mapping[str, Known],
) -> tuple[Settled, ...]:
    """Disposition of each decision, in order, given the ledger and the earlier decisions of the batch.

    ``known`` holds the integrated invoices by key, ``accepted_digests`` by SHA-256 of their bytes. Refusing decisions
    are returned unchanged.
    """
    memory = _EarlierInvoices(known=known, digests=accepted_digests)
    return tuple(_settled(Decided(*each), memory) for each in decisions)


def _settled(one: Decided, memory: _EarlierInvoices) -> Settled:
    decision = one.decision
    key = key_of(decision.invoice) if decision.invoice else None
    if decision.verdict not in _VERDICTS_CHECKED:
        return _settled_as(one, key, Disposition(decision.verdict.value))
    if decision.sha256 in memory.digests_now:
        return _double_of_batch(one, key, _in_batch(memory.digests_now[decision.sha256]))
    if twin := memory.digests.get(decision.sha256):
        if _is_refused(twin):
            return _refused(one, key, _used_number_finding(one, twin, _in_ledger(twin)), twin)
        return _double_of_batch(one, key, _in_ledger(twin), twin)
    if key is None:
        return (
            _settled_as(one, None, Disposition.A_COMPLETER)
            if _is_to_complete(one)
            else _refused(one, None, WITHOUT_KEY.finding())
        )
    if key in memory.keys_now:
        return _refused(one, key, SAME_NUMBER.finding(number=_number(one), first=_in_batch(memory.keys_now[key])))
    settled = _settled_under_key(one, key, memory.known.get(key))
    if settled.disposition in INTEGRATED:
        memory.keys_now[key] = memory.digests_now[decision.sha256] = decision
    return settled


def _settled_under_key(one: Decided, key: Key, earlier: Known | None) -> Settled:
    """Disposition of new bytes whose key may already be in the ledger or the batch."""
    if earlier is None:
        return _settled_as(one, key, Disposition.A_COMPLETER if _is_to_complete(one) else Disposition.ACCEPTED)
    first = _in_ledger(earlier)
    if not may_follow(earlier.status, Status.DEPOSEE):
        return _refused(one, key, _used_number_finding(one, earlier, first), earlier)
    if _is_to_complete(one):
        return _settled_as(one, key, Disposition.A_COMPLETER)
    changed = _changed(earlier, one.decision.invoice)
    if changed:
        finding = CHANGED_BEYOND_ROUTING.finding(number=_number(one), first=first, changed=changed)
        return _refused(one, key, finding, earlier)
    return _settled_as(one, key, Disposition.RECYCLED, earlier)


def _is_to_complete(one: Decided) -> bool:
    """Whether it is to be completed; its changes and a missing number are checked again after completion."""
    return one.decision.verdict is Verdict.TO_COMPLETE


def _is_refused(earlier: Known) -> bool:
    """Whether its recipient refused it for good: to be told, to whoever deposits the same file again."""
    return is_over(earlier.status) and not may_follow(earlier.status, Status.DEPOSEE)


def _used_number_finding(one: Decided, earlier: Known, first: Text) -> Finding:
    if is_over(earlier.status):
        return USED_NUMBER.finding(number=_number(one), first=first, status=LABELS[earlier.status])
    return SAME_NUMBER.finding(number=_number(one), first=first)


def _double_of_batch(one: Decided, key: Key | None, first: Text, previous: Known | None = None) -> Settled:
    finding = SAME_FILE.finding(first=first)
    double = one._replace(decision=replace(one.decision, findings=(*one.decision.findings, finding)))
    return _settled_as(double, key, Disposition.DOUBLON, previous)


def _refused(one: Decided, key: Key | None, finding: Finding, previous: Known | None = None) -> Settled:
    findings = (*one.decision.findings, finding)
    refusal = replace(one.decision, findings=findings, verdict=Verdict.REJECTED, route=None)
    return _settled_as(one._replace(decision=refusal), key, Disposition.REJECTED, previous)


def _settled_as(one: Decided, key: Key | None, disposition: Disposition, previous: Known | None = None) -> Settled:
    return Settled(
        deposit_id=one.deposit_id,
        position=one.position,
        decision=one.decision,
        disposition=disposition,
        location=one.location,
        previous=previous,
        key=key,
    )


def _number(one: Decided) -> str:
    return (one.decision.invoice.numero_facture if one.decision.invoice else None) or ""


def _in_ledger(known: Known) -> Text:
    day = known.deposited_at.astimezone(PARIS)
    return Text(
        f"le {french_datetime(known.deposited_at)} (certificat {known.certificate})",
        f"on {day:%Y-%m-%d %H:%M:%S} (certificate {known.certificate})",
    )


def _in_batch(first: Decision) -> Text:
    name = excerpt(first.member or first.path)
    return Text(f"dans ce même traitement (« {name} »)", f"in this same run (“{name}”)")


def _changed(known: Known, invoice: Invoice | None) -> tuple[str, ...]:
    """Changed fields other than those of routing."""
    now = fields(invoice) if invoice else {}
    return tuple(
        name
        for name in FIELDS
        if name not in RECYCLABLE and _comparable(known.values.get(name)) != _comparable(now.get(name))
    )


def _comparable(value: str | None) -> str | Decimal:
    """Text without blanks and in one letter case; amounts as decimals, so that trailing zeros are ignored."""
    text = " ".join((value or "").split()).casefold()
    return Decimal(text) if _AMOUNT.fullmatch(text) else text

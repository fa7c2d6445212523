"""Settled documents as new rows: the document, its findings, its first event, its certificate, its tasks."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.certificate import canonical, number_of
from domain.chain_head import ChainHead
from domain.deposit import INTEGRATED, Deposit, Disposition, Effect, Settled
from domain.enum_tables import Partial
from domain.invoice import FIELDS, fields
from domain.issuer import Issuer
from domain.status import Status
from domain.travaux import AVEC_VALIDEUR, is_travaux
from ledger.certificates.content import certificate_content
from ledger.database.column_types import cents, clean, folder_siret, indexed, kept, sought
from ledger.database.row_mapping import finding_rows
from ledger.invoices.invariants import Earlier
from ledger.lifecycle.transitions import NAVETTE
from ledger.lifecycle.works_links import Tied
from ledger.outbox.new_tasks import NewTask

_BORN: Partial[Disposition, Status] = Partial(
    {
        Disposition.ACCEPTED: Status.DEPOSEE,
        Disposition.RECYCLED: Status.DEPOSEE,
        Disposition.REJECTED: Status.REJETEE,
        Disposition.A_COMPLETER: Status.A_COMPLETER,
    }
)
_EMPTY: dict[str, str | None] = dict.fromkeys(FIELDS)
Row = dict[str, object]


@dataclass(slots=True, kw_only=True)
class NewRows:
    """Rows to write, table by table, and the id the next document gets."""

    now: datetime
    actor: str = NAVETTE
    """Of the first event."""
    again: bool = False
    """Whether documents that are there, and waited, are written over."""
    first_finding: int = 0
    """Rank of the first finding of each."""
    next_id: int
    chain: ChainHead
    issuer: Issuer
    """Named on the certificates."""
    documents: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    certificates: list[Row] = field(default_factory=list)
    outbox: list[NewTask] = field(default_factory=list)
    invoice_ids: dict[tuple[int, int], int] = field(default_factory=dict)
    """By deposit and position, the invoice of each document."""
    superseded: dict[int, int] = field(default_factory=dict)
    """By invoice that came again, its old document."""
    doubts: list[Row] = field(default_factory=list)
    tied: list[Tied] = field(default_factory=list)


def add(new: NewRows, settled: Settled, deposit: Deposit, earlier: Earlier | None, depositor: str | None) -> None:
    """Adds the rows of one document to ``new``; ``earlier``: the version it replaces."""
    id_ = new.next_id
    new.next_id += 1
    invoice_id = settled.previous.invoice_id if earlier and settled.previous else id_
    new.invoice_ids[deposit.id, settled.position] = invoice_id
    number = None
    if settled.disposition in INTEGRATED:
        number = _certify(new, settled, deposit, id_, depositor)
        new.outbox += (_brought(settled, invoice_id), (Effect.CERTIFY, invoice_id, deposit.drop))
        _tie(new, settled, invoice_id, deposit)
    if earlier:
        new.superseded[invoice_id] = earlier.document_id
    status = _BORN.get(settled.disposition)
    if status and not (new.again and status is Status.A_COMPLETER):
        _bear(new, invoice_id, status)
    new.findings += finding_rows((deposit.id, settled.position), settled.decision.findings, new.first_finding)
    row = _document(settled, deposit, status, new.now)
    version = earlier.version + 1 if earlier else 1
    row |= {"id": id_, "invoice_id": invoice_id, "version": version, "certificate": number}
    new.documents.append(row | {"dossier_id": _dossier(settled, invoice_id, earlier)})


def _bear(new: NewRows, invoice_id: int, status: Status) -> None:
    event: Row = {"invoice_id": invoice_id, "status": status.value}  # its id is the database's to give
    new.events.append(event | {"at": new.now, "actor": clean(new.actor), "motif": ""})


def _tie(new: NewRows, settled: Settled, invoice_id: int, deposit: Deposit) -> None:
    if settled.links:
        links, dossier_id = settled.links, settled.dossier_id
        new.tied.append(Tied(invoice_id=invoice_id, actor=deposit.drop, dossier_id=dossier_id, links=links))


def _brought(settled: Settled, invoice_id: int) -> NewTask:
    """To whom an accepted invoice goes first: its valideur when it has one, else its addressee."""
    if valideur := _valideur(settled):
        return Effect.SUBMIT, invoice_id, valideur
    return Effect.DELIVER, invoice_id, settled.decision.route.siret if settled.decision.route else ""


def _valideur(settled: Settled) -> str | None:
    invoice = settled.decision.invoice
    if invoice is None or settled.disposition not in INTEGRATED or invoice.cadre_facturation not in AVEC_VALIDEUR:
        return None
    return folder_siret(invoice.siret_valideur) or None


def _dossier(settled: Settled, invoice_id: int, earlier: Earlier | None) -> int | None:
    """Of a works piece that was integrated: the one it continues, or keeps, or begins."""
    invoice = settled.decision.invoice
    if settled.disposition not in INTEGRATED or invoice is None or not is_travaux(invoice.cadre_facturation):
        return None
    return settled.dossier_id or (earlier and earlier.dossier_id) or invoice_id


def _certify(new: NewRows, settled: Settled, deposit: Deposit, document_id: int, depositor: str | None) -> str:
    """The number of the document's certificate, sealed as the next link of the chain."""
    sequence = new.chain.count + 1
    text = canonical(certificate_content(settled, deposit, new.issuer, depositor), new.chain.number, sequence)
    number = number_of(text)
    row = {"sequence": sequence, "number": number, "document_id": document_id, "canonical": text.decode()}
    new.certificates.append(row)
    new.chain = ChainHead(count=sequence, number=number)
    return number


def _document(settled: Settled, deposit: Deposit, status: Status | None, now: datetime) -> Row:
    decision, route = settled.decision, settled.decision.route
    number = decision.invoice.numero_facture if decision.invoice else None
    return {
        "current": True,
        "integrated": settled.disposition in INTEGRATED,
        "deposit_id": deposit.id,
        "position": settled.position,
        "drop_name": deposit.drop,
        "member": decision.member,
        "sha256": decision.sha256,
        "location": settled.location,
        "format": decision.format.value,
        "profile": kept(decision.profile),
        "disposition": settled.disposition.value,
        "doubles": settled.previous.invoice_id if settled.previous else None,
        **_key(settled),
        "number_sought": sought(number) if number else None,
        **_values(settled),
        **_amounts(settled),
        "moe": kept(decision.invoice.siret_moe) if decision.invoice else None,
        "valideur_1": _valideur(settled),
        "route_siret": route.siret if route else None,
        "route_raison_sociale": kept(route.raison_sociale) if route else None,
        "route_code_service": kept(route.code_service) if route else None,
        "route_nom_service": kept(route.nom_service) if route else None,
        "status": status.value if status else None,
        "status_at": now if status else None,
        "motif": "",
        "changed_at": now if status else deposit.received_at,
        "deposited_at": deposit.received_at,
    }


def _key(settled: Settled) -> Row:
    key = settled.key
    return {
        "key_year": key.year if key else None,
        "key_supplier": indexed(key.supplier) if key else None,
        "key_number": indexed(key.number) if key else None,
    }


def _values(settled: Settled) -> dict[str, str | None]:
    invoice = settled.decision.invoice
    if invoice is None:
        return _EMPTY
    return {name: value and kept(value) for name, value in fields(invoice).items()}


def _amounts(settled: Settled) -> Row:
    invoice = settled.decision.invoice
    return {
        "ht_cents": cents(invoice.montant_ht) if invoice else None,
        "ttc_cents": cents(invoice.montant_ttc) if invoice else None,
        "due_cents": cents(invoice.montant_a_payer) if invoice else None,
    }

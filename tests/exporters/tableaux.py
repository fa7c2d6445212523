"""A morning's dashboard of a structure, of a supplier's account, and one of hostile names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain.dashboard import AgeBand, Axis, Counter, Dashboard, Event, Overdue, Paid, ReportScope, WaitingPiece
from domain.deposit import StatusEvent
from domain.finding import Finding, Level, Severity
from domain.status import Status
from domain.text import Text
from domain.travaux import Role
from domain.worklist import CorrectionDue, SetAside, VerificationDue

S = Status
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SIRET = "22060001900016"
SUPPLIERS = (
    ("12345678200010", "Établissements Exemple & Fils"),
    ("99900022700010", "TRAVAUX BTP DE DÉMONSTRATION SARL"),
    ("99900011000018", "Papeterie des Préalpes"),
    ("99900033300019", "Nettoyage et Propreté du Littoral méditerranéen"),
    ("99900044400011", "Atelier Numérique"),
)
SERVICES = (
    ("DRIT", "Direction des routes et des infrastructures de transport"),
    ("DSH", "Direction des solidarités humaines"),
    ("CULTURE", "Direction du développement culturel, médiathèque et musées"),
    ("", "Structure entière"),
)
PLENTY = (
    (S.VALIDEE_1, 3),
    (S.DEPOSEE, 6),
    (S.MISE_A_DISPOSITION, 321),
    (S.SUSPENDUE, 12),
    (S.A_RECYCLER, 4),
    (S.SERVICE_FAIT, 57),
    (S.MANDATEE, 148),
    (S.COMPTABILISEE, 40),
    (S.MISE_EN_PAIEMENT, 1884),
    (S.REJETEE, 23),
    (S.MISE_A_DISPOSITION_MOA, 2),
    (S.ASSOCIEE, 9),
)


def compteur(status: Status, count: int, key: str = "", label: str = "", devise: str = "EUR") -> Counter:
    """A counter whose amount follows from its count."""
    return Counter(
        key=key,
        label=label or status.value,
        status=status,
        count=count,
        devise=devise,
        ttc=Decimal(count) * Decimal("1834.57"),
    )


def retard(rank: int, late_days: int, ttc: str | None = None, **changes: str) -> Overdue:
    """An unpaid invoice, late by so many days (due in so many when negative)."""
    siret, name = SUPPLIERS[rank % len(SUPPLIERS)]
    days = 30 + late_days
    return Overdue(
        invoice_id=rank,
        numero_facture=changes.get("numero", f"F2026-{4100 + rank * 17}"),
        fournisseur=siret,
        nom_fournisseur=changes.get("name", name),
        destinataire=SIRET,
        code_service=changes.get("service", SERVICES[rank % 3][0]),
        status=(S.MISE_A_DISPOSITION, S.MANDATEE, S.SERVICE_FAIT)[rank % 3],
        devise="EUR",
        ttc=Decimal(ttc or f"{(rank * 7919) % 48000 + 120}.{rank % 100:02d}"),
        available_at=NOW - timedelta(days=days),
        due_on=TODAY - timedelta(days=late_days),
        days=days,
        late_days=max(late_days, 0),
        nom_destinataire="DÉPARTEMENT DES ALPES-MARITIMES",
    )


def tranche(first: int, last: int | None, count: int, ttc: int, late: int = 0, late_ttc: int = 0) -> AgeBand:
    """One age of the structure's unpaid invoices."""
    return AgeBand(
        key=SIRET,
        label="Département",
        first=first,
        last=last,
        count=count,
        devise="EUR",
        ttc=Decimal(ttc),
        late=late,
        late_ttc=Decimal(late_ttc),
        interest=Decimal(late_ttc) / 100,
        indemnity=Decimal(40 * late),
    )


def evenement(rank: int, status: Status, motif: str = "", **changes: str) -> Event:
    """Something that happened ``rank`` times 37 minutes ago."""
    return Event(
        invoice_id=rank,
        numero_facture=changes.get("numero", f"F2026-{4100 + rank * 3}"),
        nom_fournisseur=changes.get("name", SUPPLIERS[rank % len(SUPPLIERS)][1]),
        nom_destinataire="DÉPARTEMENT DES ALPES-MARITIMES",
        cadre="A1",
        event=StatusEvent(
            status=status,
            at=NOW - timedelta(minutes=37 * rank),
            actor=SIRET if rank % 2 else "navette",
            motif=motif,
            motif_codes=("DEST_ERR",) if motif else (),
        ),
    )


def attente(rank: int, cadre: str, role: Role, due_in: int | None) -> WaitingPiece:
    """A works piece that waits."""
    return WaitingPiece(
        invoice_id=rank,
        numero_facture=f"BTP-2026-{rank:04d}",
        cadre=cadre,
        nom_fournisseur=SUPPLIERS[1][1],
        role=role,
        nom_destinataire="DÉPARTEMENT DES ALPES-MARITIMES",
        status=S.MISE_A_DISPOSITION_MOA,
        since=NOW - timedelta(days=4 + rank),
        devise="EUR",
        ttc="48210.40",
        due_on=None if due_in is None else TODAY + timedelta(days=due_in),
    )


def _by_axis() -> dict[Axis, tuple[Counter, ...]]:
    services = tuple(
        compteur(status, count // (rank + 2), f"{SIRET}/{code}", label)
        for rank, (code, label) in enumerate(SERVICES)
        for status, count in PLENTY
    )
    suppliers = tuple(
        compteur(status, count // (2 * rank + 2), siret, name)
        for rank, (siret, name) in enumerate(SUPPLIERS)
        for status, count in PLENTY
    )
    actors = (
        compteur(S.MISE_A_DISPOSITION, 321, "destinataire", "Le destinataire"),
        compteur(S.MANDATEE, 245, "destinataire", "Le destinataire"),
        compteur(S.SUSPENDUE, 16, "fournisseur", "Le fournisseur"),
        compteur(S.MISE_A_DISPOSITION_MOA, 2, "MOA", "La maîtrise d'ouvrage"),
        compteur(S.MISE_EN_PAIEMENT, 1884, "", "Personne : c'est terminé"),
    )
    return {Axis.SERVICE: services, Axis.FOURNISSEUR: suppliers, Axis.ACTEUR: actors}


def constat(code: str, severity: Severity, message: str, remedy: str = "") -> Finding:
    """A finding with the same words in both languages."""
    return Finding(
        code=code,
        severity=severity,
        level=Level.FACTURE,
        field=None,
        message=Text(message, message),
        remedy=Text(remedy, remedy),
    )


def a_corriger(rank: int, numero: str = "", file: str = "", **changes: str) -> CorrectionDue:
    """A document the account has to correct: refused, or waiting when it has a number and an odd rank."""
    return CorrectionDue(
        deposit_id=rank,
        position=0 if numero else None,
        file=file or f"facture-{rank}.xml",
        member="",
        numero_facture=numero,
        deposited_at=NOW - timedelta(days=rank),
        status=None if not numero else S.A_COMPLETER if rank % 2 else S.REJETEE,
        motif=changes.get("motif", ""),
        findings=(
            constat(
                "ACH-04",
                Severity.FATAL,
                changes.get("message", "Le code service « CULTUR » est inconnu de cette structure."),
                changes.get("remedy", "Le plus proche est CULTURE : corrigez-le, puis déposez à nouveau."),
            ),
        ),
    )


def payee(rank: int, days: int, **changes: str) -> Paid:
    """An invoice that was paid so many days ago."""
    return Paid(
        invoice_id=rank,
        numero_facture=changes.get("numero", f"F2026-{4000 + rank}"),
        destinataire=SIRET,
        nom_destinataire=changes.get("name", "DÉPARTEMENT DES ALPES-MARITIMES"),
        devise=changes.get("devise", "EUR"),
        amount=Decimal(f"{1200 + rank}.50"),
        paid_on=TODAY - timedelta(days=days),
        mandat=changes.get("mandat", f"M-{rank:05d}"),
    )


def mise_de_cote(rank: int, numero: str = "", file: str = "", **changes: str) -> SetAside:
    """A refused deposit that was set aside."""
    return SetAside(
        deposit_id=rank,
        position=0 if numero else None,
        file=file or f"facture-{rank}.xml",
        member="",
        numero_facture=numero,
        actor=changes.get("actor", "marie"),
        at=NOW - timedelta(days=rank),
        reason=changes.get("reason", "Remplacée par un avoir"),
    )


def a_verifier(rank: int, message: str, **changes: str) -> VerificationDue:
    """An unpaid invoice with a warning for its payer."""
    return VerificationDue(
        invoice_id=rank,
        numero_facture=changes.get("numero", f"F2026-{5000 + rank}"),
        fournisseur=SUPPLIERS[rank % len(SUPPLIERS)][0],
        nom_fournisseur=changes.get("name", SUPPLIERS[rank % len(SUPPLIERS)][1]),
        status=S.MISE_A_DISPOSITION,
        devise=changes.get("devise", "EUR"),
        ttc=changes.get("ttc", "1234.56"),
        available_at=NOW,
        findings=(constat("BQ-01", Severity.WARNING, message),),
    )


STRUCTURE = Dashboard(
    title="DÉPARTEMENT DES ALPES-MARITIMES",
    portee=ReportScope(siret=SIRET),
    at=NOW,
    counters=tuple(compteur(status, count) for status, count in PLENTY),
    by_axis=_by_axis(),
    ageing=(
        tranche(0, 15, 214, 392_610),
        tranche(16, 30, 167, 306_373),
        tranche(31, 45, 128, 234_825, 38, 81_402),
        tranche(46, 60, 51, 93_563, 51, 93_563),
        tranche(61, None, 24, 44_029, 24, 44_029),
    ),
    late=tuple(retard(rank, 63 - 3 * rank) for rank in range(18)),
    deposits_by_day=tuple(
        (
            TODAY - timedelta(days=59 - rank),
            0 if (TODAY - timedelta(days=59 - rank)).weekday() > 4 else 18 + rank * 37 % 41,
        )
        for rank in range(60)
    ),
    events=tuple(
        evenement(
            rank,
            (S.MISE_A_DISPOSITION, S.MANDATEE, S.REJETEE, S.MISE_EN_PAIEMENT)[rank % 4],
            "Bon de commande soldé" if rank % 4 == 2 else "",
        )
        for rank in range(30)
    ),
    events_total=143,
    moved_total=97,
    visited=NOW - timedelta(days=1),
    soon=tuple(retard(rank, -(rank - 19)) for rank in range(20, 26)),
    waiting_pieces=(
        attente(1, "A4", Role.MOE, -2),
        attente(2, "A15", Role.MOA, None),
        attente(3, "A20", Role.FOURNISSEUR, 26),
    ),
)
EMPTY = Dashboard(
    title="COMMUNE DE DÉMONSTRATION",
    portee=ReportScope(siret=SIRET),
    at=NOW,
    counters=(),
    by_axis={},
    ageing=(),
    late=(),
    deposits_by_day=tuple((TODAY - timedelta(days=59 - rank), 0) for rank in range(60)),
    events=(),
    events_total=0,
    moved_total=0,
)
ACCOUNT = replace(
    STRUCTURE,
    title="batiment-exemple",
    portee=ReportScope(drop="batiment-exemple"),
    paid=(payee(1, 1), payee(2, 12, mandat="")),
    paid_total=2,
    later=(retard(30, -21),),
    awaited_total=140,
    set_aside=(mise_de_cote(1, "F2026-4101"), mise_de_cote(2, file="essai.zip", reason="Envoyé par erreur")),
)
REFUSED = replace(
    ACCOUNT,
    corrections_due=(
        a_corriger(2, "F2026-4117"),
        a_corriger(3, "F2026-4120", message="Deux numéros d'engagement sont imprimés sur la page."),
        a_corriger(4, file="lot-novembre.zip", message="L'archive est incomplète.", remedy="Transférez-la à nouveau."),
    ),
)
SUSPECT = replace(
    STRUCTURE,
    verifications_due=(
        a_verifier(1, "Le compte à payer (fin 0189) n'est pas celui des factures précédentes de ce fournisseur."),
        a_verifier(2, "La page porte 1 200,00 € TTC, le XML 1 234,56 €."),
    ),
    verifications_total=2,
)


def hostile(name: str) -> Dashboard:
    """The dashboard with ``name`` wherever something comes from outside."""
    return replace(
        STRUCTURE,
        title=name,
        portee=ReportScope(drop=name),
        by_axis={
            axe: tuple(replace(one, key=name, label=name) for one in found) for axe, found in STRUCTURE.by_axis.items()
        },
        late=tuple(
            replace(one, numero_facture=name, nom_fournisseur=name, code_service=name, fournisseur=name, devise=name)
            for one in STRUCTURE.late
        ),
        ageing=tuple(replace(one, key=name, label=name, devise=name) for one in STRUCTURE.ageing),
        counters=tuple(replace(one, label=name, devise=name) for one in STRUCTURE.counters),
        events=(evenement(0, S.REJETEE, name, numero=name, name=name),),
        corrections_due=(a_corriger(1, name, name, motif=name), a_corriger(2, "", name, message=name, remedy=name)),
        verifications_due=(a_verifier(1, name, numero=name, name=name, devise=name, ttc=name),),
        verifications_total=1,
        paid=(payee(1, 1, numero=name, name=name, mandat=name, devise=name),),
        set_aside=(mise_de_cote(1, name, name, actor=name, reason=name),),
        waiting_pieces=tuple(
            replace(one, numero_facture=name, nom_fournisseur=name, nom_destinataire=name, devise=name, ttc=name)
            for one in STRUCTURE.waiting_pieces
        ),
    )

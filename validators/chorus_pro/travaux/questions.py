"""Checks of a works piece that follows others: which pieces they are, and whether it may follow them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.cadre import CADRES
from domain.deposit import Settled
from domain.dossier import Piece
from domain.echeance import tacit_on
from domain.finding import Finding
from domain.invoice import Invoice, PrecedingInvoice
from domain.status import Status
from domain.status_facts import LABELS
from domain.text import Text
from domain.travaux import ETAPES, Role, associated, depositor_role, is_over, may_become
from validators.chorus_pro.travaux import actors, rules
from validators.common import phrasing
from validators.common.preceding_pieces import Dossiers, likeliest

Rights = Mapping[int, frozenset[str] | None]
"""Rights of the account by deposit id; ``*`` or ``None``: unrestricted."""
ON_ITS_WAY = frozenset({Status.DEPOSEE, Status.EN_COURS_ACHEMINEMENT})
"""Statuses before delivery: the piece may already be followed; its new status is applied once delivered."""
TACIT_CADRES = frozenset({"A23", "A24"})
"""Cadres allowed only when the MOA did not answer in time."""
_GENERAL_STATEMENTS = frozenset({"A18", "A20", "A22"})
"""Cadres that exclude a later projet de décompte général of the fournisseur."""
_TEN_DAYS = Text("dixième jour qui suit sa mise à disposition", "the tenth day after it is made available")
_ROLES = {
    Role.FOURNISSEUR: Text("le fournisseur", "the supplier"),
    Role.MOE: Text("la maîtrise d'œuvre", "the project manager (MOE)"),
    Role.MOA: Text("la maîtrise d'ouvrage", "the project owner (MOA)"),
    Role.SERVICE_FINANCIER: Text("le service financier", "the finance department"),
}


@dataclass(slots=True, kw_only=True)
class KnownPieces:
    """Known dossiers, and pieces already followed within the batch."""

    dossiers: Dossiers
    rights: Rights
    today: date
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Deposit and position of the pieces of this batch, by negative id (they have no id yet)."""
    taken: dict[int, str] = field(default_factory=dict)
    """By invoice id: number of the piece of this batch that follows it."""


@dataclass(slots=True, kw_only=True)
class AssociationCheck:
    """Checks of one piece; each adds at most one finding to ``findings``."""

    one: Settled
    invoice: Invoice
    memory: KnownPieces
    findings: list[Finding] = field(default_factory=list)

    @property
    def cadre(self) -> str:
        return self.invoice.cadre_facturation or ""

    def answered(self, named: Sequence[PrecedingInvoice]) -> tuple[Piece, ...]:
        """The pieces named, without duplicates; errors are added to ``findings``."""
        found = {piece.invoice_id: piece for each in named if (piece := self._found(each))}
        for piece in found.values():
            self._check_step(piece)
            self._check_status(piece)
            self._check_tacit(piece)
        if found:
            self._check_actors(actors.of_dossier([each for piece in found.values() for each in self._dossier(piece)]))
        if not _one_dossier(tuple(found.values()), self.memory.dossiers):
            numbers_ = tuple(piece.numero_facture for piece in found.values())
            self.findings.append(rules.SEVERAL_DOSSIERS.finding(found=numbers_))
        return tuple(found.values())

    def _found(self, named: PrecedingInvoice) -> Piece | None:
        """The piece that ``named`` refers to; ``None`` with a finding when none or several match."""
        candidates = [each for each in self.memory.dossiers.under(named) if each.invoice_id != self._own]
        if not candidates:
            self._add(self._missing(named))
            return None
        same_dossier = [each for each in candidates if self._is_ours(each)]
        if not same_dossier:
            self._add(rules.ANOTHER_DOSSIER.finding(number=named.number))
            return None
        own = [each for each in same_dossier if actors.same(self.invoice.siret_fournisseur, (each.fournisseur,))]
        likely = likeliest(own or same_dossier, self.cadre)
        if len(likely) > 1:
            shown = tuple(f"{each.numero_facture} du {each.date_facture} ({each.fournisseur})" for each in likely)
            self._add(rules.AMBIGUOUS.finding(number=named.number, found=shown))
            return None
        return likely[0]

    def _is_ours(self, piece: Piece) -> bool:
        """Whether the new piece involves an actor of this dossier."""
        return actors.takes_part(self.invoice, actors.of_dossier(self._dossier(piece)), self._rights)

    def _missing(self, named: PrecedingInvoice) -> Finding:
        day = phrasing.day(named.date) if named.date else None
        shown_day = Text(f" du {day.fr}", f" of {day.en}") if day else phrasing.NO_TEXT
        return rules.UNKNOWN.finding(number=named.number, day=shown_day)

    def _check_step(self, piece: Piece) -> None:
        after = ETAPES[self.cadre].after
        if piece.cadre in after:
            return
        following = tuple(each.cadre for each in ETAPES.values() if piece.cadre in each.after)
        self._add(
            rules.WRONG_STEP.finding(
                cadre=self.cadre,
                piece=CADRES[self.cadre].piece,
                number=piece.numero_facture,
                previous=piece.cadre,
                before=CADRES[piece.cadre].piece,
                after=tuple(each for each in ETAPES if each in after),
                next=following or Text("rien", "nothing"),
            )
        )

    def _check_status(self, piece: Piece) -> None:
        """Checks that ``piece`` may have a follower in its current status."""
        label = LABELS[piece.status]
        if is_over(piece.status):
            self._add(rules.REFUSED_BEFORE.finding(number=piece.numero_facture, status=label))
        elif follower := self._follower(piece):
            self._add(rules.ALREADY_ASSOCIATED.finding(number=piece.numero_facture, follower=follower))
        elif piece.status is Status.SUSPENDUE:
            self._add(rules.SUSPENDED.finding(number=piece.numero_facture))
        elif not _reached(piece, self.cadre):
            self._add(rules.NOT_THERE_YET.finding(number=piece.numero_facture, status=label))

    def _follower(self, piece: Piece) -> str | None:
        """Number of the piece that already follows ``piece``."""
        if self.cadre == "A22":
            return self._general(piece)
        if taken := self.memory.taken.get(piece.invoice_id):
            return taken
        living = self.memory.dossiers.living_after(piece)
        return next((each.numero_facture for each in living if each.invoice_id != self._own), None)

    def _general(self, piece: Piece) -> str | None:
        """Number of a piece that excludes an A22: a décompte général or another A22. An A17 is replaced and does not
        exclude it.
        """
        for each in self.memory.dossiers.of(piece):
            if taken := self.memory.taken.get(each.invoice_id):
                return taken
            if each.cadre in _GENERAL_STATEMENTS and not is_over(each.status) and each.invoice_id != self._own:
                return each.numero_facture
        return None

    def _check_actors(self, known: actors.WorksActors) -> None:
        """Checks that the author and the addressee of the new piece are actors of the dossier."""
        role, route = depositor_role(self.cadre), self.one.decision.route
        if not actors.may_make(self.invoice, known, self._rights):
            expected = tuple(sorted(known.of(role))) or Text("inconnue", "unknown")
            self._add(rules.WRONG_MAKER.finding(cadre=self.cadre, role=_ROLES[role], expected=expected))
        to_supplier = ETAPES[self.cadre].destinataire is Role.FOURNISSEUR and bool(known.fournisseurs)
        if to_supplier and route and not actors.same(route.siret, known.fournisseurs):
            expected = tuple(sorted(known.fournisseurs))
            self._add(rules.WRONG_SUPPLIER.finding(cadre=self.cadre, value=route.siret, expected=expected))

    def _check_tacit(self, piece: Piece) -> None:
        """Checks that A23 and A24 come after the MOA's deadline, and an A20 before it."""
        if piece.cadre != "A22":
            return
        tacit = piece.status is Status.A_ASSOCIER_FOURNISSEUR
        if self.cadre in TACIT_CADRES and not tacit and not is_over(piece.status):
            due = tacit_on(piece)
            if due is None or self.memory.today <= due:
                until = phrasing.day(due) if due else _TEN_DAYS
                self._add(rules.TOO_EARLY.finding(cadre=self.cadre, number=piece.numero_facture, due=until))
        if self.cadre == "A20" and tacit:
            self._add(rules.TACIT_ALREADY.finding(cadre=self.cadre, number=piece.numero_facture))

    def _dossier(self, piece: Piece) -> tuple[Piece, ...]:
        return self.memory.dossiers.of(piece)

    def _add(self, finding: Finding) -> None:
        self.findings.append(finding)

    @property
    def _rights(self) -> frozenset[str] | None:
        return self.memory.rights[self.one.deposit_id]

    @property
    def _own(self) -> int | None:
        """Id of the piece itself when it is deposited again."""
        return self.one.previous.invoice_id if self.one.previous else None


def _reached(piece: Piece, cadre: str) -> bool:
    """Whether a piece of ``cadre`` may follow ``piece`` now, once delivered, or again after its follower was
    refused.
    """
    if piece.status in ON_ITS_WAY:
        return not piece.valideur_1
    becomes = associated(piece.cadre, cadre)
    freed = (Status.ASSOCIEE, Status.PRISE_EN_COMPTE_MOE, Status.REMPLACEE_PAR_A22)
    return piece.status in freed or may_become(piece.cadre, piece.status, becomes)


def main_of(found: Sequence[Piece]) -> Piece:
    """The piece whose dossier continues: the titulaire's, when requests of others are added to it."""
    return next((piece for piece in found if piece.cadre not in actors.JOINING), found[0])


def _one_dossier(found: Sequence[Piece], dossiers: Dossiers) -> bool:
    """Whether ``found`` are of one dossier, apart from separate requests addressed to the same MOE."""
    if len({piece.dossier_id for piece in found}) <= 1:
        return True
    main = main_of(found)
    return all(
        piece.dossier_id == main.dossier_id
        or (piece.cadre in actors.JOINING and len(dossiers.of(piece)) == 1 and piece.destinataire == main.destinataire)
        for piece in found
    )

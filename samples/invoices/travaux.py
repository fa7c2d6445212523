"""Works pieces: one per cadre, with its parties and its preceding pieces.

On every piece the seller is the company to be paid and the MOE is the buyer's agent. The buyer is the owner: its
works service, or its *service financier* for a piece to be paid. The addressee of a piece depends on its cadre
(:data:`domain.travaux.ETAPES`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.cadre import CADRES, Deposant
from domain.enum_tables import Partial
from domain.invoice import PrecedingInvoice
from domain.travaux import AVEC_VALIDEUR, ETAPES, Role, numbered
from samples.invoices.chantier import COTRAITANT, MOA, MOE, SERVICE_FINANCIER, SOUS_TRAITANT, TITULAIRE
from samples.invoices.demo import Article, DemoInvoice
from samples.invoices.people import Destinataire, Fournisseur

MARCHE = "2026-TVX-031"
"""The contract of the site."""
_VENDEURS: Partial[Deposant, Fournisseur] = Partial(
    {Deposant.SOUS_TRAITANT: SOUS_TRAITANT, Deposant.COTRAITANT: COTRAITANT}
)

LOTS = (
    Article(nom="Terrassement et fondations", quantite=Decimal(1), prix=Decimal("18400.00"), unite="LS"),
    Article(nom="Maçonnerie, élévation", quantite=Decimal("142.5"), prix=Decimal("96.20"), unite="MTQ"),
    Article(nom="Installation de chantier", quantite=Decimal(1), prix=Decimal("2650.00"), unite="LS"),
)


def piece(
    cadre: str, numero: str, jour: date, *, fournisseur: Fournisseur | None = None, valideur: Fournisseur | None = None
) -> DemoInvoice:
    """The first piece of a dossier, or an ordinary A9 or A12.

    ``fournisseur`` is the depositor's own company by default; ``valideur`` the titulaire where one is required.
    """
    return DemoInvoice(
        numero=numero,
        jour=jour,
        fournisseur=_VENDEURS.get(CADRES[cadre].deposant, TITULAIRE) if fournisseur is None else fournisseur,
        destinataire=_buyer(cadre),
        articles=LOTS,
        cadre=cadre,
        marche=MARCHE,
        moe=MOE if cadre in ETAPES else None,
        valideur=valideur or (TITULAIRE if cadre in AVEC_VALIDEUR else None),
    )


def following(cadre: str, *previous: DemoInvoice, jour: date | None = None, numero: str | None = None) -> DemoInvoice:
    """The next piece of the dossier: it refers to ``previous``, for the same company and the same works.

    Default ``numero``: the first piece's with the suffix of the cadre; default ``jour``: the day of the last piece.
    """
    first = previous[0]
    links = tuple(PrecedingInvoice(number=one.numero, date=one.jour) for one in previous)
    return replace(
        first,
        cadre=cadre,
        numero=numero or numbered(first.numero, cadre),
        jour=jour or max(one.jour for one in previous),
        destinataire=_buyer(cadre),
        origine=links[0],
        autres_origines=links[1:],
        valideur=None,
    )


def circuit(numero: str, jour: date, cadres: Sequence[str]) -> tuple[DemoInvoice, ...]:
    """A dossier with one piece for each of ``cadres``, each following the one before."""
    found = [piece(cadres[0], numero, jour)]
    for cadre in cadres[1:]:
        found.append(following(cadre, found[-1], numero=numbered(numero, cadre)))
    return tuple(found)


def _buyer(cadre: str) -> Destinataire:
    role = ETAPES[cadre].destinataire if cadre in ETAPES else Role.SERVICE_FINANCIER
    return SERVICE_FINANCIER if role is Role.SERVICE_FINANCIER else MOA

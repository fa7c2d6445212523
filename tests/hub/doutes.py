"""Pages that leave a doubt: an invoice whose page names two services, one of them its own; a works piece, two MOE."""

from dataclasses import replace
from datetime import date

from samples.invoices import bases, chantier, travaux
from samples.invoices.builder import build
from samples.invoices.demo import Places
from samples.layouts.page import Layout, pdf

SERVICE, OTHER = "CULTURE", "INFORMATIQUE"
"""The one it is for, and one its recipient does not have."""


def page(number: str = "PAP-2026-0199") -> bytes:
    """The PDF of an invoice for the service :data:`SERVICE`, which also names :data:`OTHER`."""
    demo = replace(bases.PAPETERIE, cadre="A1", places=Places.CHORUS, remise=None, numero=number)
    return pdf(build(demo), Layout.CLASSIQUE, service=f"Code service : {OTHER}")


def clear(number: str = "PAP-2026-0199") -> bytes:
    """The same invoice, and no doubt."""
    demo = replace(bases.PAPETERIE, cadre="A1", places=Places.CHORUS, remise=None, numero=number)
    return pdf(build(demo), Layout.CLASSIQUE)


def for_moe(number: str = "CHA-2026-07", *moes: str) -> bytes:
    """A demande de paiement (A4) for the owner's works service, whose page names these MOE."""
    demo = replace(travaux.piece("A4", number, date(2026, 9, 30)), moe=None, places=Places.CHORUS)
    named = " - ".join(f"SIRET MOE : {each}" for each in moes)
    return pdf(build(demo), Layout.CLASSIQUE, service=named or None)


MOES = (chantier.MOE.siret, chantier.AUTRE_MOE.siret)
"""Two of them."""

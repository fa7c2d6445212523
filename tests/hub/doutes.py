"""Pages that leave a doubt: an invoice whose page names two services, one of them its own."""

from dataclasses import replace

from samples.invoices import bases
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

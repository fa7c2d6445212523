"""A layout drawn as a figure by matplotlib: every text an object of its own, in no order, numbers in another font."""

import importlib
import io
from typing import Any

from samples.drawn_layouts.field_writer import Plume
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur

_ROUTAGE = ("code_service", "numero_engagement", "numero_marche", "siret_destinataire", "numero_facture_origine")


def figure(plume: Plume) -> bytes:
    """Texts placed on a figure, shuffled."""
    matplotlib: Any = importlib.import_module("matplotlib")
    drawing: Any = importlib.import_module("matplotlib.figure")
    backend: Any = importlib.import_module("matplotlib.backends.backend_pdf")
    faits, said = plume.faits, plume.style
    placed: list[tuple[float, float, str, float, str]] = [(0.08, 0.94, plume.dit("nom_fournisseur"), 13, "left")]
    ours = (faits.fournisseur.ville, plume.ligne("siret_fournisseur"), plume.ligne("tva_fournisseur"))
    placed += [(0.08, 0.92 - 0.015 * rank, text, 8, "left") for rank, text in enumerate(filter(None, ours))]
    theirs = (plume.dit("nom_destinataire"), faits.service, faits.destinataire.ville)
    placed += [(0.58, 0.86 - 0.016 * rank, text, 9, "left") for rank, text in enumerate(theirs)]
    placed.append((0.08, 0.78, plume.titre(), 16, "left"))
    for rank, pair in enumerate(plume.paires("numero_facture", "date_facture", *_ROUTAGE)):
        placed += [(0.08, 0.75 - 0.018 * rank, pair.libelle, 9, "left")]
        placed += [(0.38, 0.75 - 0.018 * rank, pair.texte, 9, "left")]
    y = 0.56
    for one in faits.lignes:
        placed += [(0.08, y, one.nom, 8, "left"), (0.92, y, said.nombre(one.montant), 8, "right")]
        y -= 0.018
    for pair in plume.totaux():
        y -= 0.02
        placed += [(0.55, y, pair.libelle, 9, "left"), (0.92, y, pair.texte, 9, "right")]
    plume.chance.shuffle(placed)
    page = drawing.Figure(figsize=(8.27, 11.69))
    for x, height, text, size, side in placed:
        page.text(x, height, text.replace("$", r"\$"), fontsize=size, ha=side)
    buffer = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        backend.FigureCanvasPdf(page).print_pdf(buffer, metadata={"CreationDate": None})
    return buffer.getvalue()


MISES = (Mise(nom="figure-textes", moteur=Moteur.MATPLOTLIB, dessine=figure),)
"""In the order they are measured."""

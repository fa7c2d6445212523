"""A layout drawn as a figure with matplotlib: every text a separate object, in random order."""

import importlib
import io
from typing import Any

from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool

_ROUTING = ("code_service", "numero_engagement", "numero_marche", "siret_destinataire", "numero_facture_origine")


def figure(writer: FieldWriter) -> bytes:
    """Texts placed on a figure in random order."""
    matplotlib: Any = importlib.import_module("matplotlib")
    drawing: Any = importlib.import_module("matplotlib.figure")
    backend: Any = importlib.import_module("matplotlib.backends.backend_pdf")
    invoice, style = writer.invoice, writer.style
    placed: list[tuple[float, float, str, float, str]] = [(0.08, 0.94, writer.value("nom_fournisseur"), 13, "left")]
    ours = (invoice.supplier.town, writer.line("siret_fournisseur"), writer.line("tva_fournisseur"))
    placed += [(0.08, 0.92 - 0.015 * rank, text, 8, "left") for rank, text in enumerate(filter(None, ours))]
    theirs = (writer.value("nom_destinataire"), invoice.service, invoice.recipient.town)
    placed += [(0.58, 0.86 - 0.016 * rank, text, 9, "left") for rank, text in enumerate(theirs)]
    placed.append((0.08, 0.78, writer.title(), 16, "left"))
    for rank, pair in enumerate(writer.labelled_values("numero_facture", "date_facture", *_ROUTING)):
        placed += [(0.08, 0.75 - 0.018 * rank, pair.label, 9, "left")]
        placed += [(0.38, 0.75 - 0.018 * rank, pair.text, 9, "left")]
    y = 0.56
    for one in writer.table():
        placed += [(0.08, y, one.name, 8, "left"), (0.92, y, style.number(one.amount), 8, "right")]
        y -= 0.018
    for pair in writer.totals():
        y -= 0.02
        placed += [(0.55, y, pair.label, 9, "left"), (0.92, y, pair.text, 9, "right")]
    writer.rng.shuffle(placed)
    page = drawing.Figure(figsize=(8.27, 11.69))
    for x, height, text, size, side in placed:
        page.text(x, height, text.replace("$", r"\$"), fontsize=size, ha=side)
    buffer = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}):
        backend.FigureCanvasPdf(page).print_pdf(buffer, metadata={"CreationDate": None})
    return buffer.getvalue()


LAYOUTS = (Layout(name="figure-textes", tool=PdfTool.MATPLOTLIB, draw=figure),)
"""In the order they are measured."""

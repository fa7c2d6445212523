"""A layout: its tool and drawing function, and the documents generated from a seed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from samples.drawn_layouts.drawn_invoice import draw_invoice
from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.labels import USUAL_LABELS, Labels
from samples.drawn_layouts.pdf_tools import PdfTool, to_pdf
from samples.drawn_layouts.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDocument:
    """A PDF with its expected values."""

    name: str
    """Layout, seed and rank, usable as a file name without extension."""
    layout: str
    common: bool
    content: bytes
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout; ``draw`` returns its tool's input: a PDF, an HTML page or a flat spreadsheet."""

    name: str
    tool: PdfTool
    draw: Callable[[FieldWriter], bytes]
    lines: tuple[int, int] = (1, 8)
    """Least and largest number of lines of an invoice."""
    travaux: bool = False
    detailed: bool = False
    """Whether lines have long names."""
    discounts: bool = False
    common: bool = True
    """False for rare features: rotated totals, letter-spaced digits, a watermark over the text."""
    labels: Labels = USUAL_LABELS

    def documents(self, count: int, seed: int = 1) -> Iterator[DrawnDocument]:
        """``count`` documents; the same seed gives the same ones. Raises ``Unequipped`` without the tool."""
        sources: list[bytes] = []
        truths: list[Truth] = []
        for rank in range(count):
            rng = Random(f"{seed}/{self.name}/{rank}")  # noqa: S311
            invoice = draw_invoice(
                rng, self.lines, travaux=self.travaux, detailed=self.detailed, discounts=self.discounts
            )
            writer = FieldWriter(invoice, rng, self.labels, thin_spaces=self.tool is not PdfTool.REPORTLAB)
            sources.append(self.draw(writer))
            truths.append(writer.truth())
        for rank, (content, truth) in enumerate(zip(to_pdf(self.tool, sources), truths, strict=True)):
            yield DrawnDocument(
                name=f"{self.name}-{seed}-{rank:04d}",
                layout=self.name,
                common=self.common,
                content=content,
                truth=truth,
            )

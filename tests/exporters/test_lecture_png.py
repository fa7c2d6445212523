"""What was read, drawn on the page it was read on."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from domain.document import Doubt, Evidence
from domain.invoice import FIELDS
from exporters.page_overlay_png import PALETTE, as_png

EDGES = st.floats(min_value=-500, max_value=5000, allow_nan=False)


def proof(field: str, *, page: int = 1, box: tuple[float, float, float, float] = (50, 50, 120, 62)) -> Evidence:
    return Evidence(field=field, text="valeur", page=page, box=box, confidence=0.9, label="Libellé :")


def drawn(evidence: tuple[Evidence, ...] = (), doubts: tuple[Doubt, ...] = ()) -> Image.Image:
    blank = Image.new("RGB", (600, 800), (255, 255, 255))
    return Image.open(io.BytesIO(as_png(blank, 1.0, 1, evidence, doubts))).convert("RGB")


def page_of(image: Image.Image) -> set[object]:
    """The colours on the page, legend apart."""
    return {colour for _, colour in image.crop((0, 0, 600, 800)).getcolors(100_000) or ()}


def test_every_field_has_a_colour_of_its_own() -> None:
    assert len(set(PALETTE)) == len(FIELDS)
    assert PALETTE[0] in page_of(drawn((proof("numero_facture"),)))


def test_what_stands_on_another_page_is_not_drawn_on_this_one() -> None:
    assert page_of(drawn((proof("numero_facture", page=2),))) == {(255, 255, 255)}


def test_a_doubt_is_dashed() -> None:
    box = (50.0, 50.0, 250.0, 90.0)
    sure = drawn((proof("code_service", box=box),))
    doubt = drawn(doubts=(Doubt(field="code_service", rivals=(proof("code_service", box=box),)),))
    colour = PALETTE[FIELDS.index("code_service")]
    whole, dashed = (
        max([image.getpixel((x, y)) for x in range(60, 240)].count(colour) for y in range(88, 95))
        for image in (sure, doubt)
    )
    assert whole == 180
    assert 60 < dashed < 150


@given(edges=st.tuples(EDGES, EDGES, EDGES, EDGES), field=st.sampled_from([*FIELDS, "inconnu"]))
@settings(max_examples=30, deadline=None)
def test_no_box_is_too_strange_to_draw(edges: tuple[float, float, float, float], field: str) -> None:
    drawn((proof(field, box=edges),), (Doubt(field=field, rivals=(proof(field, box=edges),) * 8),))

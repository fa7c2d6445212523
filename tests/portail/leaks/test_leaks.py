"""Nobody reads, of any address of the portal, what his rights do not hold: accounts, rights and objects are drawn at
random, addresses are those of the routes and of the links.

``NAVETTE_LEAKS=1000`` draws that many pairs of an account and an object; the suite draws few.
"""

import base64
import io
import os
import zipfile
from random import Random

import pytest
from httpx import Response
from openpyxl import Workbook

from domain.manual_entry import ManualEntry
from exporters import factur_x
from parsers.manual_entry.typed_invoice import typed_invoice
from tests.hub.test_typed_invoices import TYPED
from tests.hub.world import World
from tests.portail.leaks.reading import holds, text_of
from tests.portail.leaks.society import Society, society
from tests.portail.leaks.walk import OUT, Walk
from tests.portail.monde import Site, copied

PAIRS = int(os.environ.get("NAVETTE_LEAKS", "80"))
SEED = int(os.environ.get("NAVETTE_SEED", "1"))
PAGES = 12 if PAIRS < 1000 else 80
"""Pages to which links lead, of each account."""
OF_ONESELF = ("/mon-compte", "/connexion", "/deconnexion", "/langue", "/inscription", "/confirmation", "/mot-de-passe")
OF_ONESELF += ("/avis", "/{espace}/recherches", "/raccordements/{key_id}/revoquer")
"""Forms about one's own account, which a right to look at something does not stop."""


def test_words_are_found_wherever_they_are_hidden() -> None:
    """In the pages of a PDF and in what is attached to it, in the cells of a workbook, in an archive of an archive."""
    invoice = typed_invoice(
        [ManualEntry(field=field, text=text) for field, text in {**TYPED, "fournisseur": "99900011000018"}.items()]
    ).invoice
    pdf = factur_x.as_pdf(invoice)
    inner, outer, book = io.BytesIO(), io.BytesIO(), Workbook()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("nom-secret.txt", "dedans")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("lot.zip", inner.getvalue())
        archive.writestr("facture.pdf", pdf)
    sheet = io.BytesIO()
    book.active.append(["R&D <secret>"])
    book.save(sheet)
    page = text_of(
        Response(200, content=pdf, headers={"content-disposition": 'attachment; filename="nom%20de%20fichier.pdf"'})
    )
    assert holds(page, "PAPETERIE DE DEMONSTRATION SAS")
    assert holds(page, "CrossIndustryInvoice"), "the XML that is attached"
    assert holds(page, "nom de fichier")
    packed = text_of(Response(200, content=outer.getvalue()))
    assert all(holds(packed, word) for word in ("nom-secret.txt", "dedans", "PAP-2026-0900", "facture.pdf"))
    assert holds(text_of(Response(200, content=sheet.getvalue())), "R&D <secret>")
    coded = {"fichierCR": base64.b64encode(pdf).decode()}
    assert holds(text_of(Response(200, json=coded)), "PAP-2026-0900")


@pytest.fixture(scope="module")
def people(night: World, tmp_path_factory: pytest.TempPathFactory) -> Society:
    """Nothing that is done here changes them."""
    return society(Site.of(copied(night, tmp_path_factory.mktemp("fuites"))), SEED)


def test_nobody_reads_what_is_outside_his_rights(people: Society) -> None:
    walk, draw = Walk(people, SEED), Random(SEED)
    kinds = sorted({each.parameter for each in people.things})
    for _ in range(PAIRS):
        kind = draw.choice([*kinds, "invoice_id", "invoice_id"])
        walk.pair(draw.choice(people.people), draw.choice([one for one in people.things if one.parameter == kind]))
    assert walk.leaks == []
    assert walk.pairs == PAIRS


def test_no_link_leads_to_what_is_outside(people: Society) -> None:
    walk = Walk(people, SEED)
    for who in people.people:
        assert walk.pages(who, PAGES) > 5
    assert walk.leaks == []


def test_no_service_of_chorus_pro_tells_what_is_outside(people: Society) -> None:
    walk = Walk(people, SEED)
    files = [f"{int(one.value):015d}" for one in people.things if one.parameter == "deposit"]
    for who in people.people:
        for path in ("fournisseur", "recipiendaire"):
            assert walk.chorus(who, f"/cpro/factures/v1/rechercher/{path}", {}).status_code == 200
        for flux in files:
            walk.chorus(who, "/cpro/transverses/v1/consulterCRDetaille", {"numeroFluxDepot": flux})
            walk.chorus(who, "/cpro/transverses/v1/consulterCR", {"numeroFluxDepot": flux})
            walk.chorus(who, "/cpro/factures/v1/rechercher/fournisseur", {"numeroFluxDepot": flux})
    assert walk.leaks == []


def test_who_may_only_look_changes_nothing(people: Society) -> None:
    walk = Walk(people, SEED)
    looks = [who for who in people.people if who.only_looks]
    assert len(looks) > 1
    forms = [each for each in walk.routes if each.method == "POST" and not each.path.startswith(OF_ONESELF)]
    forms = [each for each in forms if not each.path.startswith(("/cpro", "/api"))]
    assert len(forms) > 12
    before = written(people)
    for who in looks:
        for form in forms:
            for thing in (one for one in people.things if one.parameter in form.parameters and one.seen_by(who)):
                answer = walk.ask(who, form, walk.values(form, thing), texte="x", statut="SERVICE_FAIT")
                assert answer.status_code in OUT, (form, thing.value)
    assert walk.asked > 20
    assert written(people) == before


def written(people: Society) -> list[object]:
    """What the ledger has of what accounts may change."""
    return [people.site.world.ask(query) for query in KEPT]


KEPT = [
    "select * from events", "select * from actions", "select * from outbox", "select * from deposits",
    "select * from rattachements", "select * from habilitations", "select * from brouillons",
    "select * from sollicitations", "select * from messages_sollicitations", "select * from cles_api",
]  # fmt: skip

"""Lots: archives of at least ten invoices, valid or partly invalid."""

from dataclasses import replace
from random import Random

from domain.decision import Verdict
from domain.document import Format
from domain.invoice import Invoice
from exporters import cii
from samples.cases.case import Case, accepted
from samples.cases.damage import more_with_vat
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.people import BATIMENT, CULTURE, DCP, DRIT, INFORMATIQUE, PAPETERIE, TRAITEUR, Fournisseur
from samples.volume import draw
from samples.writers import archives, ubl


def cases() -> tuple[Case, ...]:
    """The three lots."""
    return (
        _lot("lot-travaux.zip", _members(BATIMENT, "LOTA", 12)),
        _lot("lot-partiel.tar.gz", _partly(_members(BATIMENT, "LOTB", 12))),
        _lot("lot-operateur.tgz", _shared()),
    )


def _lot(name: str, members: list[Case]) -> Case:
    packed = [(member.name, member.content) for member in members]
    content = archives.zipped(packed) if name.endswith("zip") else archives.tarred(packed)
    bad = any(member.verdict is not Verdict.ACCEPTED for member in members)
    return Case(
        name=name,
        content=content,
        verdict=Verdict.REJECTED if bad else Verdict.ACCEPTED,
        members=tuple(members),
        why="intégrée en partie" if bad else "",
    )


def _members(supplier: Fournisseur, prefix: str, count: int) -> list[Case]:
    chance = Random(prefix)  # noqa: S311
    return [_member(_demo(chance, supplier, f"{prefix}-{rank:03d}"), bool(rank % 2)) for rank in range(1, count + 1)]


def _demo(chance: Random, supplier: Fournisseur, numero: str) -> DemoInvoice:
    drawn = draw(chance, numero, 2)
    return replace(drawn, fournisseur=supplier, destinataire=chance.choice((CULTURE, DCP, DRIT)))


def _member(demo: DemoInvoice, crossed: bool, invoice: Invoice | None = None) -> Case:
    invoice = invoice or build(demo)
    content = cii.write(invoice) if crossed else ubl.write(invoice)
    name = f"factures/{demo.numero.lower()}.xml"
    return accepted(name, content, Format.CII if crossed else Format.UBL_INVOICE, invoice, "en16931")


def _partly(members: list[Case]) -> list[Case]:
    """Damages the third, sixth, ninth and last member, each differently."""
    chance = Random("partly")  # noqa: S311
    demo = replace(_demo(chance, BATIMENT, "LOTB-003"), places=Places.CHORUS)
    unknown = replace(demo, destinataire=replace(DRIT, code_service="DRITE"))
    wrong = replace(demo, numero="LOTB-006")
    others = {
        2: _turned(_member(unknown, False), "service inconnu"),
        5: _turned(_member(wrong, True, more_with_vat(build(wrong))), "HT + TVA n'est pas égal au TTC"),
        8: replace(members[8], content=members[8].content[:-900], verdict=Verdict.IRRECEVABLE, invoice=None,
                   format=None, profile=None, why="XML tronqué"),
        11: Case(name="factures/lotb-012.xml", content=b"", verdict=Verdict.IRRECEVABLE, why="fichier vide"),
    }  # fmt: skip
    return [others.get(rank, member) for rank, member in enumerate(members)]


def _turned(case: Case, why: str) -> Case:
    return replace(case, verdict=Verdict.REJECTED, why=why)


def _shared() -> list[Case]:
    """Invoices of four suppliers, as sent by an operator."""
    chance = Random("shared")  # noqa: S311
    suppliers = (PAPETERIE, BATIMENT, TRAITEUR, INFORMATIQUE)
    return [_member(_demo(chance, suppliers[rank % 4], f"LOTC-{rank:03d}"), bool(rank % 2)) for rank in range(1, 11)]

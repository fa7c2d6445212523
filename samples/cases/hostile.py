"""Files that are broken, lie, or attack: each must get an answer, and must not stop the night.

What would be large on disk is small here because it is compressed, or made when a test asks for it
(:func:`crowd`).
"""

import io
import zipfile
from dataclasses import replace

from domain.decision import Verdict
from samples.cases import containers
from samples.cases.case import Case
from samples.invoices import bases
from samples.invoices.builder import build
from samples.layouts.page import pdf
from samples.layouts.scan import scanned
from samples.writers import archives, cii, ubl
from samples.writers.facturx import facturx
from samples.writers.profiles import Profile, cut

_BOMB_SIZE = 160 * 2**20
"""Bytes a member of the bomb claims once unzipped: above what an invoice may weigh."""


def cases() -> tuple[Case, ...]:
    """Every hostile sample."""
    return (*_xml(), *_pdf(), *containers.hostile(), *_archives())


def crowd(members: int = 100_000) -> bytes:
    """A zip of so many empty members: made on demand, never committed."""
    return archives.zipped([(f"{rank:06d}.xml", b"") for rank in range(members)])


def _xml() -> list[Case]:
    good = ubl.write(build(replace(bases.PAPETERIE, numero="HOS-0001")))
    crossed = cii.write(build(replace(bases.BATIMENT, numero="HOS-0002")))
    latin = good.decode().replace("Ramette papier A4 80 g recyclé", "Papier recyclé").encode("latin-1")
    return [
        _file("vide.xml", b"", "aucun octet"),
        _file("blanc.xml", b" \n\n", "que des blancs"),
        _file("tronquee.xml", good[: len(good) * 2 // 3], "coupée aux deux tiers"),
        _file("encodage-menteur.xml", latin, "octets latin-1 annoncés UTF-8"),
        _file("entites-en-cascade.xml", _entities(good), "milliard de rires"),
        _file("entite-externe.xml", _external(good), "lit un fichier du serveur"),
        _file("commande.xml", _order(good), "bon de commande UBL"),
        _file("page.html", b"<!DOCTYPE html><html><body>facture</body></html>", "page HTML"),
        _file("profonde.xml", b"<a>" * 20_000 + b"</a>" * 20_000, "vingt mille niveaux"),
        _file("deux-racines.xml", crossed + crossed, "deux documents bout à bout"),
        _file("texte.txt", "Facture n° 12, merci de régler 100 €".encode(), "un texte"),
    ]


def _pdf() -> list[Case]:
    invoice = build(replace(bases.PAPETERIE, numero="HOS-0003"))
    page = pdf(invoice, embedded=True)
    broken = facturx(page, cii.write(cut(invoice, Profile.BASIC))[:3000], Profile.BASIC)
    stranger = facturx(page, b'<?xml version="1.0"?><catalogue><article/></catalogue>', Profile.BASIC)
    return [
        _file("numerisation.pdf", scanned(page, dpi=14), "numérisation trop grossière pour être lue"),
        _file("chiffree.pdf", pdf(invoice, password="secret"), "mot de passe demandé"),  # noqa: S106
        _file("corrompue.pdf", page[:700] + bytes(400) + page[4000:9000], "structure détruite"),
        _file("xml-tronque.pdf", broken, "Factur-X au XML tronqué"),
        _file("xml-etranger.pdf", stranger, "Factur-X dont le XML n'est pas une facture"),
        _file("image-renommee.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64), "JPEG renommé"),
        _file("entete-seul.pdf", b"%PDF-1.7\n", "rien après l'en-tête"),
    ]


def _archives() -> list[Case]:
    one = [("facture.xml", ubl.write(build(replace(bases.PAPETERIE, numero="HOS-0004"))))]
    whole = archives.zipped([*one, ("autre.xml", cii.write(build(replace(bases.BATIMENT, numero="HOS-0005"))))])
    return [
        _file("bombe.zip", _bomb(), "160 Mo annoncés en 160 ko"),
        _member("imbriquee.zip", archives.zipped([("dedans.zip", archives.zipped(one))]), "archive dans l'archive"),
        _member("remontee.zip", archives.zipped([("../../facture.xml", one[0][1])]), "nom qui sort du dossier"),
        _member("absolue.zip", archives.zipped([("/etc/facture.xml", one[0][1])]), "nom absolu"),
        _member("remontee.tar.gz", archives.tarred([("../facture.xml", one[0][1])]), "nom qui sort du dossier"),
        _member("lien.tar.gz", archives.linked("facture.xml", "/etc/passwd"), "lien symbolique"),
        _file("chiffree.zip", _encrypted(archives.zipped(one)), "membre chiffré"),
        _file("tronquee.zip", whole[: len(whole) // 2], "coupée à la moitié"),
        _file("tronquee.tar.gz", archives.tarred(one)[:-200], "coupée avant la fin"),
        _file("vide.zip", archives.zipped([]), "aucun membre"),
    ]


def _file(name: str, content: bytes, why: str) -> Case:
    return Case(name=name, content=content, verdict=Verdict.IRRECEVABLE, why=why)


def _member(name: str, content: bytes, why: str) -> Case:
    """The archive is sound, its one member is not: refused alone."""
    return replace(_file(name, content, why), verdict=Verdict.REJECTED)


def _after_declaration(xml: bytes, doctype: bytes) -> bytes:
    declaration, _, rest = xml.partition(b"\n")
    return declaration + b"\n" + doctype + b"\n" + rest


def _entities(xml: bytes) -> bytes:
    levels = [b'<!ENTITY l0 "rire">']
    levels += [b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)]
    bombed = xml.replace(b"<cbc:ID>HOS-0001<", b"<cbc:ID>&l9;<")
    return _after_declaration(bombed, b"<!DOCTYPE Invoice [" + b"".join(levels) + b"]>")


def _external(xml: bytes) -> bytes:
    read = xml.replace(b"<cbc:ID>HOS-0001<", b"<cbc:ID>&lire;<")
    return _after_declaration(read, b'<!DOCTYPE Invoice [<!ENTITY lire SYSTEM "file:///etc/hostname">]>')


def _order(xml: bytes) -> bytes:
    renamed = xml.replace(b"<Invoice ", b"<Order ").replace(b"</Invoice>", b"</Order>")
    return renamed.replace(b"schema:xsd:Invoice-2", b"schema:xsd:Order-2")


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("facture.xml")
        entry.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as member:
            for _ in range(_BOMB_SIZE // 2**20):
                member.write(bytes(2**20))
    return buffer.getvalue()


def _encrypted(archive: bytes) -> bytes:
    """The flag of encryption set in the two headers: no reader gets further."""
    local, central = archive.index(b"PK\x03\x04"), archive.index(b"PK\x01\x02")
    changed = bytearray(archive)
    changed[local + 6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)

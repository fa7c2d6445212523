"""HTML of a page: the parts that layouts put together, every text escaped."""

from collections.abc import Iterable
from html import escape

from samples.drawn_layouts.field_writer import Paire, Plume


def page(style: str, body: str) -> bytes:
    """A whole document."""
    text = f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><style>{_BASE}{style}</style></head><body>{body}"
    return f"{text}</body></html>".encode()


_BASE = "@page{size:A4;margin:14mm}*{box-sizing:border-box}body{margin:0;font:9.5pt 'Liberation Sans'}"


def lignes(textes: Iterable[str]) -> str:
    """One text a line, the empty ones left out."""
    return "<br>".join(escape(text) for text in textes if text)


def paires(plume: Plume, found: Iterable[Paire]) -> str:
    """Label and value on one line each."""
    return lignes(plume.joint(pair) for pair in found)


def table(found: Iterable[Paire], name: str = "") -> str:
    """Labels in the first column, values in the second."""
    rows = "".join(f"<tr><th>{escape(pair.libelle)}</th><td>{escape(pair.texte)}</td></tr>" for pair in found)
    return f"<table class='{name}'>{rows}</table>"


def grille(found: Iterable[Paire], name: str = "grille") -> str:
    """Labels in a row, values below them."""
    found = list(found)
    head = "".join(f"<th>{escape(pair.libelle)}</th>" for pair in found)
    row = "".join(f"<td>{escape(pair.texte)}</td>" for pair in found)
    return f"<table class='{name}'><tr>{head}</tr><tr>{row}</tr></table>"


def rangs(cells: Iterable[Iterable[str]], heads: Iterable[str], name: str = "articles") -> str:
    """A table of lines under its heads."""
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    return f"<table class='{name}'><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"


def articles(plume: Plume, heads: tuple[str, ...] = ("Désignation", "Qté", "P.U. HT", "TVA", "Montant HT")) -> str:
    """The invoice's lines: name, how many, price, rate, sum; the first as many as there are heads."""
    said = plume.style
    rows = (
        (one.nom, plume.quantite(one), said.nombre(one.prix), said.taux(one.taux), said.nombre(one.montant))
        for one in plume.faits.lignes
    )
    return rangs((row[: len(heads)] for row in rows), heads)


def adresse(plume: Plume, nom: str) -> tuple[str, ...]:
    """Name (a field: ``nom_fournisseur`` or ``nom_destinataire``), street, town."""
    who = plume.faits.fournisseur if nom == "nom_fournisseur" else plume.faits.destinataire
    return plume.dit(nom), who.voie, who.ville


def mentions(plume: Plume) -> str:
    """What stands small at the foot: legal form, capital, register, penalties."""
    who, regime = plume.faits.fournisseur, plume.faits.regime
    said = [
        regime or "",
        f"{who.forme} au capital de {who.capital} € - RCS {who.rcs} {plume.style.groupe(who.siren)} - APE 4329A",
        "En cas de retard : intérêts moratoires et indemnité forfaitaire pour frais de recouvrement de 40 €.",
    ]
    return lignes(said)


def ventilation(plume: Plume, heads: tuple[str, str, str] = ("Taux", "Base HT", "Montant TVA")) -> str:
    """The VAT by rate, as a table."""
    said = plume.style
    rows = ((said.taux(one.taux), said.nombre(one.base), said.nombre(one.tva)) for one in plume.faits.parts)
    return rangs(rows, heads, "ventilation")


def siege(plume: Plume) -> str:
    """The registered office, another establishment with a SIRET of its own."""
    who = plume.faits.fournisseur
    return f"Siège social : {who.voie}, {who.ville} - SIRET {plume.style.groupe(who.siege)}"


def livraison(plume: Plume) -> list[str]:
    """The place of delivery with its SIRET, when there is one."""
    there = plume.faits.livre
    return [there.nom, there.voie, there.ville, f"SIRET {plume.style.groupe(there.siret)}"] if there else []

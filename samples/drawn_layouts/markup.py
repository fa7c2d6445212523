"""HTML parts of the layouts; every text is escaped."""

from collections.abc import Iterable
from html import escape

from samples.drawn_layouts.field_writer import FieldWriter, LabelledValue


def page(style: str, body: str) -> bytes:
    """A whole HTML document."""
    text = f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><style>{_BASE}{style}</style></head><body>{body}"
    return f"{text}</body></html>".encode()


_BASE = "@page{size:A4;margin:14mm}*{box-sizing:border-box}body{margin:0;font:9.5pt 'Liberation Sans'}"


def text_lines(texts: Iterable[str]) -> str:
    """One text per line, without empty ones."""
    return "<br>".join(escape(text) for text in texts if text)


def labelled(writer: FieldWriter, found: Iterable[LabelledValue]) -> str:
    """Each label with its value on one line."""
    return text_lines(writer.joined(pair) for pair in found)


def table(found: Iterable[LabelledValue], name: str = "") -> str:
    """Labels in the first column, values in the second."""
    rows = "".join(f"<tr><th>{escape(pair.label)}</th><td>{escape(pair.text)}</td></tr>" for pair in found)
    return f"<table class='{name}'>{rows}</table>"


def grid(found: Iterable[LabelledValue], name: str = "grille") -> str:
    """Labels in a row, values below them."""
    found = list(found)
    head = "".join(f"<th>{escape(pair.label)}</th>" for pair in found)
    row = "".join(f"<td>{escape(pair.text)}</td>" for pair in found)
    return f"<table class='{name}'><tr>{head}</tr><tr>{row}</tr></table>"


def rows_table(cells: Iterable[Iterable[str]], heads: Iterable[str], name: str = "articles") -> str:
    """A table with headings."""
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    return f"<table class='{name}'><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>"


def items(writer: FieldWriter, heads: tuple[str, ...] = ("Désignation", "Qté", "P.U. HT", "TVA", "Montant HT")) -> str:
    """The invoice's lines: name, quantity, price, rate, amount; as many columns as ``heads``."""
    style = writer.style
    rows = (
        (one.name, writer.quantity(one), style.number(one.price), style.rate(one.rate), style.number(one.amount))
        for one in writer.table(*("quantity", "price", "rate")[: len(heads) - 2])
    )
    return rows_table((row[: len(heads)] for row in rows), heads)


def address(writer: FieldWriter, name: str) -> tuple[str, ...]:
    """Name (a field: ``nom_fournisseur`` or ``nom_destinataire``), street, town."""
    who = writer.invoice.supplier if name == "nom_fournisseur" else writer.invoice.recipient
    return writer.value(name), who.street, who.town


def small_print(writer: FieldWriter) -> str:
    """The notices at the foot: legal form, capital, register, penalties."""
    who, exemption = writer.invoice.supplier, writer.invoice.exemption
    notices = [
        exemption or "",
        f"{who.legal_form} au capital de {who.capital} € - RCS {who.rcs} {writer.style.grouped(who.siren)} - APE 4329A",
        "En cas de retard : intérêts moratoires et indemnité forfaitaire pour frais de recouvrement de 40 €.",
    ]
    return text_lines(notices)


def vat_table(writer: FieldWriter, heads: tuple[str, str, str] = ("Taux", "Base HT", "Montant TVA")) -> str:
    """The VAT by rate, as a table."""
    style = writer.style
    rows = ((style.rate(one.rate), style.number(one.base), style.number(one.tva)) for one in writer.invoice.vat_shares)
    return rows_table(rows, heads, "ventilation")


def head_office(writer: FieldWriter) -> str:
    """The registered office, another establishment with a SIRET of its own."""
    who = writer.invoice.supplier
    return f"Siège social : {who.street}, {who.town} - SIRET {writer.style.grouped(who.head_office_siret)}"


def delivery(writer: FieldWriter) -> list[str]:
    """The place of delivery with its SIRET; empty without one."""
    there = writer.invoice.delivered_to
    return [there.name, there.street, there.town, f"SIRET {writer.style.grouped(there.siret)}"] if there else []

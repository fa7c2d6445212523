"""Labels of Spanish invoices."""

from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.phrases import Phrases

PHRASES: tuple[Phrases, ...] = (
    Phrases(
        Label(LabelKind.NUMERO, 1.0),
        """
        {no|numero} factura; factura {no|numero}; factura num; no abono; {no|numero} factura rectificativa;
        codigo factura; no fra; fra no; factura rectificativa no; abono no
        """,
    ),
    Phrases(Label(LabelKind.DATE, 1.0), "fecha {factura|emision|expedicion}; fecha emision factura; factura fecha"),
    Phrases(Label(LabelKind.DATE, 0.75), "fecha"),
    Phrases(Label(LabelKind.ECHEANCE, 1.0), "fecha {vencimiento|limite pago|pago}; vencimiento"),
    Phrases(
        Label(LabelKind.HT, 1.0),
        """
        {|total} base imponible; {total|importe} sin iva; importe neto; total neto; {total|importe}
        {antes|bruto sin} impuestos; suma base imponible
        """,
    ),
    Phrases(Label(LabelKind.HT, 0.85), "base; neto"),
    Phrases(Label(LabelKind.HT, 0.7), "subtotal; suma"),
    Phrases(
        Label(LabelKind.TVA, 1.0),
        """
        {total|importe|cuota} iva; iva total; cuota {|iva|tributaria}; total impuestos; importe impuestos
        """,
    ),
    Phrases(Label(LabelKind.TVA, 0.8), "iva; i v a; igic"),
    Phrases(
        Label(LabelKind.TTC, 1.0),
        """
        {total|importe} {|factura} {con|incluido} iva; total iva incluido; importe total {|factura}; total
        {|importe} factura; total con iva; total iva incl
        """,
    ),
    Phrases(Label(LabelKind.TOTAL, 0.6), "total; importe; total eur; total euro"),
    Phrases(
        Label(LabelKind.A_PAYER, 1.0),
        """
        {total|importe|importe total} a {pagar|abonar}; a pagar; liquido a percibir; pendiente {|pago}; total
        pagar
        """,
    ),
    Phrases(Label(LabelKind.DEJA_PAYE, 1.0), "{importe|ya} pagado; anticipo; a cuenta; pagado"),
    Phrases(Label(LabelKind.DEDUIT, 1.0), "retencion; irpf; retencion irpf"),
    Phrases(Label(LabelKind.SANS_TVA, 1.0), "exento {|iva}; exenta {|iva}; inversion sujeto pasivo; operacion exenta"),
    Phrases(Label(LabelKind.FACTURE, 1.0), "factura; factura simplificada"),
    Phrases(Label(LabelKind.AVOIR, 1.0), "abono; factura abono; nota credito"),
    Phrases(Label(LabelKind.RECTIFICATIVE, 1.0), "factura rectificativa"),
    Phrases(Label(LabelKind.AUTRE_PIECE, 1.0), "presupuesto; albaran; pedido; factura proforma"),
    Phrases(
        Label(LabelKind.COLONNE, 1.0),
        """
        cantidad; descripcion; concepto; precio; precio unitario; articulo; unidad; unidades; precio unidad;
        uds; referencia
        """,
    ),
    Phrases(Label(LabelKind.TAUX, 1.0), "{tipo|%} iva; iva %; tipo impositivo"),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0),
        """
        nif; cif; {nif|cif} iva; nif cif; no iva; vat {no}; nif intracomunitario; n i f; c i f
        """,
    ),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR), "proveedor; emisor; vendedor; emitida por"),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        cliente; comprador; receptor; facturar a; direccion facturacion; datos {|del} cliente
        """,
    ),
    Phrases(Label(LabelKind.BLOC, 1.0, Role.TIERS), "direccion {entrega|envio}; entregar a"),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        no {pedido|cliente|albaran|cuenta|contrato|expediente|proveedor|registro|serie};
        {pedido|cliente|albaran|cuenta|contrato|expediente|proveedor} {no|numero}; {su|nuestra} referencia;
        fecha {pedido|albaran|entrega|operacion|prestacion}; codigo cliente; telefono; tel; pagina; forma pago;
        condicion pago; descuento; cuenta bancaria; periodo; numero {pedido|cliente|albaran|cuenta|contrato}
        """,
    ),
)
"""In the notation of :mod:`parsers.page.labels.phrases`."""

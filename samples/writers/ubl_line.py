"""A line of an invoice (BG-25 to BG-32), in UBL."""

from domain.invoice import Classification, Invoice, Line
from exporters.common.markup import group, leaf
from samples.writers.ubl_tax import allowance_of, category_of


def line_of(line: Line, invoice: Invoice) -> str:
    """``cac:InvoiceLine`` or, in a credit note, ``cac:CreditNoteLine``."""
    credit, devise, period = invoice.avoir, invoice.devise, line.period
    thing = line.object_identifier
    return group(
        "cac:CreditNoteLine" if credit else "cac:InvoiceLine",
        leaf("cbc:ID", line.identifier),
        leaf("cbc:Note", line.note),
        leaf("cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity", line.quantity, unitCode=line.unit),
        leaf("cbc:LineExtensionAmount", line.net_amount, currencyID=devise),
        leaf("cbc:AccountingCost", line.accounting_reference),
        group(
            "cac:InvoicePeriod",
            leaf("cbc:StartDate", period.start if period else None),
            leaf("cbc:EndDate", period.end if period else None),
        ),
        group("cac:OrderLineReference", leaf("cbc:LineID", line.order_line)),
        group(
            "cac:DocumentReference",
            leaf("cbc:ID", thing.value if thing else None, schemeID=thing.scheme if thing else None),
            leaf("cbc:DocumentTypeCode", "130" if thing else None),
        ),
        *(allowance_of(item, devise) for item in line.allowances),
        _item(line),
        _price(line, devise),
    )


def _item(line: Line) -> str:
    standard = line.standard_item
    return group(
        "cac:Item",
        leaf("cbc:Description", line.description),
        leaf("cbc:Name", line.name),
        group("cac:BuyersItemIdentification", leaf("cbc:ID", line.buyer_item)),
        group("cac:SellersItemIdentification", leaf("cbc:ID", line.seller_item)),
        group(
            "cac:StandardItemIdentification",
            leaf("cbc:ID", standard.value if standard else None, schemeID=standard.scheme if standard else None),
        ),
        group("cac:OriginCountry", leaf("cbc:IdentificationCode", line.origin_country)),
        *(_classification(item) for item in line.classifications),
        category_of("cac:ClassifiedTaxCategory", line.vat_category, line.vat_rate),
        *(
            group("cac:AdditionalItemProperty", leaf("cbc:Name", item.name), leaf("cbc:Value", item.value))
            for item in line.attributes
        ),
    )


def _classification(item: Classification) -> str:
    return group(
        "cac:CommodityClassification",
        leaf("cbc:ItemClassificationCode", item.value, listID=item.list_id, listVersionID=item.list_version),
    )


def _price(line: Line, devise: str | None) -> str:
    discount = group(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", "false"),
        leaf("cbc:Amount", line.price_discount, currencyID=devise),
        leaf("cbc:BaseAmount", line.gross_price, currencyID=devise),
    )
    return group(
        "cac:Price",
        leaf("cbc:PriceAmount", line.net_price, currencyID=devise),
        leaf("cbc:BaseQuantity", line.price_base_quantity, unitCode=line.price_base_unit),
        discount if line.price_discount is not None else "",
    )

"""A line of an invoice (BG-25 to BG-32), in CII."""

from domain.invoice import Classification, Line
from exporters.cii.tax import allowance_of, day
from exporters.common.markup import group, leaf


def line_of(line: Line) -> str:
    """``ram:IncludedSupplyChainTradeLineItem``."""
    return group(
        "ram:IncludedSupplyChainTradeLineItem",
        group(
            "ram:AssociatedDocumentLineDocument",
            leaf("ram:LineID", line.identifier),
            group("ram:IncludedNote", leaf("ram:Content", line.note)),
        ),
        _product(line),
        _agreement(line),
        group("ram:SpecifiedLineTradeDelivery", leaf("ram:BilledQuantity", line.quantity, unitCode=line.unit)),
        _settlement(line),
    )


def _product(line: Line) -> str:
    standard = line.standard_item
    return group(
        "ram:SpecifiedTradeProduct",
        leaf("ram:GlobalID", standard.value if standard else None, schemeID=standard.scheme if standard else None),
        leaf("ram:SellerAssignedID", line.seller_item),
        leaf("ram:BuyerAssignedID", line.buyer_item),
        leaf("ram:Name", line.name),
        leaf("ram:Description", line.description),
        *(
            group(
                "ram:ApplicableProductCharacteristic",
                leaf("ram:Description", item.name),
                leaf("ram:Value", item.value),
            )
            for item in line.attributes
        ),
        *(_classification(item) for item in line.classifications),
        group("ram:OriginTradeCountry", leaf("ram:ID", line.origin_country)),
    )


def _classification(item: Classification) -> str:
    code = leaf("ram:ClassCode", item.value, listID=item.list_id, listVersionID=item.list_version)
    return group("ram:DesignatedProductClassification", code)


def _agreement(line: Line) -> str:
    base = leaf("ram:BasisQuantity", line.price_base_quantity, unitCode=line.price_base_unit)
    discount = group(
        "ram:AppliedTradeAllowanceCharge",
        group("ram:ChargeIndicator", leaf("udt:Indicator", "false")),
        leaf("ram:ActualAmount", line.price_discount),
    )
    gross = group(
        "ram:GrossPriceProductTradePrice",
        leaf("ram:ChargeAmount", line.gross_price),
        base,
        discount if line.price_discount is not None else "",
    )
    return group(
        "ram:SpecifiedLineTradeAgreement",
        group("ram:BuyerOrderReferencedDocument", leaf("ram:LineID", line.order_line)),
        gross if line.gross_price is not None else "",
        group("ram:NetPriceProductTradePrice", leaf("ram:ChargeAmount", line.net_price), base),
    )


def _settlement(line: Line) -> str:
    thing, period = line.object_identifier, line.period
    return group(
        "ram:SpecifiedLineTradeSettlement",
        group(
            "ram:ApplicableTradeTax",
            leaf("ram:TypeCode", "VAT"),
            leaf("ram:CategoryCode", line.vat_category),
            leaf("ram:RateApplicablePercent", line.vat_rate),
        ),
        group(
            "ram:BillingSpecifiedPeriod",
            group("ram:StartDateTime", day("udt:DateTimeString", period.start if period else None)),
            group("ram:EndDateTime", day("udt:DateTimeString", period.end if period else None)),
        ),
        *(allowance_of(item) for item in line.allowances),
        group("ram:SpecifiedTradeSettlementLineMonetarySummation", leaf("ram:LineTotalAmount", line.net_amount)),
        group(
            "ram:AdditionalReferencedDocument",
            leaf("ram:IssuerAssignedID", thing.value if thing else None),
            leaf("ram:TypeCode", "130" if thing else None),
            leaf("ram:ReferenceTypeCode", thing.scheme if thing else None),
        ),
        group("ram:ReceivableSpecifiedTradeAccountingAccount", leaf("ram:ID", line.accounting_reference)),
    )

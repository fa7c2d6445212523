"""CII elements and attributes outside EN 16931 (CII-SR, CII-DT), by warning code."""

from collections.abc import Mapping

from domain.tree import Node
from validators.en16931.unforeseen.paths import rows
from validators.engine.rule_body import Condition

_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
_TRADE = "SupplyChainTradeTransaction"
_ITEM = f"{_TRADE}/IncludedSupplyChainTradeLineItem"
_SETTLEMENT = f"{_TRADE}/ApplicableHeaderTradeSettlement"
_OTHER_TAXES = (
    "CategoryTradeTax",
    "IncludedTradeTax",
    "SubtotalCalculatedTradeTax",
    "AppliedTradeTax",
    "RelatedTradeTax",
)
_SHORT = {
    "*Line": (_ITEM,),
    "*Gross": (f"{_ITEM}/SpecifiedLineTradeAgreement/GrossPriceProductTradePrice",),
    "*LineSum": (f"{_ITEM}/SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation",),
    "*Agreement": (f"{_TRADE}/ApplicableHeaderTradeAgreement",),
    "*Delivery": (f"{_TRADE}/ApplicableHeaderTradeDelivery",),
    "*Settlement": (_SETTLEMENT,),
    "*Means": (f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans",),
    "*Sum": (f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation",),
    "*TradeTax": ("ApplicableTradeTax", *_OTHER_TAXES),
    "*OtherTax": _OTHER_TAXES,
    "*DocumentContextParameter": tuple(
        f"{kind}DocumentContextParameter"
        for kind in (
            "ApplicationSpecified BIMSpecified BusinessProcessSpecified GuidelineSpecified MessageStandardSpecified "
            "ScenarioSpecified SubsetSpecified UserSpecified"
        ).split()
    ),
    "*Breakdown": (f"{{{_RAM}}}ValuationBreakdownStatement",),
}
"""``*Breakdown``: the official artefacts use a wrong namespace (aggregates), where it never is."""

_TABLE = """
CII-SR-464 //SpecifiedTradeSettlementPaymentMeans: PayerSpecifiedDebtorFinancialInstitution
CII-SR-001 ExchangedDocumentContext: SpecifiedTransactionID TestIndicator
CII-SR-006 ExchangedDocumentContext: BIMSpecifiedDocumentContextParameter
CII-SR-007 ExchangedDocumentContext: ScenarioSpecifiedDocumentContextParameter
CII-SR-008 ExchangedDocumentContext: ApplicationSpecifiedDocumentContextParameter
CII-SR-011 ExchangedDocumentContext: SubsetSpecifiedDocumentContextParameter
CII-SR-012 ExchangedDocumentContext: MessageStandardSpecifiedDocumentContextParameter
CII-SR-013 ExchangedDocument: Name
CII-SR-015 ExchangedDocument/IssueDateTime: DateTime
CII-SR-016 ExchangedDocument: CopyIndicator Purpose ControlRequirementIndicator LanguageID PurposeCode
CII-SR-021 ExchangedDocument: RevisionDateTime VersionID GlobalID RevisionID PreviousRevisionID CategoryCode
CII-SR-027 ExchangedDocument/IncludedNote: Subject ContentCode
CII-SR-032 ExchangedDocument/IncludedNote: ID
CII-SR-033 ExchangedDocument: EffectiveSpecifiedPeriod IssuerTradeParty
CII-SR-035 *Line: DescriptionCode ParentLineID LineStatusCode LineStatusReasonCode
CII-SR-221 *Line: IncludedSubordinateTradeLineItem
CII-SR-041 *Line/AssociatedDocumentLineDocument/IncludedNote: SubjectCode ID Subject ContentCode
CII-SR-045 *Line/SpecifiedTradeProduct: ID
CII-SR-048 *Line/SpecifiedTradeProduct: ManufacturerAssignedID TradeName TypeCode NetWeightMeasure
CII-SR-052 *Line/SpecifiedTradeProduct: GrossWeightMeasure ProductGroupID EndItemTypeCode EndItemName
CII-SR-056 *Line/SpecifiedTradeProduct: AreaDensityMeasure UseDescription BrandName SubBrandName
CII-SR-060 *Line/SpecifiedTradeProduct: DrainedNetWeightMeasure VariableMeasureIndicator ColourCode
CII-SR-063 *Line/SpecifiedTradeProduct: ColourDescription Designation
CII-SR-065 *Line/SpecifiedTradeProduct: FormattedCancellationAnnouncedLaunchDateTime
CII-SR-066 *Line/SpecifiedTradeProduct: FormattedLatestProductDataChangeDateTime
CII-SR-067 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ID TypeCode
CII-SR-070 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ValueMeasure MeasurementMethodCode
CII-SR-073 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ValueCode ValueDateTime ValueIndicator
CII-SR-076 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ContentTypeCode ValueSpecifiedBinaryFile
CII-SR-078 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ApplicableProductCharacteristicCondition
CII-SR-079 *Line/SpecifiedTradeProduct/ApplicableProductCharacteristic: ApplicableReferencedStandard
CII-SR-080 *Line/SpecifiedTradeProduct: ApplicableMaterialGoodsCharacteristic
CII-SR-081 *Line/SpecifiedTradeProduct/DesignatedProductClassification: SystemID SystemName ClassName
CII-SR-084 *Line/SpecifiedTradeProduct/DesignatedProductClassification: SubClassCode ClassProductCharacteristic
CII-SR-086 *Line/SpecifiedTradeProduct/DesignatedProductClassification: ApplicableReferencedStandard
CII-SR-087 *Line/SpecifiedTradeProduct: IndividualTradeProductInstance
CII-SR-088 *Line/SpecifiedTradeProduct: CertificationEvidenceReferenceReferencedDocument
CII-SR-089 *Line/SpecifiedTradeProduct: InspectionReferenceReferencedDocument
CII-SR-091 *Line/SpecifiedTradeProduct/OriginTradeCountry: Name SubordinateTradeCountrySubDivision
CII-SR-093 *Line/SpecifiedTradeProduct: LinearSpatialDimension MinimumLinearSpatialDimension
CII-SR-095 *Line/SpecifiedTradeProduct: MaximumLinearSpatialDimension ManufacturerTradeParty
CII-SR-097 *Line/SpecifiedTradeProduct: PresentationSpecifiedBinaryFile MSDSReferenceReferencedDocument
CII-SR-099 *Line/SpecifiedTradeProduct: AdditionalReferenceReferencedDocument LegalRightsOwnerTradeParty
CII-SR-101 *Line/SpecifiedTradeProduct: BrandOwnerTradeParty IncludedReferencedProduct InformationNote
CII-SR-104 *Line/SpecifiedLineTradeAgreement: BuyerReference BuyerRequisitionerTradeParty
CII-SR-106 *Line/SpecifiedLineTradeAgreement: ApplicableTradeDeliveryTerms SellerOrderReferencedDocument
CII-SR-108 *Line/SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument: IssuerAssignedID
CII-SR-109 *Line/SpecifiedLineTradeAgreement: QuotationReferencedDocument ContractReferencedDocument
CII-SR-111 *Line/SpecifiedLineTradeAgreement: DemandForecastReferencedDocument PromotionalDealReferencedDocument
CII-SR-113 *Line/SpecifiedLineTradeAgreement: AdditionalReferencedDocument
CII-SR-114 *Gross: TypeCode MinimumQuantity MaximumQuantity ChangeReason OrderUnitConversionFactorNumeric
CII-SR-120 *Gross/AppliedTradeAllowanceCharge: ID SequenceNumeric CalculationPercent BasisAmount BasisQuantity
CII-SR-125 *Gross/AppliedTradeAllowanceCharge: PrepaidIndicator UnitBasisAmount ReasonCode Reason TypeCode
CII-SR-130 *Gross/AppliedTradeAllowanceCharge: CategoryTradeTax ActualTradeCurrencyExchange
CII-SR-445 *Gross: IncludedTradeTax
CII-SR-132 *Gross: ValiditySpecifiedPeriod DeliveryTradeLocation TradeComparisonReferencePrice
CII-SR-135 *Gross: AssociatedReferencedDocument
CII-SR-136 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: TypeCode
CII-SR-138 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: MinimumQuantity MaximumQuantity
CII-SR-140 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: ChangeReason
CII-SR-141 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: OrderUnitConversionFactorNumeric
CII-SR-142 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: AppliedTradeAllowanceCharge
CII-SR-446 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: IncludedTradeTax
CII-SR-143 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: ValiditySpecifiedPeriod
CII-SR-144 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: DeliveryTradeLocation
CII-SR-145 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: TradeComparisonReferencePrice
CII-SR-146 *Line/SpecifiedLineTradeAgreement/NetPriceProductTradePrice: AssociatedReferencedDocument
CII-SR-147 *Line/SpecifiedLineTradeAgreement: RequisitionerReferencedDocument ItemSellerTradeParty
CII-SR-149 *Line/SpecifiedLineTradeAgreement: ItemBuyerTradeParty IncludedSpecifiedMarketplace
CII-SR-447 *Line/SpecifiedLineTradeAgreement: UltimateCustomerOrderReferencedDocument
CII-SR-151 *Line/SpecifiedLineTradeDelivery: RequestedQuantity ReceivedQuantity ChargeFreeQuantity
CII-SR-154 *Line/SpecifiedLineTradeDelivery: PackageQuantity ProductUnitQuantity PerPackageUnitQuantity
CII-SR-157 *Line/SpecifiedLineTradeDelivery: NetWeightMeasure GrossWeightMeasure TheoreticalWeightMeasure
CII-SR-160 *Line/SpecifiedLineTradeDelivery: DespatchedQuantity SpecifiedDeliveryAdjustment
CII-SR-162 *Line/SpecifiedLineTradeDelivery: IncludedSupplyChainPackaging RelatedSupplyChainConsignment
CII-SR-164 *Line/SpecifiedLineTradeDelivery: ShipToTradeParty UltimateShipToTradeParty ShipFromTradeParty
CII-SR-167 *Line/SpecifiedLineTradeDelivery: ActualDespatchSupplyChainEvent ActualPickUpSupplyChainEvent
CII-SR-169 *Line/SpecifiedLineTradeDelivery: RequestedDeliverySupplyChainEvent ActualDeliverySupplyChainEvent
CII-SR-171 *Line/SpecifiedLineTradeDelivery: ActualReceiptSupplyChainEvent AdditionalReferencedDocument
CII-SR-173 *Line/SpecifiedLineTradeDelivery: DespatchAdviceReferencedDocument ReceivingAdviceReferencedDocument
CII-SR-175 *Line/SpecifiedLineTradeDelivery: DeliveryNoteReferencedDocument ConsumptionReportReferencedDocument
CII-SR-177 *Line/SpecifiedLineTradeDelivery: PackingListReferencedDocument
CII-SR-178 *Line/SpecifiedLineTradeSettlement: PaymentReference InvoiceIssuerReference TotalAdjustmentAmount
CII-SR-181 *Line/SpecifiedLineTradeSettlement: DiscountIndicator
CII-SR-182 *Line/SpecifiedLineTradeSettlement/ApplicableTradeTax: CalculatedAmount
CII-SR-183 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/ChargeIndicator: IndicatorString
CII-SR-184 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge: ID SequenceNumeric
CII-SR-186 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge/CalculationPercent: @format
CII-SR-187 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge: BasisQuantity PrepaidIndicator
CII-SR-189 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge: UnitBasisAmount TypeCode
CII-SR-191 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge: CategoryTradeTax
CII-SR-192 *Line/SpecifiedLineTradeSettlement/SpecifiedTradeAllowanceCharge: ActualTradeCurrencyExchange ID
CII-SR-194 *Line/SpecifiedLineTradeSettlement: SubtotalCalculatedTradeTax SpecifiedLogisticsServiceCharge
CII-SR-196 *Line/SpecifiedLineTradeSettlement: SpecifiedTradePaymentTerms
CII-SR-197 *LineSum: ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount GrandTotalAmount
CII-SR-202 *LineSum: InformationAmount TotalAllowanceChargeAmount TotalRetailValueInformationAmount
CII-SR-205 *LineSum: GrossLineTotalAmount NetLineTotalAmount NetIncludingTaxesLineTotalAmount
CII-SR-208 *LineSum: ProductWeightLossInformationAmount
CII-SR-209 *Line/SpecifiedLineTradeSettlement: SpecifiedFinancialAdjustment InvoiceReferencedDocument
CII-SR-212 *Line/SpecifiedLineTradeSettlement: PayableSpecifiedTradeAccountingAccount
CII-SR-213 *Line/SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount: SetTriggerCode TypeCode
CII-SR-215 *Line/SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount: AmountTypeCode Name
CII-SR-217 *Line/SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount: CostReferenceDimensionPattern
CII-SR-218 *Line/SpecifiedLineTradeSettlement: PurchaseSpecifiedTradeAccountingAccount
CII-SR-219 *Line/SpecifiedLineTradeSettlement: SalesSpecifiedTradeAccountingAccount
CII-SR-220 *Line/SpecifiedLineTradeSettlement: SpecifiedTradeSettlementFinancialCard
CII-SR-442 *Agreement: Reference
CII-SR-222 *Agreement/SellerTradeParty: RoleCode
CII-SR-223 *Agreement/SellerTradeParty/SpecifiedLegalOrganization: LegalClassificationCode Name
CII-SR-225 *Agreement/SellerTradeParty/SpecifiedLegalOrganization: PostalTradeAddress
CII-SR-226 *Agreement/SellerTradeParty/SpecifiedLegalOrganization: AuthorizedLegalRegistration
CII-SR-227 *Agreement/SellerTradeParty/DefinedTradeContact: ID TypeCode JobTitle Responsibility PersonID
CII-SR-232 *Agreement/SellerTradeParty/DefinedTradeContact/TelephoneUniversalCommunication: URIID ChannelCode
CII-SR-234 *Agreement/SellerTradeParty/DefinedTradeContact: DirectTelephoneUniversalCommunication
CII-SR-235 *Agreement/SellerTradeParty/DefinedTradeContact: MobileTelephoneUniversalCommunication
CII-SR-236 *Agreement/SellerTradeParty/DefinedTradeContact: FaxUniversalCommunication
CII-SR-237 *Agreement/SellerTradeParty/DefinedTradeContact/EmailURIUniversalCommunication: ChannelCode
CII-SR-238 *Agreement/SellerTradeParty/DefinedTradeContact/EmailURIUniversalCommunication: CompleteNumber
CII-SR-239 *Agreement/SellerTradeParty/DefinedTradeContact: TelexUniversalCommunication
CII-SR-240 *Agreement/SellerTradeParty/DefinedTradeContact: VOIPUniversalCommunication
CII-SR-241 *Agreement/SellerTradeParty/DefinedTradeContact: InstantMessagingUniversalCommunication SpecifiedNote
CII-SR-243 *Agreement/SellerTradeParty/DefinedTradeContact: SpecifiedContactPerson
CII-SR-244 *Agreement/SellerTradeParty/URIUniversalCommunication: ChannelCode CompleteNumber
CII-SR-246 *Agreement/SellerTradeParty/SpecifiedTaxRegistration: AssociatedRegisteredTax
CII-SR-247 *Agreement/SellerTradeParty: EndPointURIUniversalCommunication LogoAssociatedSpecifiedBinaryFile
CII-SR-249 *Agreement/BuyerTradeParty: RoleCode Description
CII-SR-251 *Agreement/BuyerTradeParty/SpecifiedLegalOrganization: LegalClassificationCode Name
CII-SR-254 *Agreement/BuyerTradeParty/SpecifiedLegalOrganization: PostalTradeAddress AuthorizedLegalRegistration
CII-SR-256 *Agreement/BuyerTradeParty/DefinedTradeContact: ID TypeCode JobTitle Responsibility PersonID
CII-SR-261 *Agreement/BuyerTradeParty/DefinedTradeContact/TelephoneUniversalCommunication: URIID ChannelCode
CII-SR-263 *Agreement/BuyerTradeParty/DefinedTradeContact: DirectTelephoneUniversalCommunication
CII-SR-264 *Agreement/BuyerTradeParty/DefinedTradeContact: MobileTelephoneUniversalCommunication
CII-SR-265 *Agreement/BuyerTradeParty/DefinedTradeContact: FaxUniversalCommunication
CII-SR-266 *Agreement/BuyerTradeParty/DefinedTradeContact/EmailURIUniversalCommunication: ChannelCode
CII-SR-267 *Agreement/BuyerTradeParty/DefinedTradeContact/EmailURIUniversalCommunication: CompleteNumber
CII-SR-268 *Agreement/BuyerTradeParty/DefinedTradeContact: TelexUniversalCommunication
CII-SR-269 *Agreement/BuyerTradeParty/DefinedTradeContact: VOIPUniversalCommunication
CII-SR-270 *Agreement/BuyerTradeParty/DefinedTradeContact: InstantMessagingUniversalCommunication SpecifiedNote
CII-SR-272 *Agreement/BuyerTradeParty/DefinedTradeContact: SpecifiedContactPerson
CII-SR-273 *Agreement/BuyerTradeParty/URIUniversalCommunication: ChannelCode CompleteNumber
CII-SR-275 *Agreement/BuyerTradeParty/SpecifiedTaxRegistration: AssociatedRegisteredTax
CII-SR-276 *Agreement/BuyerTradeParty: EndPointURIUniversalCommunication LogoAssociatedSpecifiedBinaryFile
CII-SR-278 *Agreement: SalesAgentTradeParty BuyerRequisitionerTradeParty BuyerAssignedAccountantTradeParty
CII-SR-281 *Agreement: SellerAssignedAccountantTradeParty
CII-SR-282 *Agreement/SellerTaxRepresentativeTradeParty: ID GlobalID RoleCode Description
CII-SR-286 *Agreement/SellerTaxRepresentativeTradeParty: SpecifiedLegalOrganization DefinedTradeContact
CII-SR-288 *Agreement/SellerTaxRepresentativeTradeParty: URIUniversalCommunication
CII-SR-289 *Agreement/SellerTaxRepresentativeTradeParty/SpecifiedTaxRegistration: AssociatedRegisteredTax
CII-SR-290 *Agreement/SellerTaxRepresentativeTradeParty: EndPointURIUniversalCommunication
CII-SR-291 *Agreement/SellerTaxRepresentativeTradeParty: LogoAssociatedSpecifiedBinaryFile
CII-SR-292 *Agreement: ProductEndUserTradeParty ApplicableTradeDeliveryTerms
CII-SR-294 *Agreement/SellerOrderReferencedDocument: LineID
CII-SR-295 *Agreement/BuyerOrderReferencedDocument: LineID
CII-SR-296 *Agreement: QuotationReferencedDocument OrderResponseReferencedDocument
CII-SR-298 *Agreement/ContractReferencedDocument: LineID
CII-SR-299 *Agreement: DemandForecastReferencedDocument SupplyInstructionReferencedDocument
CII-SR-301 *Agreement: PromotionalDealReferencedDocument PriceListReferencedDocument
CII-SR-303 *Agreement/AdditionalReferencedDocument: LineID
CII-SR-304 *Agreement: RequisitionerReferencedDocument BuyerAgentTradeParty PurchaseConditionsReferencedDocument
CII-SR-307 *Agreement/SpecifiedProcuringProject: Description
CII-SR-448 *Agreement: UltimateCustomerOrderReferencedDocument
CII-SR-308 *Delivery: RelatedSupplyChainConsignment
CII-SR-309 *Delivery/ShipToTradeParty: RoleCode Description SpecifiedLegalOrganization DefinedTradeContact
CII-SR-313 *Delivery/ShipToTradeParty: URIUniversalCommunication SpecifiedTaxRegistration
CII-SR-315 *Delivery/ShipToTradeParty: EndPointURIUniversalCommunication LogoAssociatedSpecifiedBinaryFile
CII-SR-317 *Delivery: UltimateShipToTradeParty ShipFromTradeParty ActualDespatchSupplyChainEvent
CII-SR-320 *Delivery: ActualPickUpSupplyChainEvent
CII-SR-321 *Delivery/ActualDeliverySupplyChainEvent: ID
CII-SR-322 *Delivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime: DateTime
CII-SR-323 *Delivery/ActualDeliverySupplyChainEvent: TypeCode Description DescriptionBinaryObject UnitQuantity
CII-SR-327 *Delivery/ActualDeliverySupplyChainEvent: LatestOccurrenceDateTime EarliestOccurrenceDateTime
CII-SR-329 *Delivery/ActualDeliverySupplyChainEvent: OccurrenceSpecifiedPeriod OccurrenceLogisticsLocation
CII-SR-331 *Delivery: ActualReceiptSupplyChainEvent AdditionalReferencedDocument
CII-SR-333 *Delivery/DespatchAdviceReferencedDocument: LineID LineID
CII-SR-335 *Delivery: DeliveryNoteReferencedDocument ConsumptionReportReferencedDocument
CII-SR-337 *Delivery: PreviousDeliverySupplyChainEvent PackingListReferencedDocument
CII-SR-339 *Settlement: DuePayableAmount CreditorReferenceTypeCode CreditorReferenceType
CII-SR-342 *Settlement: CreditorReferenceIssuerID
CII-SR-344 *Settlement: PaymentCurrencyCode InvoiceIssuerReference InvoiceDateTime NextInvoiceDateTime
CII-SR-348 *Settlement: CreditReasonCode CreditReason InvoicerTradeParty InvoiceeTradeParty
CII-SR-352 *Settlement/PayeeTradeParty: RoleCode Description
CII-SR-354 *Settlement/PayeeTradeParty/SpecifiedLegalOrganization: LegalClassificationCode Name
CII-SR-356 *Settlement/PayeeTradeParty/SpecifiedLegalOrganization: TradingBusinessName PostalTradeAddress
CII-SR-358 *Settlement/PayeeTradeParty/SpecifiedLegalOrganization: AuthorizedLegalRegistration
CII-SR-359 *Settlement/PayeeTradeParty: DefinedTradeContact PostalTradeAddress URIUniversalCommunication
CII-SR-362 *Settlement/PayeeTradeParty: SpecifiedTaxRegistration EndPointURIUniversalCommunication
CII-SR-364 *Settlement/PayeeTradeParty: LogoAssociatedSpecifiedBinaryFile
CII-SR-365 *Settlement: PayerTradeParty TaxApplicableTradeCurrencyExchange
CII-SR-367 *Settlement: InvoiceApplicableTradeCurrencyExchange PaymentApplicableTradeCurrencyExchange
CII-SR-369 *Means: PaymentChannelCode GuaranteeMethodCode PaymentMethodCode
CII-SR-443 *Means: ID
CII-SR-372 *Means/ApplicableTradeSettlementFinancialCard: MicrochipIndicator TypeCode
CII-SR-375 *Means/ApplicableTradeSettlementFinancialCard: ExpiryDate VerificationNumeric ValidFromDateTime
CII-SR-378 *Means/ApplicableTradeSettlementFinancialCard: CreditLimitAmount CreditAvailableAmount
CII-SR-380 *Means/ApplicableTradeSettlementFinancialCard: InterestRatePercent Description
CII-SR-382 *Means/PayerPartyDebtorFinancialAccount: AccountName
CII-SR-444 *Means/PayerPartyDebtorFinancialAccount: ProprietaryID
CII-SR-384 *Means/PayerSpecifiedDebtorFinancialInstitution: ClearingSystemName Name
CII-SR-386 *Means/PayerSpecifiedDebtorFinancialInstitution: LocationFinancialInstitutionAddress
CII-SR-388 *Settlement/SpecifiedTradeAllowanceCharge: ID SequenceNumeric BasisQuantity PrepaidIndicator
CII-SR-392 *Settlement/SpecifiedTradeAllowanceCharge: UnitBasisAmount TypeCode ActualTradeCurrencyExchange
CII-SR-395 *Settlement: SubtotalCalculatedTradeTax SpecifiedLogisticsServiceCharge
CII-SR-397 *Settlement/SpecifiedTradePaymentTerms: ID FromEventCode SettlementPeriodMeasure
CII-SR-400 *Settlement/SpecifiedTradePaymentTerms/DueDateDateTime: DateTime
CII-SR-401 *Settlement/SpecifiedTradePaymentTerms: TypeCode InstructionTypeCode
CII-SR-404 *Settlement/SpecifiedTradePaymentTerms: PartialPaymentPercent PaymentMeansID PartialPaymentAmount
CII-SR-407 *Settlement/SpecifiedTradePaymentTerms: ApplicableTradePaymentPenaltyTerms
CII-SR-408 *Settlement/SpecifiedTradePaymentTerms: ApplicableTradePaymentDiscountTerms PayeeTradeParty
CII-SR-421 *Settlement: SpecifiedFinancialAdjustment
CII-SR-422 *Settlement/InvoiceReferencedDocument: LineID
CII-SR-423 *Settlement: ProFormaInvoiceReferencedDocument LetterOfCreditReferencedDocument
CII-SR-425 *Settlement: FactoringAgreementReferencedDocument FactoringListReferencedDocument
CII-SR-427 *Settlement: PayableSpecifiedTradeAccountingAccount
CII-SR-428 *Settlement/ReceivableSpecifiedTradeAccountingAccount: SetTriggerCode TypeCode AmountTypeCode Name
CII-SR-432 *Settlement/ReceivableSpecifiedTradeAccountingAccount: CostReferenceDimensionPattern
CII-SR-433 *Settlement: PurchaseSpecifiedTradeAccountingAccount SalesSpecifiedTradeAccountingAccount
CII-SR-435 *Settlement: SpecifiedTradeSettlementFinancialCard SpecifiedAdvancePayment UltimatePayeeTradeParty
CII-SR-411 *Sum: InformationAmount TotalDiscountAmount TotalAllowanceChargeAmount
CII-SR-414 *Sum: RetailValueExcludingTaxInformationAmount TotalDepositFeeInformationAmount
CII-SR-416 *Sum: ProductValueExcludingTobaccoTaxInformationAmount TotalRetailValueInformationAmount
CII-SR-418 *Sum: GrossLineTotalAmount NetLineTotalAmount NetIncludingTaxesLineTotalAmount
CII-SR-438 .: *Breakdown
CII-SR-04 //*DocumentContextParameter: Value SpecifiedDocumentVersion
CII-DT-045 *Line/SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode: @listID @listAgencyID
CII-DT-047 *Line/SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode: @listVersionID @listURI
CII-DT-038 //*TradeTax: CalculatedRate CalculationSequenceNumeric BasisQuantity
CII-DT-041 //*TradeTax: BasisAmount
CII-DT-042 //*TradeTax: UnitBasisAmount LineTotalBasisAmount AllowanceChargeBasisAmount
CII-DT-049 //*TradeTax: CurrencyCode Jurisdiction CustomsDutyIndicator
CII-DT-052 //*OtherTax: ExemptionReasonCode
CII-DT-098 //*OtherTax: ExemptionReason
CII-DT-053 //*TradeTax: TaxBasisAllowanceRate
CII-DT-054 //*TradeTax: TaxPointDate
CII-DT-055 //*TradeTax: Type InformationAmount CategoryName
CII-DT-058 //*TradeTax: DueDateTypeCode
CII-DT-059 //*TradeTax/RateApplicablePercent: @format
CII-DT-060 //*TradeTax: SpecifiedTradeAccountingAccount ServiceSupplyTradeCountry
CII-DT-062 //*TradeTax: BuyerRepayableTaxSpecifiedTradeAccountingAccount
CII-DT-063 //*TradeTax: SellerPayableTaxSpecifiedTradeAccountingAccount
CII-DT-064 //*TradeTax: SellerRefundableTaxSpecifiedTradeAccountingAccount
CII-DT-065 //*TradeTax: BuyerDeductibleTaxSpecifiedTradeAccountingAccount
CII-DT-066 //*TradeTax: BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount PlaceApplicableTradeLocation
"""

ROWS = rows(_TABLE, _SHORT)
"""All CII warnings on elements or attributes outside the model."""


def _is_of_the_document(node: Node) -> bool:
    return node.up("ApplicableHeaderTradeSettlement") is not None


UNLESS: Mapping[str, Condition] = {
    "CII-DT-041": _is_of_the_document,
    "CII-DT-054": _is_of_the_document,
    "CII-DT-058": _is_of_the_document,
}
"""Exceptions by code: the tax of the document's own breakdown and allowances."""

"""Structure of Factur-X EN 16931, one element a line: its children, attributes and codes, in the notation of
:mod:`validators.facturx.structure.table`.
"""

TABLE = """
CrossIndustryInvoice
 ExchangedDocument ID=1#19 TypeCode=1#20
  IncludedNote Content=1#160 SubjectCode<=1#161
   SubjectCode .:SUBJECTS_CII#553
  IssueDateTime
   DateTimeString @format#21 @format:DAY#554
  TypeCode .:TYPES#555
 ExchangedDocumentContext BusinessProcessSpecifiedDocumentContextParameter<=1#24
 ExchangedDocumentContext GuidelineSpecifiedDocumentContextParameter=1#25
  BusinessProcessSpecifiedDocumentContextParameter ID=1#406
  GuidelineSpecifiedDocumentContextParameter ID=1#407
   ID .:GUIDELINES#556
 SupplyChainTradeTransaction IncludedSupplyChainTradeLineItem>=1#265
  ApplicableHeaderTradeAgreement SellerTradeParty=1#27 BuyerTradeParty=1#28
   AdditionalReferencedDocument[130] IssuerAssignedID=1#557 TypeCode=1#558
    ReferenceTypeCode .:UNTDID_1153#282
    TypeCode .:TYPE_130#559
   AdditionalReferencedDocument[50] IssuerAssignedID=1#560 TypeCode=1#561
    TypeCode .:TYPE_50#562
   AdditionalReferencedDocument[916] IssuerAssignedID=1#563 TypeCode=1#564 Name<=1#283 AttachmentBinaryObject<=1#284
    AttachmentBinaryObject @mimeCode#285 @mimeCode:MIMES#287 @filename#286
    TypeCode .:TYPE_916#565
   BuyerOrderReferencedDocument IssuerAssignedID=1#29
   BuyerTradeParty ID<=1#163 GlobalID<=1#164 Name=1#30 DefinedTradeContact<=1#288 PostalTradeAddress=1#419
   BuyerTradeParty URIUniversalCommunication<=1#165 SpecifiedTaxRegistration<=1#166
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#566
     TelephoneUniversalCommunication CompleteNumber=1#289
    GlobalID @schemeID#420 @schemeID:PARTY_SCHEMES#567
    PostalTradeAddress CountryID=1#422 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#568
    SpecifiedLegalOrganization
     ID @schemeID:ICD#569
    SpecifiedTaxRegistration ID=1#425
     ID @schemeID#426 @schemeID:VA#570
    URIUniversalCommunication URIID=1#168
     URIID @schemeID#428 @schemeID:ADDRESS_SCHEMES#571
   ContractReferencedDocument IssuerAssignedID=1#430
   SellerOrderReferencedDocument IssuerAssignedID=1#572
   SellerTaxRepresentativeTradeParty Name=1#431 PostalTradeAddress=1#432 SpecifiedTaxRegistration=1#169
    PostalTradeAddress CountryID=1#433 CountrySubDivisionName<=1#434
     CountryID .:COUNTRIES_UBL#573
    SpecifiedTaxRegistration ID=1#436
     ID @schemeID#437 @schemeID:VA#574
   SellerTradeParty Name=1#409 Description<=1#575 DefinedTradeContact<=1#576 PostalTradeAddress=1#32
   SellerTradeParty URIUniversalCommunication<=1#439 SpecifiedTaxRegistration[VA]<=1#33
   SellerTradeParty SpecifiedTaxRegistration[FC]<=1#34
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#577
     TelephoneUniversalCommunication CompleteNumber=1#578
    GlobalID @schemeID#440 @schemeID:PARTY_SCHEMES#579
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#442
     CountryID .:COUNTRIES_UBL#580
    SpecifiedLegalOrganization
     ID @schemeID:ICD#581
    SpecifiedTaxRegistration[FC] ID=1#411
     ID @schemeID#37
    SpecifiedTaxRegistration[VA] ID=1#412
     ID @schemeID#413
    URIUniversalCommunication URIID=1#445
     URIID @schemeID#446 @schemeID:ADDRESS_SCHEMES#582
  ApplicableHeaderTradeDelivery
   ActualDeliverySupplyChainEvent OccurrenceDateTime=1#171
    OccurrenceDateTime
     DateTimeString @format#448 @format:DAY#583
   DespatchAdviceReferencedDocument IssuerAssignedID=1#450
   ReceivingAdviceReferencedDocument IssuerAssignedID=1#584
   ShipToTradeParty ID<=1#451 GlobalID<=1#452
    GlobalID @schemeID#453 @schemeID:PARTY_SCHEMES#585
    PostalTradeAddress CountryID=1#455 CountrySubDivisionName<=1#456
     CountryID .:COUNTRIES_UBL#586
  ApplicableHeaderTradeSettlement PaymentReference<=1#172 InvoiceCurrencyCode=1#38 ApplicableTradeTax>=1#173
  ApplicableHeaderTradeSettlement SpecifiedTradePaymentTerms<=1#174
  ApplicableHeaderTradeSettlement SpecifiedTradeSettlementHeaderMonetarySummation=1#39
  ApplicableHeaderTradeSettlement ReceivableSpecifiedTradeAccountingAccount<=1#175
   ApplicableTradeTax CalculatedAmount=1#176 TypeCode=1#458 BasisAmount=1#177 CategoryCode=1#178
    CategoryCode .:VAT_CATEGORIES#587
    DueDateTypeCode .:UNTDID_2475#588
    ExemptionReasonCode .:VATEX#589
    TaxPointDate
     DateString @format#590 @format:DAY#591
    TypeCode .:VAT#592
   BillingSpecifiedPeriod
    EndDateTime
     DateTimeString @format#460 @format:DAY#593
    StartDateTime
     DateTimeString @format#462 @format:DAY#594
   InvoiceCurrencyCode .:CURRENCIES_OF_PROFILES#595
   InvoiceReferencedDocument IssuerAssignedID=1#415
    FormattedIssueDateTime
     DateTimeString @format#465 @format:DAY#596
   PayeeTradeParty ID<=1#467 GlobalID<=1#468 Name=1#469
    GlobalID @schemeID#470 @schemeID:PARTY_SCHEMES#597
    SpecifiedLegalOrganization
     ID @schemeID:ICD#598
   SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184 CategoryTradeTax=1#185
    CategoryTradeTax TypeCode=1#473 CategoryCode=1#474
     CategoryCode .:VAT_CATEGORIES#599
     TypeCode .:VAT#600
    ReasonCode .:UNTDID_5189#601
   SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#477 ActualAmount=1#478 CategoryTradeTax=1#479
    CategoryTradeTax TypeCode=1#480 CategoryCode=1#481
     CategoryCode .:VAT_CATEGORIES#602
     TypeCode .:VAT#603
    ReasonCode[no_list] .:UNTDID_7161#604
   SpecifiedTradePaymentTerms Description<=1#187 DirectDebitMandateID<=1#188
    DueDateDateTime
     DateTimeString @format#484 @format:DAY#605
   SpecifiedTradeSettlementHeaderMonetarySummation LineTotalAmount=1#189 ChargeTotalAmount<=1#190
   SpecifiedTradeSettlementHeaderMonetarySummation AllowanceTotalAmount<=1#191 TaxBasisTotalAmount=1#41
   SpecifiedTradeSettlementHeaderMonetarySummation TaxTotalAmount[BT-5]<=1#42 TaxTotalAmount[BT-6]<=1#192
   SpecifiedTradeSettlementHeaderMonetarySummation RoundingAmount<=1#290 GrandTotalAmount=1#43
   SpecifiedTradeSettlementHeaderMonetarySummation TotalPrepaidAmount<=1#193 DuePayableAmount=1#44
    TaxTotalAmount[BT-5] @currencyID:CURRENCIES_OF_PROFILES#606
    TaxTotalAmount[BT-6] @currencyID:CURRENCIES_OF_PROFILES#607
   SpecifiedTradeSettlementPaymentMeans TypeCode=1#488 Information<=1#291 PayeePartyCreditorFinancialAccount<=1#194
    ApplicableTradeSettlementFinancialCard ID=1#608
    PayeeSpecifiedCreditorFinancialInstitution BICID=1#292
    PayerPartyDebtorFinancialAccount IBANID=1#195
    TypeCode .:UNTDID_4461#609
   TaxCurrencyCode .:CURRENCIES_OF_PROFILES#610
  IncludedSupplyChainTradeLineItem AssociatedDocumentLineDocument=1#266 SpecifiedTradeProduct=1#267
  IncludedSupplyChainTradeLineItem SpecifiedLineTradeAgreement=1#268 SpecifiedLineTradeDelivery=1#269
   AssociatedDocumentLineDocument LineID=1#270 IncludedNote<=1#271
    IncludedNote Content=1#529
   SpecifiedLineTradeAgreement NetPriceProductTradePrice=1#272
    GrossPriceProductTradePrice ChargeAmount=1#273 AppliedTradeAllowanceCharge[false]<=1#274
     AppliedTradeAllowanceCharge[false] ChargeIndicator=1#530 ActualAmount=1#531
     BasisQuantity @unitCode:UNITS#611
    NetPriceProductTradePrice ChargeAmount=1#532
     BasisQuantity @unitCode:UNITS#612
   SpecifiedLineTradeDelivery BilledQuantity=1#276
    BilledQuantity @unitCode:UNITS#613
   SpecifiedLineTradeSettlement ApplicableTradeTax=1#278 SpecifiedTradeSettlementLineMonetarySummation=1#279
   SpecifiedLineTradeSettlement AdditionalReferencedDocument<=1#293 ReceivableSpecifiedTradeAccountingAccount<=1#614
    AdditionalReferencedDocument IssuerAssignedID=1#615 TypeCode=1#616
     ReferenceTypeCode .:UNTDID_1153#617
     TypeCode .:LINE_DOCUMENTS#618
    ApplicableTradeTax TypeCode=1#535 CategoryCode=1#536
     CategoryCode .:VAT_CATEGORIES#619
     TypeCode .:VAT#620
    BillingSpecifiedPeriod
     EndDateTime
      DateTimeString @format#539 @format:DAY#621
     StartDateTime
      DateTimeString @format#541 @format:DAY#622
    SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#543 ActualAmount=1#544
     ReasonCode .:UNTDID_5189#623
    SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#546 ActualAmount=1#547
     ReasonCode[no_list] .:UNTDID_7161#624
    SpecifiedTradeSettlementLineMonetarySummation LineTotalAmount=1#549
   SpecifiedTradeProduct Name=1#550 Description<=1#625
    ApplicableProductCharacteristic Description=1#294 Value=1#295
    DesignatedProductClassification
     ClassCode @listID#296 @listID:UNTDID_7143#297
    GlobalID @schemeID#551 @schemeID:ICD#626
    OriginTradeCountry ID=1#627
     ID .:COUNTRIES_UBL#628
"""

"""Structure of Factur-X BASIC, one element a line: its children, attributes and codes, in the notation of
:mod:`validators.facturx.structure.table`.
"""

TABLE = """
CrossIndustryInvoice
 ExchangedDocument ID=1#19 TypeCode=1#20
  IncludedNote Content=1#160 SubjectCode<=1#161
   SubjectCode .:SUBJECTS_CII#162
  IssueDateTime
   DateTimeString @format#21 @format:DAY#22
  TypeCode .:TYPES#23
 ExchangedDocumentContext BusinessProcessSpecifiedDocumentContextParameter<=1#24
 ExchangedDocumentContext GuidelineSpecifiedDocumentContextParameter=1#25
  BusinessProcessSpecifiedDocumentContextParameter ID=1#19
  GuidelineSpecifiedDocumentContextParameter ID=1#19
   ID .:GUIDELINES#26
 SupplyChainTradeTransaction IncludedSupplyChainTradeLineItem>=1#265
  ApplicableHeaderTradeAgreement SellerTradeParty=1#27 BuyerTradeParty=1#28
   BuyerOrderReferencedDocument IssuerAssignedID=1#29
   BuyerTradeParty ID<=1#163 GlobalID<=1#164 Name=1#30 PostalTradeAddress=1#32 URIUniversalCommunication<=1#165
   BuyerTradeParty SpecifiedTaxRegistration<=1#166
    GlobalID @schemeID#37 @schemeID:PARTY_SCHEMES#31
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#36
    SpecifiedLegalOrganization
     ID @schemeID:ICD#31
    SpecifiedTaxRegistration ID=1#19
     ID @schemeID#37 @schemeID:VA#31
    URIUniversalCommunication URIID=1#168
     URIID @schemeID#37 @schemeID:ADDRESS_SCHEMES#31
   ContractReferencedDocument IssuerAssignedID=1#29
   SellerTaxRepresentativeTradeParty Name=1#30 PostalTradeAddress=1#32 SpecifiedTaxRegistration=1#169
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#36
    SpecifiedTaxRegistration ID=1#19
     ID @schemeID#37 @schemeID:VA#31
   SellerTradeParty Name=1#30 PostalTradeAddress=1#32 URIUniversalCommunication<=1#165
   SellerTradeParty SpecifiedTaxRegistration[VA]<=1#33 SpecifiedTaxRegistration[FC]<=1#34
    GlobalID @schemeID#37 @schemeID:PARTY_SCHEMES#31
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#36
    SpecifiedLegalOrganization
     ID @schemeID:ICD#31
    SpecifiedTaxRegistration[FC] ID=1#19
     ID @schemeID#37
    SpecifiedTaxRegistration[VA] ID=1#19
     ID @schemeID#37
    URIUniversalCommunication URIID=1#168
     URIID @schemeID#37 @schemeID:ADDRESS_SCHEMES#31
  ApplicableHeaderTradeDelivery
   ActualDeliverySupplyChainEvent OccurrenceDateTime=1#171
    OccurrenceDateTime
     DateTimeString @format#21 @format:DAY#22
   DespatchAdviceReferencedDocument IssuerAssignedID=1#29
   ShipToTradeParty ID<=1#163 GlobalID<=1#164
    GlobalID @schemeID#37 @schemeID:PARTY_SCHEMES#31
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#36
  ApplicableHeaderTradeSettlement PaymentReference<=1#172 InvoiceCurrencyCode=1#38 ApplicableTradeTax>=1#173
  ApplicableHeaderTradeSettlement SpecifiedTradePaymentTerms<=1#174
  ApplicableHeaderTradeSettlement SpecifiedTradeSettlementHeaderMonetarySummation=1#39
  ApplicableHeaderTradeSettlement ReceivableSpecifiedTradeAccountingAccount<=1#175
   ApplicableTradeTax CalculatedAmount=1#176 TypeCode=1#20 BasisAmount=1#177 CategoryCode=1#178
    CategoryCode .:VAT_CATEGORIES#179
    DueDateTypeCode .:UNTDID_2475#180
    ExemptionReasonCode .:VATEX#181
    TypeCode .:VAT#23
   BillingSpecifiedPeriod
    EndDateTime
     DateTimeString @format#21 @format:DAY#22
    StartDateTime
     DateTimeString @format#21 @format:DAY#22
   InvoiceCurrencyCode .:CURRENCIES_OF_PROFILES#40
   InvoiceReferencedDocument IssuerAssignedID=1#29
    FormattedIssueDateTime
     DateTimeString @format#21 @format:DAY#22
   PayeeTradeParty ID<=1#163 GlobalID<=1#164 Name=1#30
    GlobalID @schemeID#37 @schemeID:PARTY_SCHEMES#31
    SpecifiedLegalOrganization
     ID @schemeID:ICD#31
   SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184 CategoryTradeTax=1#185
    CategoryTradeTax TypeCode=1#20 CategoryCode=1#178
     CategoryCode .:VAT_CATEGORIES#179
     TypeCode .:VAT#23
    ReasonCode .:UNTDID_5189#186
   SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#183 ActualAmount=1#184 CategoryTradeTax=1#185
    CategoryTradeTax TypeCode=1#20 CategoryCode=1#178
     CategoryCode .:VAT_CATEGORIES#179
     TypeCode .:VAT#23
    ReasonCode[no_list] .:UNTDID_7161#376
   SpecifiedTradePaymentTerms Description<=1#187 DirectDebitMandateID<=1#188
    DueDateDateTime
     DateTimeString @format#21 @format:DAY#22
   SpecifiedTradeSettlementHeaderMonetarySummation LineTotalAmount=1#189 ChargeTotalAmount<=1#190
   SpecifiedTradeSettlementHeaderMonetarySummation AllowanceTotalAmount<=1#191 TaxBasisTotalAmount=1#41
   SpecifiedTradeSettlementHeaderMonetarySummation TaxTotalAmount[BT-5]<=1#42 TaxTotalAmount[BT-6]<=1#192
   SpecifiedTradeSettlementHeaderMonetarySummation GrandTotalAmount=1#43 TotalPrepaidAmount<=1#193
   SpecifiedTradeSettlementHeaderMonetarySummation DuePayableAmount=1#44
    TaxTotalAmount[BT-5] @currencyID:CURRENCIES_OF_PROFILES#45
    TaxTotalAmount[BT-6] @currencyID:CURRENCIES_OF_PROFILES#45
   SpecifiedTradeSettlementPaymentMeans TypeCode=1#20 PayeePartyCreditorFinancialAccount<=1#194
    PayerPartyDebtorFinancialAccount IBANID=1#195
    TypeCode .:UNTDID_4461#23
   TaxCurrencyCode .:CURRENCIES_OF_PROFILES#196
  IncludedSupplyChainTradeLineItem AssociatedDocumentLineDocument=1#266 SpecifiedTradeProduct=1#267
  IncludedSupplyChainTradeLineItem SpecifiedLineTradeAgreement=1#268 SpecifiedLineTradeDelivery=1#269
   AssociatedDocumentLineDocument LineID=1#270 IncludedNote<=1#271
    IncludedNote Content=1#160
   SpecifiedLineTradeAgreement NetPriceProductTradePrice=1#272
    GrossPriceProductTradePrice ChargeAmount=1#273 AppliedTradeAllowanceCharge[false]<=1#274
     AppliedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184
     BasisQuantity @unitCode:UNITS#275
    NetPriceProductTradePrice ChargeAmount=1#273
     BasisQuantity @unitCode:UNITS#275
   SpecifiedLineTradeDelivery BilledQuantity=1#276
    BilledQuantity @unitCode:UNITS#275
   SpecifiedLineTradeSettlement ApplicableTradeTax=1#278 SpecifiedTradeSettlementLineMonetarySummation=1#279
    ApplicableTradeTax TypeCode=1#20 CategoryCode=1#178
     CategoryCode .:VAT_CATEGORIES#179
     TypeCode .:VAT#23
    BillingSpecifiedPeriod
     EndDateTime
      DateTimeString @format#21 @format:DAY#22
     StartDateTime
      DateTimeString @format#21 @format:DAY#22
    SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184
     ReasonCode .:UNTDID_5189#186
    SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#183 ActualAmount=1#184
     ReasonCode[no_list] .:UNTDID_7161#376
    SpecifiedTradeSettlementLineMonetarySummation LineTotalAmount=1#189
   SpecifiedTradeProduct Name=1#30
    GlobalID @schemeID#37 @schemeID:ICD#31
"""

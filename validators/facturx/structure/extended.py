"""Structure of Factur-X EXTENDED, one element a line: its children, attributes and codes, in the notation of
:mod:`validators.facturx.structure.table`.
"""

TABLE = """
CrossIndustryInvoice
 ExchangedDocument ID=1#19 Name<=1#630 TypeCode=1#20 LanguageID<=1#315
  EffectiveSpecifiedPeriod CompleteDateTime=1#316
   CompleteDateTime
    DateTimeString @format#631 @format:DAY#632
  IncludedNote Content<=1#317 SubjectCode<=1#161
   SubjectCode .:SUBJECTS_CII#633
  IssueDateTime
   DateTimeString @format#21 @format:DAY#634
  LanguageID .:LANGUAGES#389
  TypeCode .:TYPES#635
 ExchangedDocumentContext BusinessProcessSpecifiedDocumentContextParameter<=1#24
 ExchangedDocumentContext GuidelineSpecifiedDocumentContextParameter=1#25
  BusinessProcessSpecifiedDocumentContextParameter ID=1#406
  GuidelineSpecifiedDocumentContextParameter ID=1#407
   ID .:GUIDELINES#636
 SupplyChainTradeTransaction IncludedSupplyChainTradeLineItem>=1#265
  ApplicableHeaderTradeAgreement SellerTradeParty=1#27 BuyerTradeParty=1#28
   AdditionalReferencedDocument[130] IssuerAssignedID=1#557 TypeCode=1#558
    FormattedIssueDateTime
     DateTimeString @format#637 @format:DAY_OR_MINUTE#638
    ReferenceTypeCode .:UNTDID_1153#639
    TypeCode .:TYPE_130#640
   AdditionalReferencedDocument[50] IssuerAssignedID=1#560 TypeCode=1#561
    FormattedIssueDateTime
     DateTimeString @format#641 @format:DAY_OR_MINUTE#642
    TypeCode .:TYPE_50#643
   AdditionalReferencedDocument[916] IssuerAssignedID=1#563 TypeCode=1#564 Name<=1#283 AttachmentBinaryObject<=1#284
    AttachmentBinaryObject @mimeCode#285 @mimeCode:ATTACHED_TYPES#644 @filename#286
    FormattedIssueDateTime
     DateTimeString @format#645 @format:DAY_OR_MINUTE#646
    TypeCode .:TYPE_916#647
   ApplicableTradeDeliveryTerms DeliveryTypeCode=1#319
    DeliveryTypeCode .:INCOTERMS#320
    RelevantTradeLocation
     CountryID .:COUNTRIES_UBL#648
   BuyerAgentTradeParty ID<=1#649 Name=1#650 RoleCode<=1#321 URIUniversalCommunication<=1#651
   BuyerAgentTradeParty SpecifiedTaxRegistration<=1#652
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#653
     FaxUniversalCommunication CompleteNumber=1#654
     TelephoneUniversalCommunication CompleteNumber=1#655
    GlobalID @schemeID#656 @schemeID:PARTY_SCHEMES_WIDE#657
    PostalTradeAddress CountryID=1#658 CountrySubDivisionName<=1#659
     CountryID .:COUNTRIES_UBL#660
    SpecifiedLegalOrganization
     ID @schemeID:ICD#661
     PostalTradeAddress CountryID=1#662 CountrySubDivisionName<=1#663
      CountryID .:COUNTRIES_UBL#664
    SpecifiedTaxRegistration ID=1#665
     ID @schemeID#666
    URIUniversalCommunication URIID=1#667
     URIID @schemeID#668 @schemeID:ADDRESS_SCHEMES#669
   BuyerOrderReferencedDocument IssuerAssignedID=1#29
    FormattedIssueDateTime
     DateTimeString @format#670 @format:DAY_OR_MINUTE#671
   BuyerTaxRepresentativeTradeParty ID<=1#672 Name=1#673 RoleCode<=1#674 URIUniversalCommunication<=1#675
   BuyerTaxRepresentativeTradeParty SpecifiedTaxRegistration=1#676
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#677
     FaxUniversalCommunication CompleteNumber=1#678
     TelephoneUniversalCommunication CompleteNumber=1#679
    GlobalID @schemeID#680 @schemeID:PARTY_SCHEMES_WIDE#681
    PostalTradeAddress CountryID=1#682 CountrySubDivisionName<=1#683
     CountryID .:COUNTRIES_UBL#684
    SpecifiedLegalOrganization
     ID @schemeID:ICD#685
     PostalTradeAddress CountryID=1#686 CountrySubDivisionName<=1#687
      CountryID .:COUNTRIES_UBL#688
    SpecifiedTaxRegistration ID=1#689
     ID @schemeID#690
    URIUniversalCommunication URIID=1#691
     URIID @schemeID#692 @schemeID:ADDRESS_SCHEMES#693
   BuyerTradeParty ID<=1#163 Name=1#30 RoleCode<=1#694 Description<=1#695 PostalTradeAddress=1#419
   BuyerTradeParty URIUniversalCommunication<=1#165 SpecifiedTaxRegistration<=1#166
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#566
     FaxUniversalCommunication CompleteNumber=1#696
     TelephoneUniversalCommunication CompleteNumber=1#289
    GlobalID @schemeID#420 @schemeID:PARTY_SCHEMES_WIDE#697
    PostalTradeAddress CountryID=1#422 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#698
    SpecifiedLegalOrganization
     ID @schemeID:ICD#699
     PostalTradeAddress CountryID=1#700 CountrySubDivisionName<=1#701
      CountryID .:COUNTRIES_UBL#702
    SpecifiedTaxRegistration ID=1#425
     ID @schemeID#426 @schemeID:VA#703
    URIUniversalCommunication URIID=1#168
     URIID @schemeID#428 @schemeID:ADDRESS_SCHEMES#704
   ContractReferencedDocument IssuerAssignedID=1#430
    FormattedIssueDateTime
     DateTimeString @format#705 @format:DAY_OR_MINUTE#706
    ReferenceTypeCode .:CONTRACT_TYPES#707
   ProductEndUserTradeParty ID<=1#708 Name=1#709 RoleCode<=1#710 URIUniversalCommunication<=1#711
   ProductEndUserTradeParty SpecifiedTaxRegistration<=1#712
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#713
     FaxUniversalCommunication CompleteNumber=1#714
     TelephoneUniversalCommunication CompleteNumber=1#715
    GlobalID @schemeID#716 @schemeID:PARTY_SCHEMES_WIDE#717
    PostalTradeAddress CountryID=1#718 CountrySubDivisionName<=1#719
     CountryID .:COUNTRIES_UBL#720
    SpecifiedLegalOrganization
     ID @schemeID:ICD#721
     PostalTradeAddress CountryID=1#722 CountrySubDivisionName<=1#723
      CountryID .:COUNTRIES_UBL#724
    SpecifiedTaxRegistration ID=1#725
     ID @schemeID#726
    URIUniversalCommunication URIID=1#727
     URIID @schemeID#728 @schemeID:ADDRESS_SCHEMES#729
   QuotationReferencedDocument IssuerAssignedID=1#730
    FormattedIssueDateTime
     DateTimeString @format#731 @format:DAY_OR_MINUTE#732
   SalesAgentTradeParty ID<=1#733 Name=1#734 RoleCode<=1#735 URIUniversalCommunication<=1#736
   SalesAgentTradeParty SpecifiedTaxRegistration<=1#737
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#738
     FaxUniversalCommunication CompleteNumber=1#739
     TelephoneUniversalCommunication CompleteNumber=1#740
    GlobalID @schemeID#741 @schemeID:PARTY_SCHEMES_WIDE#742
    PostalTradeAddress CountryID=1#743 CountrySubDivisionName<=1#744
     CountryID .:COUNTRIES_UBL#745
    SpecifiedLegalOrganization
     ID @schemeID:ICD#746
     PostalTradeAddress CountryID=1#747 CountrySubDivisionName<=1#748
      CountryID .:COUNTRIES_UBL#749
    SpecifiedTaxRegistration ID=1#750
     ID @schemeID#751
    URIUniversalCommunication URIID=1#752
     URIID @schemeID#753 @schemeID:ADDRESS_SCHEMES#754
   SellerOrderReferencedDocument IssuerAssignedID=1#572
    FormattedIssueDateTime
     DateTimeString @format#755 @format:DAY_OR_MINUTE#756
   SellerTaxRepresentativeTradeParty ID<=1#757 Name=1#431 RoleCode<=1#758 PostalTradeAddress=1#432
   SellerTaxRepresentativeTradeParty URIUniversalCommunication<=1#759 SpecifiedTaxRegistration=1#169
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#760
     FaxUniversalCommunication CompleteNumber=1#761
     TelephoneUniversalCommunication CompleteNumber=1#762
    GlobalID @schemeID#763 @schemeID:PARTY_SCHEMES_WIDE#764
    PostalTradeAddress CountryID=1#433 CountrySubDivisionName<=1#434
     CountryID .:COUNTRIES_UBL#765
    SpecifiedLegalOrganization
     ID @schemeID:ICD#766
     PostalTradeAddress CountryID=1#767 CountrySubDivisionName<=1#768
      CountryID .:COUNTRIES_UBL#769
    SpecifiedTaxRegistration ID=1#436
     ID @schemeID#437 @schemeID:VA#770
    URIUniversalCommunication URIID=1#771
     URIID @schemeID#772 @schemeID:ADDRESS_SCHEMES#773
   SellerTradeParty Name=1#409 RoleCode<=1#774 Description<=1#575 PostalTradeAddress=1#32
   SellerTradeParty URIUniversalCommunication<=1#439 SpecifiedTaxRegistration[VA]<=1#33
   SellerTradeParty SpecifiedTaxRegistration[FC]<=1#34
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#577
     FaxUniversalCommunication CompleteNumber=1#775
     TelephoneUniversalCommunication CompleteNumber=1#578
    GlobalID @schemeID#440 @schemeID:PARTY_SCHEMES_WIDE#776
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#442
     CountryID .:COUNTRIES_UBL#777
    SpecifiedLegalOrganization
     ID @schemeID:ICD#778
     PostalTradeAddress CountryID=1#779 CountrySubDivisionName<=1#780
      CountryID .:COUNTRIES_UBL#781
    SpecifiedTaxRegistration[FC] ID=1#411
     ID @schemeID#37
    SpecifiedTaxRegistration[VA] ID=1#412
     ID @schemeID#413
    URIUniversalCommunication URIID=1#445
     URIID @schemeID#446 @schemeID:ADDRESS_SCHEMES#782
   UltimateCustomerOrderReferencedDocument IssuerAssignedID=1#783
    FormattedIssueDateTime
     DateTimeString @format#784 @format:DAY_OR_MINUTE#785
  ApplicableHeaderTradeDelivery
   ActualDeliverySupplyChainEvent OccurrenceDateTime=1#171
    OccurrenceDateTime
     DateTimeString @format#448 @format:DAY#786
   DeliveryNoteReferencedDocument IssuerAssignedID=1#787
    FormattedIssueDateTime
     DateTimeString @format#788 @format:DAY_OR_MINUTE#789
   DespatchAdviceReferencedDocument IssuerAssignedID=1#450
    FormattedIssueDateTime
     DateTimeString @format#790 @format:DAY_OR_MINUTE#791
   ReceivingAdviceReferencedDocument IssuerAssignedID=1#584
    FormattedIssueDateTime
     DateTimeString @format#792 @format:DAY_OR_MINUTE#793
   RelatedSupplyChainConsignment
    SpecifiedLogisticsTransportMovement ModeCode=1#322
     ModeCode .:TRANSPORT_MODES#346
   ShipFromTradeParty ID<=1#794 RoleCode<=1#795 URIUniversalCommunication<=1#796 SpecifiedTaxRegistration<=1#797
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#798
     FaxUniversalCommunication CompleteNumber=1#799
     TelephoneUniversalCommunication CompleteNumber=1#800
    GlobalID @schemeID#801 @schemeID:PARTY_SCHEMES_WIDE#802
    PostalTradeAddress CountryID=1#803 CountrySubDivisionName<=1#804
     CountryID .:COUNTRIES_UBL#805
    SpecifiedLegalOrganization
     ID @schemeID:ICD#806
     PostalTradeAddress CountryID=1#807 CountrySubDivisionName<=1#808
      CountryID .:COUNTRIES_UBL#809
    SpecifiedTaxRegistration ID=1#810
     ID @schemeID#811
    URIUniversalCommunication URIID=1#812
     URIID @schemeID#813 @schemeID:ADDRESS_SCHEMES#814
   ShipToTradeParty ID<=1#451 RoleCode<=1#815 URIUniversalCommunication<=1#816 SpecifiedTaxRegistration<=1#817
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#818
     FaxUniversalCommunication CompleteNumber=1#819
     TelephoneUniversalCommunication CompleteNumber=1#820
    GlobalID @schemeID#453 @schemeID:PARTY_SCHEMES_WIDE#821
    PostalTradeAddress CountryID=1#455 CountrySubDivisionName<=1#456
     CountryID .:COUNTRIES_UBL#822
    SpecifiedLegalOrganization
     ID @schemeID:ICD#823
     PostalTradeAddress CountryID=1#824 CountrySubDivisionName<=1#825
      CountryID .:COUNTRIES_UBL#826
    SpecifiedTaxRegistration ID=1#827
     ID @schemeID#828
    URIUniversalCommunication URIID=1#829
     URIID @schemeID#830 @schemeID:ADDRESS_SCHEMES#831
   UltimateShipToTradeParty ID<=1#832 RoleCode<=1#833 URIUniversalCommunication<=1#834 SpecifiedTaxRegistration<=1#835
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#836
     FaxUniversalCommunication CompleteNumber=1#837
     TelephoneUniversalCommunication CompleteNumber=1#838
    GlobalID @schemeID#839 @schemeID:PARTY_SCHEMES_WIDE#840
    PostalTradeAddress CountryID=1#841 CountrySubDivisionName<=1#842
     CountryID .:COUNTRIES_UBL#843
    SpecifiedLegalOrganization
     ID @schemeID:ICD#844
     PostalTradeAddress CountryID=1#845 CountrySubDivisionName<=1#846
      CountryID .:COUNTRIES_UBL#847
    SpecifiedTaxRegistration ID=1#848
     ID @schemeID#849
    URIUniversalCommunication URIID=1#850
     URIID @schemeID#851 @schemeID:ADDRESS_SCHEMES#852
  ApplicableHeaderTradeSettlement PaymentReference<=1#172 InvoiceCurrencyCode=1#38 ApplicableTradeTax>=1#173
  ApplicableHeaderTradeSettlement SpecifiedTradeSettlementHeaderMonetarySummation=1#39
   ApplicableTradeTax CalculatedAmount=1#176 TypeCode=1#458 BasisAmount=1#177 LineTotalBasisAmount<=1#323
   ApplicableTradeTax AllowanceChargeBasisAmount<=1#324 CategoryCode=1#178
    CategoryCode .:CATEGORIES#853
    DueDateTypeCode .:UNTDID_2475#854
    ExemptionReasonCode .:VATEX#855
    TaxPointDate
     DateString @format#590 @format:DAY#856
    TypeCode .:TAXES#857
   BillingSpecifiedPeriod Description<=1#858
    EndDateTime
     DateTimeString @format#460 @format:DAY#859
    StartDateTime
     DateTimeString @format#462 @format:DAY#860
   InvoiceCurrencyCode .:CURRENCIES_OF_PROFILES#861
   InvoiceReferencedDocument IssuerAssignedID=1#415
    FormattedIssueDateTime
     DateTimeString @format#465 @format:DAY_OR_MINUTE#862
    TypeCode .:INVOICES_REFERRED_TO#863
   InvoiceeTradeParty ID<=1#864 Name=1#865 RoleCode<=1#866 URIUniversalCommunication<=1#867
   InvoiceeTradeParty SpecifiedTaxRegistration<=1#868
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#869
     FaxUniversalCommunication CompleteNumber=1#870
     TelephoneUniversalCommunication CompleteNumber=1#871
    GlobalID @schemeID#872 @schemeID:PARTY_SCHEMES_WIDE#873
    PostalTradeAddress CountryID=1#874 CountrySubDivisionName<=1#875
     CountryID .:COUNTRIES_UBL#876
    SpecifiedLegalOrganization
     ID @schemeID:ICD#877
     PostalTradeAddress CountryID=1#878 CountrySubDivisionName<=1#879
      CountryID .:COUNTRIES_UBL#880
    SpecifiedTaxRegistration ID=1#881
     ID @schemeID#882
    URIUniversalCommunication URIID=1#883
     URIID @schemeID#884 @schemeID:ADDRESS_SCHEMES#885
   InvoicerTradeParty ID<=1#886 Name=1#887 RoleCode<=1#888 URIUniversalCommunication<=1#889
   InvoicerTradeParty SpecifiedTaxRegistration<=1#890
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#891
     FaxUniversalCommunication CompleteNumber=1#892
     TelephoneUniversalCommunication CompleteNumber=1#893
    GlobalID @schemeID#894 @schemeID:PARTY_SCHEMES_WIDE#895
    PostalTradeAddress CountryID=1#896 CountrySubDivisionName<=1#897
     CountryID .:COUNTRIES_UBL#898
    SpecifiedLegalOrganization
     ID @schemeID:ICD#899
     PostalTradeAddress CountryID=1#900 CountrySubDivisionName<=1#901
      CountryID .:COUNTRIES_UBL#902
    SpecifiedTaxRegistration ID=1#903
     ID @schemeID#904
    URIUniversalCommunication URIID=1#905
     URIID @schemeID#906 @schemeID:ADDRESS_SCHEMES#907
   PayeeTradeParty ID<=1#467 Name=1#469 RoleCode<=1#908 URIUniversalCommunication<=1#909
   PayeeTradeParty SpecifiedTaxRegistration<=1#910
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#911
     FaxUniversalCommunication CompleteNumber=1#912
     TelephoneUniversalCommunication CompleteNumber=1#913
    GlobalID @schemeID#470 @schemeID:PARTY_SCHEMES_WIDE#914
    PostalTradeAddress CountryID=1#915 CountrySubDivisionName<=1#916
     CountryID .:COUNTRIES_UBL#917
    SpecifiedLegalOrganization
     ID @schemeID:ICD#918
     PostalTradeAddress CountryID=1#919 CountrySubDivisionName<=1#920
      CountryID .:COUNTRIES_UBL#921
    SpecifiedTaxRegistration ID=1#922
     ID @schemeID#923
    URIUniversalCommunication URIID=1#924
     URIID @schemeID#925 @schemeID:ADDRESS_SCHEMES#926
   PayerTradeParty ID<=1#927 Name=1#928 RoleCode<=1#929 URIUniversalCommunication<=1#930
   PayerTradeParty SpecifiedTaxRegistration<=1#931
    DefinedTradeContact
     EmailURIUniversalCommunication URIID=1#932
     FaxUniversalCommunication CompleteNumber=1#933
     TelephoneUniversalCommunication CompleteNumber=1#934
    GlobalID @schemeID#935 @schemeID:PARTY_SCHEMES_WIDE#936
    PostalTradeAddress CountryID=1#937 CountrySubDivisionName<=1#938
     CountryID .:COUNTRIES_UBL#939
    SpecifiedLegalOrganization
     ID @schemeID:ICD#940
     PostalTradeAddress CountryID=1#941 CountrySubDivisionName<=1#942
      CountryID .:COUNTRIES_UBL#943
    SpecifiedTaxRegistration ID=1#944
     ID @schemeID#945
    URIUniversalCommunication URIID=1#946
     URIID @schemeID#947 @schemeID:ADDRESS_SCHEMES#948
   ReceivableSpecifiedTradeAccountingAccount
    TypeCode .:ACCOUNT_TYPES#949
   SpecifiedAdvancePayment IncludedTradeTax>=1#325 InvoiceSpecifiedReferencedDocument<=1#326
    FormattedReceivedDateTime
     DateTimeString @format#950 @format:DAY_OR_MINUTE#951
    IncludedTradeTax CalculatedAmount=1#952 TypeCode=1#953 CategoryCode=1#954
     CategoryCode .:CATEGORIES#955
     ExemptionReasonCode .:VATEX#956
     TypeCode .:TAXES#957
    InvoiceSpecifiedReferencedDocument IssuerAssignedID=1#958
     FormattedIssueDateTime
      DateTimeString @format#959 @format:DAY_OR_MINUTE#960
     TypeCode .:INVOICES_REFERRED_TO#961
   SpecifiedFinancialAdjustment Reason=1#383 ActualAmount=1#962
   SpecifiedLogisticsServiceCharge Description=1#963 AppliedAmount=1#327 AppliedTradeTax>=1#328
    AppliedTradeTax TypeCode=1#964 CategoryCode=1#965 RateApplicablePercent=1#329
     CategoryCode .:CATEGORIES#966
     ExemptionReasonCode .:VATEX#967
     TypeCode .:TAXES#968
   SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184 CategoryTradeTax=1#185
    BasisQuantity @unitCode:UNITS#969
    CategoryTradeTax TypeCode=1#473 CategoryCode=1#474
     CategoryCode .:CATEGORIES#970
     ExemptionReasonCode .:VATEX#971
     TypeCode .:TAXES#972
    ReasonCode .:UNTDID_5189#973
   SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#477 ActualAmount=1#478 CategoryTradeTax=1#479
    BasisQuantity @unitCode:UNITS#974
    CategoryTradeTax TypeCode=1#480 CategoryCode=1#481
     CategoryCode .:CATEGORIES#975
     ExemptionReasonCode .:VATEX#976
     TypeCode .:TAXES#977
    ReasonCode[5153] .:UNTDID_5153#390
    ReasonCode[no_list] .:UNTDID_7161#978
   SpecifiedTradePaymentTerms Description<=1#187 DirectDebitMandateID<=1#188 PartialPaymentAmount<=1#330
   SpecifiedTradePaymentTerms PayeeTradeParty<=1#331
    ApplicableTradePaymentDiscountTerms
     BasisDateTime
      DateTimeString @format#979 @format:DAY#980
    ApplicableTradePaymentPenaltyTerms
     BasisDateTime
      DateTimeString @format#981 @format:DAY#982
     BasisPeriodMeasure @unitCode#277
    DueDateDateTime
     DateTimeString @format#484 @format:DAY#983
    PayeeTradeParty ID<=1#984 Name=1#985 RoleCode<=1#986 URIUniversalCommunication<=1#987
    PayeeTradeParty SpecifiedTaxRegistration<=1#988
     DefinedTradeContact
      EmailURIUniversalCommunication URIID=1#989
      FaxUniversalCommunication CompleteNumber=1#990
      TelephoneUniversalCommunication CompleteNumber=1#991
     GlobalID @schemeID#992 @schemeID:PARTY_SCHEMES_WIDE#993
     PostalTradeAddress CountryID=1#994 CountrySubDivisionName<=1#995
      CountryID .:COUNTRIES_UBL#996
     SpecifiedLegalOrganization
      ID @schemeID:ICD#997
      PostalTradeAddress CountryID=1#998 CountrySubDivisionName<=1#999
       CountryID .:COUNTRIES_UBL#1000
     SpecifiedTaxRegistration ID=1#1001
      ID @schemeID#1002
     URIUniversalCommunication URIID=1#1003
      URIID @schemeID#1004 @schemeID:ADDRESS_SCHEMES#1005
   SpecifiedTradeSettlementHeaderMonetarySummation LineTotalAmount=1#189 ChargeTotalAmount<=1#190
   SpecifiedTradeSettlementHeaderMonetarySummation AllowanceTotalAmount<=1#191 TaxBasisTotalAmount=1#41
   SpecifiedTradeSettlementHeaderMonetarySummation TaxTotalAmount[BT-5]<=1#42 TaxTotalAmount[BT-6]<=1#192
   SpecifiedTradeSettlementHeaderMonetarySummation RoundingAmount<=1#290 GrandTotalAmount=1#43
   SpecifiedTradeSettlementHeaderMonetarySummation TotalPrepaidAmount<=1#193 DuePayableAmount=1#44
    TaxTotalAmount[BT-5] @currencyID:CURRENCIES_OF_PROFILES#1006
    TaxTotalAmount[BT-6] @currencyID:CURRENCIES_OF_PROFILES#1007
   SpecifiedTradeSettlementPaymentMeans TypeCode=1#488 Information<=1#291 PayeePartyCreditorFinancialAccount<=1#194
    ApplicableTradeSettlementFinancialCard ID=1#608
    PayeeSpecifiedCreditorFinancialInstitution BICID=1#292
    PayerPartyDebtorFinancialAccount IBANID=1#195
    TypeCode .:UNTDID_4461#1008
   TaxApplicableTradeCurrencyExchange
    ConversionRateDateTime
     DateTimeString @format#1009 @format:DAY#1010
    SourceCurrencyCode .:CURRENCIES_OF_PROFILES#332
    TargetCurrencyCode .:CURRENCIES_OF_PROFILES#333
   TaxCurrencyCode .:CURRENCIES_OF_PROFILES#1011
  IncludedSupplyChainTradeLineItem AssociatedDocumentLineDocument=1#266 SpecifiedTradeProduct=1#267
   AssociatedDocumentLineDocument LineID=1#270
    IncludedNote Content<=1#1012 SubjectCode<=1#1013
     SubjectCode .:SUBJECTS_CII#1014
    LineStatusCode .:LINE_STATUS_CODES#334
    LineStatusReasonCode .:LINE_STATUSES#335
   SpecifiedLineTradeAgreement
    AdditionalReferencedDocument IssuerAssignedID=1#1015 TypeCode=1#1016 Name<=1#1017 AttachmentBinaryObject<=1#1018
     AttachmentBinaryObject @mimeCode#1019 @mimeCode:ATTACHED_TYPES#1020 @filename#1021
     FormattedIssueDateTime
      DateTimeString @format#1022 @format:DAY_OR_MINUTE#1023
     ReferenceTypeCode .:UNTDID_1153#1024
     TypeCode .:LINE_DOCUMENTS#1025
    ApplicableTradeDeliveryTerms DeliveryTypeCode=1#1026
     DeliveryTypeCode .:INCOTERMS#1027
     RelevantTradeLocation
      CountryID .:COUNTRIES_UBL#1028
    BuyerOrderReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1029 @format:DAY_OR_MINUTE#1030
    ContractReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1031 @format:DAY_OR_MINUTE#1032
    GrossPriceProductTradePrice ChargeAmount=1#273
     AppliedTradeAllowanceCharge[false] ChargeIndicator=1#530 ActualAmount=1#531
      ReasonCode .:UNTDID_5189#1033
     AppliedTradeAllowanceCharge[true] ChargeIndicator=1#1034 ActualAmount=1#1035
      ReasonCode[5153] .:TAXES#1036
     BasisQuantity @unitCode:UNITS#1037
    ItemSellerTradeParty RoleCode<=1#1038 Description<=1#1039 URIUniversalCommunication<=1#1040
    ItemSellerTradeParty SpecifiedTaxRegistration[VA]<=1#1041 SpecifiedTaxRegistration[FC]<=1#1042
     DefinedTradeContact
      EmailURIUniversalCommunication URIID=1#1043
      FaxUniversalCommunication CompleteNumber=1#1044
      TelephoneUniversalCommunication CompleteNumber=1#1045
     GlobalID @schemeID#1046 @schemeID:PARTY_SCHEMES_WIDE#1047
     PostalTradeAddress CountryID=1#1048 CountrySubDivisionName<=1#1049
      CountryID .:COUNTRIES_UBL#1050
     SpecifiedLegalOrganization
      ID @schemeID:ICD#1051
     SpecifiedTaxRegistration[FC] ID=1#1052
      ID @schemeID#1053
     SpecifiedTaxRegistration[VA] ID=1#1054
      ID @schemeID#1055
     URIUniversalCommunication URIID=1#1056
      URIID @schemeID#1057 @schemeID:ADDRESS_SCHEMES#1058
    NetPriceProductTradePrice ChargeAmount=1#532 IncludedTradeTax<=1#336
     BasisQuantity @unitCode:UNITS#1059
     IncludedTradeTax CalculatedAmount=1#1060 TypeCode=1#1061 CategoryCode=1#1062 RateApplicablePercent=1#1063
      CategoryCode .:CATEGORIES#1064
      ExemptionReasonCode .:VATEX#1065
      TypeCode .:VAT#1066
    QuotationReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1067 @format:DAY_OR_MINUTE#1068
    SellerOrderReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1069 @format:DAY_OR_MINUTE#1070
    UltimateCustomerOrderReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1071 @format:DAY_OR_MINUTE#1072
   SpecifiedLineTradeDelivery
    ActualDeliverySupplyChainEvent OccurrenceDateTime=1#1073
     OccurrenceDateTime
      DateTimeString @format#1074 @format:DAY#1075
    BilledQuantity @unitCode:UNITS#1076
    ChargeFreeQuantity @unitCode#1077 @unitCode:UNITS#1078
    DeliveryNoteReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1079 @format:DAY_OR_MINUTE#1080
    DespatchAdviceReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1081 @format:DAY_OR_MINUTE#1082
    PackageQuantity @unitCode#1083 @unitCode:UNITS#1084
    PerPackageUnitQuantity @unitCode#1085 @unitCode:UNITS#1086
    ReceivingAdviceReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1087 @format:DAY_OR_MINUTE#1088
    ShipToTradeParty ID<=1#1089 RoleCode<=1#1090 URIUniversalCommunication<=1#1091 SpecifiedTaxRegistration<=1#1092
     DefinedTradeContact
      EmailURIUniversalCommunication URIID=1#1093
      FaxUniversalCommunication CompleteNumber=1#1094
      TelephoneUniversalCommunication CompleteNumber=1#1095
     GlobalID @schemeID#1096 @schemeID:PARTY_SCHEMES_WIDE#1097
     PostalTradeAddress CountryID=1#1098 CountrySubDivisionName<=1#1099
      CountryID .:COUNTRIES_UBL#1100
     SpecifiedLegalOrganization
      ID @schemeID#1101 @schemeID:ICD#1102
     SpecifiedTaxRegistration ID=1#1103
      ID @schemeID#1104
     URIUniversalCommunication URIID=1#1105
      URIID @schemeID#1106 @schemeID:ADDRESS_SCHEMES#1107
    UltimateShipToTradeParty ID<=1#1108 RoleCode<=1#1109 URIUniversalCommunication<=1#1110
    UltimateShipToTradeParty SpecifiedTaxRegistration<=1#1111
     DefinedTradeContact
      EmailURIUniversalCommunication URIID=1#1112
      FaxUniversalCommunication CompleteNumber=1#1113
      TelephoneUniversalCommunication CompleteNumber=1#1114
     GlobalID @schemeID#1115 @schemeID:PARTY_SCHEMES_WIDE#1116
     PostalTradeAddress CountryID=1#1117 CountrySubDivisionName<=1#1118
      CountryID .:COUNTRIES_UBL#1119
     SpecifiedLegalOrganization
      ID @schemeID:ICD#1120
     SpecifiedTaxRegistration ID=1#1121
      ID @schemeID#1122
     URIUniversalCommunication URIID=1#1123
      URIID @schemeID#1124 @schemeID:ADDRESS_SCHEMES#1125
   SpecifiedLineTradeSettlement InvoiceReferencedDocument<=1#337
    AdditionalReferencedDocument IssuerAssignedID=1#615 TypeCode=1#616
     ReferenceTypeCode .:UNTDID_1153#1126
     TypeCode .:LINE_DOCUMENTS#1127
    ApplicableTradeTax CalculatedAmount<=1#338
     CategoryCode .:CATEGORIES#1128
     DueDateTypeCode .:UNTDID_2475#1129
     ExemptionReasonCode .:VATEX#1130
     TypeCode .:TAXES#1131
    BillingSpecifiedPeriod
     EndDateTime
      DateTimeString @format#539 @format:DAY#1132
     StartDateTime
      DateTimeString @format#541 @format:DAY#1133
    InvoiceReferencedDocument
     FormattedIssueDateTime
      DateTimeString @format#1134 @format:DAY_OR_MINUTE#1135
     TypeCode .:INVOICES_REFERRED_TO#1136
    SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#543 ActualAmount=1#544
     ReasonCode .:UNTDID_5189#1137
    SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#546 ActualAmount=1#547
     ReasonCode[5153] .:TAXES#1138
     ReasonCode[no_list] .:UNTDID_7161#1139
    SpecifiedTradeSettlementLineMonetarySummation LineTotalAmount<=1#382 ChargeTotalAmount<=1#1140
    SpecifiedTradeSettlementLineMonetarySummation AllowanceTotalAmount<=1#1141 TaxTotalAmount[BT-5_of_root]<=1#387
    SpecifiedTradeSettlementLineMonetarySummation TaxTotalAmount[BT-6_of_root]<=1#388 GrandTotalAmount<=1#340
    SpecifiedTradeSettlementLineMonetarySummation TotalAllowanceChargeAmount<=1#341
     TaxTotalAmount[BT-5_of_root] @currencyID:CURRENCIES_OF_PROFILES#1142
     TaxTotalAmount[BT-6_of_root] @currencyID:CURRENCIES_OF_PROFILES#1143
   SpecifiedTradeProduct Name=1#550 Description<=1#625
    ApplicableProductCharacteristic Description<=1#1144 Value<=1#384
    DesignatedProductClassification ClassName<=1#342
     ClassCode @listID#296 @listID:UNTDID_7143#1145
    GlobalID @schemeID#551 @schemeID:ICD#1146
    IncludedReferencedProduct ID<=1#1147 IndustryAssignedID<=1#343 Name=1#1148 Description<=1#1149 UnitQuantity<=1#344
     GlobalID @schemeID#1150 @schemeID:ICD#1151
     UnitQuantity @unitCode#1152 @unitCode:UNITS#1153
    ManufacturerTradeParty RoleCode<=1#1154 Description<=1#1155 URIUniversalCommunication<=1#1156
    ManufacturerTradeParty SpecifiedTaxRegistration[VA]<=2#386 SpecifiedTaxRegistration[FC]<=2#385
     DefinedTradeContact
      EmailURIUniversalCommunication URIID=1#1157
      FaxUniversalCommunication CompleteNumber=1#1158
      TelephoneUniversalCommunication CompleteNumber=1#1159
     GlobalID @schemeID#1160 @schemeID:PARTY_SCHEMES_WIDE#1161
     PostalTradeAddress CountryID=1#1162 CountrySubDivisionName<=1#1163
      CountryID .:COUNTRIES_UBL#1164
     SpecifiedLegalOrganization
      ID @schemeID:ICD#1165
     SpecifiedTaxRegistration[FC] ID=1#1166
      ID @schemeID#1167
     SpecifiedTaxRegistration[VA] ID=1#1168
      ID @schemeID#1169
     URIUniversalCommunication URIID=1#1170
      URIID @schemeID#1171 @schemeID:ADDRESS_SCHEMES#1172
    OriginTradeCountry ID=1#627
     ID .:COUNTRIES_UBL#1173
"""

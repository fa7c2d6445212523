"""Behind which finding each one is: only what follows from it."""

from dataclasses import replace

from domain.causes import by_cause
from domain.finding import Finding, Level, Pack, Severity
from domain.text import Text
from validators.causes import with_causes

TEXT = Text("Une phrase.", "A sentence.")


def found(
    code: str,
    field: str | None = None,
    *,
    severity: Severity = Severity.FATAL,
    pack: Pack = Pack.CHORUS_PRO,
    level: Level = Level.FACTURE,
    term: str = "",
    path: str = "",
    value: str = "",
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        level=level,
        field=field,
        message=TEXT,
        remedy=TEXT,
        pack=pack,
        term=term,
        path=path,
        value=value,
    )


def official(code: str, term: str = "", path: str = "", severity: Severity = Severity.FATAL) -> Finding:
    return found(code, pack=Pack.EN16931, term=term, path=path, severity=severity)


def grouped(*findings: Finding) -> dict[str, set[str]]:
    """By headline, the codes behind it."""
    causes = by_cause(with_causes(findings))
    return {cause.headline.code: set(cause.codes) for cause in causes}


def test_an_unreadable_file_silences_all_the_rest() -> None:
    stopped = found("LEC-005", level=Level.DEPOT, pack=Pack.LECTURE)
    assert grouped(official("BR-02", "BT-1"), found("ACH-04", "code_service"), stopped) == {
        "LEC-005": {"BR-02", "ACH-04"}
    }


def test_the_file_that_carries_the_xml_is_told_before_the_xml() -> None:
    inside = found("LEC-005", level=Level.DEPOT, pack=Pack.LECTURE)
    around = found("LEC-024", level=Level.DEPOT, pack=Pack.LECTURE)
    assert grouped(inside, around) == {"LEC-024": {"LEC-005"}}


def test_an_unknown_recipient_silences_what_its_structure_asks_and_no_amount() -> None:
    found_ = grouped(
        found("TOT-03", "montant_ttc"),
        found("ACH-03", "code_service", pack=Pack.ACHEMINEMENT),
        replace(official("BR-FR-12_BT-49", "BT-49"), pack=Pack.BR_FR),
        found("ACH-01", "siret_destinataire", pack=Pack.ACHEMINEMENT),
    )
    assert found_ == {"ACH-01": {"ACH-03", "BR-FR-12_BT-49"}, "TOT-03": set()}


def test_a_missing_amount_silences_the_sums_it_is_in_and_no_other() -> None:
    missing = found("MNT-02", "montant_ttc")
    sums = (official("BR-CO-15", "BT-112"), official("BR-CO-16", "BT-115"), official("BR-CO-10", "BT-106"))
    assert grouped(*sums, missing) == {"MNT-02": {"BR-CO-15", "BR-CO-16"}, "BR-CO-10": set()}


def test_one_wrong_total_in_two_sums_is_told_by_the_sum_that_computes_it() -> None:
    assert grouped(found("TOT-06", "montant_a_payer"), found("TOT-03", "montant_ttc")) == {"TOT-03": {"TOT-06"}}
    assert grouped(found("TOT-03", "montant_ttc"), found("TOT-05", "montant_ht"), found("TOT-08", "montant_ht")) == {
        "TOT-05": {"TOT-03", "TOT-08"}
    }


def test_two_wrong_totals_are_two_headlines() -> None:
    assert grouped(found("TOT-02", "montant_tva"), found("TOT-06", "montant_a_payer")) == {
        "TOT-02": set(),
        "TOT-06": set(),
    }
    heads = grouped(
        found("TOT-07", "montant_ht"),
        found("TOT-05", "montant_ht"),
        found("TOT-03", "montant_ttc"),
        found("TOT-06", "montant_a_payer"),
    )
    assert set(heads) == {"TOT-07", "TOT-03"} or set(heads) == {"TOT-05", "TOT-03"}


def test_a_wrong_vat_is_one_fault_in_its_group_and_in_the_total() -> None:
    group, total = found("TOT-01", "montant_tva"), found("TOT-03", "montant_ttc")
    assert grouped(group, official("BR-S-09", "BT-117"), total) == {"TOT-01": {"BR-S-09", "TOT-03"}}
    apart = grouped(group, found("TOT-02", "montant_tva"), total)
    assert len(apart) == 2, "the total is not the sum of the groups: TTC may be wrong by the total alone"


def test_a_rate_that_does_not_exist_is_told_once_and_before_what_was_computed_with_it() -> None:
    rates = [
        found(f"BR-FR-16_{term}", term=term, pack=Pack.BR_FR, path=f"/Invoice/{term}")
        for term in ("BT-96", "BT-119", "BT-152")
    ]
    found_ = grouped(found("TOT-01", "montant_tva"), *rates, found("REG-03", severity=Severity.WARNING))
    assert found_ == {"BR-FR-16_BT-119": {"TOT-01", "BR-FR-16_BT-96", "BR-FR-16_BT-152", "REG-03"}}
    on_a_line = grouped(found("TOT-01", "montant_tva"), rates[2])
    assert set(on_a_line) == {"TOT-01", "BR-FR-16_BT-152"}


def test_a_category_of_vat_is_one_fault_wherever_it_is_repeated() -> None:
    unknown = [found(code, pack=Pack.EN16931, path=f"/{code}") for code in ("BR-CL-17", "BR-CL-18")]
    french = [found(f"BR-FR-15_{term}-1", pack=Pack.BR_FR, path=f"/{term}") for term in ("BT-118", "BT-151")]
    assert list(grouped(*unknown, *french, found("REG-04", severity=Severity.WARNING))) == ["BR-CL-17"]
    rates = [official(f"BR-Z-{number}", term) for number, term in (("05", "BT-152"), ("06", "BT-96"))]
    assert list(grouped(found("REG-05", "montant_tva"), *rates)) == ["REG-05"]


def test_a_negative_price_is_not_said_to_be_badly_written() -> None:
    badly, negative = (
        official("BR-FR-DEC-03_BT-146", "BT-146", "/Invoice/Line"),
        official("BR-27", "BT-146", "/Invoice/Line"),
    )
    assert grouped(badly, negative) == {"BR-27": {"BR-FR-DEC-03_BT-146"}}


def test_sums_that_lack_an_unreadable_amount_are_not_told() -> None:
    unread = found("LEC-030", term="BT-131", pack=Pack.LECTURE, path="LineExtensionAmount", value="150,00")
    assert list(grouped(unread, found("TOT-09", "montant_ht", severity=Severity.WARNING))) == ["LEC-030"]


def test_without_lines_no_sum_of_lines_is_told() -> None:
    sums = (official("BR-S-08", "BT-116"), official("BR-CO-10", "BT-106"))
    assert grouped(official("BR-16", "BG-25"), *sums) == {"BR-16": {"BR-S-08", "BR-CO-10"}}


def test_vat_computed_with_an_unreadable_base_is_not_told() -> None:
    unread = found("LEC-030", term="BT-116", pack=Pack.LECTURE, path="TaxableAmount", value="1 437.62")
    assert grouped(unread, official("BR-S-09", "BT-117")) == {"LEC-030": {"BR-S-09"}}


def test_a_rule_of_a_type_of_data_is_behind_what_is_said_of_its_element() -> None:
    named = replace(official("BR-FR-DEC-01_BT-92_BT-99", "BT-92", "/Invoice/Amount"), value="22.381")
    typed = replace(official("UBL-DT-01", "", "/Invoice/Amount"), value="22.381")
    assert grouped(named, typed) == {named.code: {"UBL-DT-01"}}
    assert len(grouped(named, replace(typed, path="/Invoice/Other"))) == 2


def test_our_sentence_comes_before_the_official_one_on_the_same_term() -> None:
    assert grouped(official("BR-02", "BT-1"), found("NUM-01", "numero_facture")) == {"NUM-01": {"BR-02"}}
    assert grouped(official("BR-E-10", "BT-120"), found("REG-01", "montant_tva")) == {"REG-01": {"BR-E-10"}}


def test_an_official_refusal_without_a_rule_of_ours_is_a_headline() -> None:
    assert grouped(official("BR-09", "BT-40"), found("NUM-01", "numero_facture")) == {"NUM-01": set(), "BR-09": set()}


def test_a_refusal_is_never_behind_a_warning() -> None:
    warned = found("TVA-01", "tva_fournisseur", severity=Severity.WARNING)
    assert grouped(warned, official("BR-FR-XX", "BT-31")) == {"BR-FR-XX": set(), "TVA-01": set()}
    assert grouped(warned, replace(warned, code="TVA-09", severity=Severity.FATAL)) == {"TVA-09": {"TVA-01"}}


def test_a_deviation_from_the_schema_is_behind_the_cause_on_its_term() -> None:
    deviates = found("XSD-01", pack=Pack.XSD, term="BT-2", path="/Invoice/IssueDate")
    other = found("XSD-01", pack=Pack.XSD, term="BT-40", path="/Invoice/Country")
    causes = by_cause(with_causes((other, deviates, found("DATE-01", "date_facture"))))
    assert [(cause.headline.code, cause.headline.term, cause.codes) for cause in causes] == [
        ("DATE-01", "", ("XSD-01",)),
        ("XSD-01", "BT-40", ()),
    ]


def test_faults_on_two_lines_are_two() -> None:
    first = official("BR-22", "BT-129", "/Invoice/InvoiceLine[1]")
    second = official("BR-CL-23", "BT-130", "/Invoice/InvoiceLine[2]/InvoicedQuantity")
    assert grouped(first, second) == {"BR-22": set(), "BR-CL-23": set()}


def test_the_rest_of_a_code_is_counted_with_it() -> None:
    lines = tuple(official("BR-24", "BT-131", f"/Invoice/InvoiceLine[{rank}]") for rank in range(1, 21))
    rest = replace(found("NAV-00", severity=Severity.INFO, pack=Pack.NAVETTE, value="7"), behind="BR-24")
    (cause,) = by_cause(with_causes((*lines, rest)))
    assert (cause.count, len(cause.repeated), cause.codes) == (27, 19, ())


def test_order_is_file_routing_values_form() -> None:
    causes = by_cause(
        with_causes(
            (
                found("XSD-01", pack=Pack.XSD, path="/a/b"),
                found("TVA-01", "tva_fournisseur", severity=Severity.WARNING),
                found("NUM-02", "numero_facture"),
                found("ACH-04", "code_service", pack=Pack.ACHEMINEMENT),
            )
        )
    )
    assert [cause.headline.code for cause in causes] == ["ACH-04", "NUM-02", "XSD-01", "TVA-01"]


def test_findings_of_before_are_grouped_by_field() -> None:
    causes = by_cause(
        (
            official("BR-02", "BT-1"),
            found("SIRET-03", "siret_destinataire", severity=Severity.WARNING),
            found("ACH-01", "siret_destinataire"),
        )
    )
    assert [(cause.headline.code, cause.codes) for cause in causes] == [("ACH-01", ("SIRET-03",)), ("BR-02", ())]


def test_no_finding_is_lost() -> None:
    findings = (found("NUM-01", "numero_facture"), official("BR-02", "BT-1"), official("BR-09"), official("BR-09"))
    settled = with_causes(findings)
    assert sorted(one.code for cause in by_cause(settled) for one in cause.findings) == sorted(
        one.code for one in findings
    )

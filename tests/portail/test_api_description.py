"""The API keeps to its own description, whatever is asked: what it does not allow is refused, and nothing breaks it."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from domain.espace import Droit, Espace
from portail.app import create_app
from tests.portail.monde import Site
from tests.portail.test_api import key_of

EXAMPLES = int(os.environ.get("NAVETTE_API_EXAMPLES", "8"))
PAPETERIE = "99900011000018"
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]


@pytest.fixture
def authorised(site: Site) -> dict[str, str]:
    made = site.account()
    site.attach(made, PAPETERIE)
    for espace in (Espace.FACTURES_EMISES, Espace.RACCORDEMENTS, Espace.SUIVI_DES_FLUX):
        site.grant(made, espace, PAPETERIE, droit=Droit.MODIFICATION)
    return {"Authorization": f"Bearer {key_of(site.connected(), droit='modification')}", "Host": "localhost"}


def test_every_operation_answers_as_it_is_described(
    site: Site, authorised: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portail.api.asker.MOST", 10**9)
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", create_app(site.portail), headers={"Host": "localhost"}
    )
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 8
    for operation in operations:

        @settings(max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def asked(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=authorised, checks=CHECKS)

        asked()

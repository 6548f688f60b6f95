"""GET /api/v1/openapi.json: the contract as a document, and as people read it."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from app.security.decorators import Scheme, declaration_of

READ = {"401", "403", "406", "429", "500", "503"}


@pytest.fixture
def contract(app):
    return app.test_client().get("/api/v1/openapi.json").json


@pytest.fixture
def operations(contract):
    return {
        (method.upper(), path): operation
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_valid_openapi_3_1(contract):
    assert contract["openapi"].startswith("3.1")
    assert [fault.message for fault in OpenAPIV31SpecValidator(contract).iter_errors()] == []


def test_it_lists_every_view_for_keys_and_no_other(app, operations):
    views = {
        (method, rule.rule.replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if declaration_of(app.view_functions[rule.endpoint]).scheme is Scheme.API_KEY
    }

    assert set(operations) == views


def test_every_operation_says_what_it_may_refuse(operations):
    for (method, path), operation in operations.items():
        expected = set(READ)
        expected |= {"404"} if "{" in path else set()
        expected |= {"400", "409", "413", "415", "422"} if "requestBody" in operation else set()
        assert operation["summary"].endswith(".")
        assert expected <= set(operation["responses"]), (method, path)


def test_every_refusal_is_a_problem_and_tells_its_request(operations):
    for operation in operations.values():
        for code, answer in operation["responses"].items():
            assert "X-Request-Id" in answer["headers"]
            if int(code) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_creation_asks_for_an_idempotency_key_and_every_identifier_has_a_shape(operations):
    for (method, _), operation in operations.items():
        names = [parameter.get("$ref", parameter.get("name")) for parameter in operation["parameters"]]
        assert ("#/components/parameters/IdempotencyKey" in names) == (method == "POST")
        for parameter in operation["parameters"]:
            assert parameter.get("in") != "path" or parameter["schema"]["pattern"].startswith("^")


def test_every_field_of_an_answer_that_is_an_amount_is_a_whole_number(contract):
    amounts = {
        (name, field): schema
        for name, shown in contract["components"]["schemas"].items()
        for field, schema in shown.get("properties", {}).items()
        if field.endswith("_minor")
    }
    assert amounts
    for place, schema in amounts.items():
        kinds = {each["type"] for each in schema.get("anyOf", [schema])}
        assert "integer" in kinds, place
        assert kinds <= {"integer", "null"}, place


def test_every_body_forbids_fields_it_does_not_know(contract, operations):
    for operation in operations.values():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            assert contract["components"]["schemas"][name]["additionalProperties"] is False


def test_the_limit_of_a_list_is_told(operations):
    limits = [each["schema"] for each in operations["GET", "/api/v1/players"]["parameters"] if each["name"] == "limit"]

    assert [(limit["minimum"], limit["maximum"], limit["default"]) for limit in limits] == [(1, 200, 50)]

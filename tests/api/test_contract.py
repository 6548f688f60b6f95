"""GET /api/v1/openapi.json."""

METHODS = {
    "/api/v1/players": {"post"},
    "/api/v1/players/{player_id}": {"get"},
    "/api/v1/players/{player_id}/balances": {"get"},
    "/api/v1/players/{player_id}/login-sessions": {"post"},
    "/api/v1/players/{player_id}/deposits": {"post"},
    "/api/v1/players/{player_id}/game-sessions": {"post"},
    "/api/v1/login-sessions/{session_id}": {"delete"},
}


def test_the_contract_lists_every_operation_with_its_schemas_and_problems(app):
    contract = app.test_client().get("/api/v1/openapi.json").json

    assert contract["openapi"].startswith("3.1")
    assert {path: set(operations) for path, operations in contract["paths"].items()} == METHODS
    for operations in contract["paths"].values():
        for operation in operations.values():
            assert operation["summary"].endswith(".")
            assert {"401", "403", "404", "503"} <= set(operation["responses"])
    create = contract["paths"]["/api/v1/players"]["post"]
    assert {"201", "400", "409", "413", "415", "422"} <= set(create["responses"])
    assert "birth_date" in str(contract["components"]["schemas"])


def test_every_schema_the_contract_refers_to_is_there(app):
    contract = app.test_client().get("/api/v1/openapi.json").json

    names = set(contract["components"]["schemas"])
    assert references(contract) <= {f"#/components/schemas/{name}" for name in names}
    assert references(contract)


def references(node):
    if isinstance(node, dict):
        here = {node["$ref"]} if "$ref" in node else set()
        return here.union(*(references(value) for value in node.values()))
    return set().union(*(references(value) for value in node)) if isinstance(node, list) else set()

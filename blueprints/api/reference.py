"""The contract as people read it: operations by resource, each with what it takes, gives and refuses."""

from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]
TITLES = {
    "players": "Players",
    "protection": "Suspending and restricting players",
    "sessions": "Sessions",
    "deposit_attempts": "Attempts to deposit",
    "deposits": "Deposits",
    "withdrawals": "Withdrawals",
    "adjustments": "Adjustments",
}


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a body; `kind` in words."""

    name: str
    kind: str
    rule: str
    is_required: bool
    about: str = ""


@dataclass(frozen=True)
class Operation:
    """One method of one address."""

    name: str
    method: str
    path: str
    summary: str
    parameters: list[Field]
    body: str
    answers: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Schema:
    """A kind of object."""

    name: str
    about: str
    fields: list[Field]


def reference(contract: Node) -> dict[str, Any]:
    """What the page is handed."""
    operations = [
        _operation(path, method, operation, contract)
        for path, methods in sorted(contract["paths"].items())
        for method, operation in methods.items()
    ]
    places = {
        each["operationId"]: each["tags"][0] for methods in contract["paths"].values() for each in methods.values()
    }
    return {
        "about": contract["info"]["description"],
        "resources": [
            (title, [each for each in operations if places[each.name] == tag]) for tag, title in TITLES.items()
        ],
        "schemas": [
            Schema(name, schema.get("description", ""), _fields(schema))
            for name, schema in sorted(contract["components"]["schemas"].items())
        ],
    }


def _operation(path: str, method: str, operation: Node, contract: Node) -> Operation:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        parameters=[_parameter(_resolved(each, contract)) for each in operation["parameters"]],
        body=_target(body),
        answers=[(code, each["description"], _given(each)) for code, each in operation["responses"].items()],
    )


def _parameter(parameter: Node) -> Field:
    schema = parameter["schema"]
    about = parameter.get("description", "")
    return Field(parameter["name"], parameter["in"], _rule(schema), parameter["required"], about)


def _fields(schema: Node) -> list[Field]:
    required = schema.get("required", [])
    return [
        Field(name, _kind(each), _rule(each), name in required) for name, each in schema.get("properties", {}).items()
    ]


def _kind(schema: Node) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return _target(schema) or schema.get("format") or schema.get("type", "")


def _rule(schema: Node) -> str:
    names = {"enum": "one of", "pattern": "like", "minLength": "from length", "maxLength": "to length"}
    names |= {"exclusiveMinimum": "above", "minimum": "from", "maximum": "to", "default": "by default"}
    told = [(name, schema[key]) for key, name in names.items() if schema.get(key) not in (None, "", [])]
    return ", ".join(f"{name} {', '.join(filter(None, value)) if name == 'one of' else value}" for name, value in told)


def _given(answer: Node) -> str:
    content: list[Node] = list(answer.get("content", {}).values())
    return _target(content[0]["schema"]) if content else ""


def _target(schema: Node) -> str:
    return schema.get("$ref", "").rpartition("/")[2]


def _resolved(parameter: Node, contract: Node) -> Node:
    return contract["components"]["parameters"][_target(parameter)] if "$ref" in parameter else parameter

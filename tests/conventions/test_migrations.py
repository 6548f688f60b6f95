"""Migrations stand in one line, each under its own number: of two that share one, half the databases would lack one."""

import ast

import pytest

from tests.conventions.sources import ROOT, tree

FOLDER = ROOT / "migrations/versions"


def values(module):
    """What the file assigns at its top, by name."""
    lines = [node for node in module.body if isinstance(node, ast.Assign)]
    return {node.targets[0].id: ast.literal_eval(node.value) for node in lines}


def faults(migrations):
    """What is wrong with migrations, given as file name → what it says of itself."""
    found, before = [], None
    for name, said in sorted(migrations.items()):
        if said["revision"] != name[:4]:
            found.append(f"{name} calls itself {said['revision']}")
        if said["down_revision"] != before:
            found.append(f"{name} follows {said['down_revision']}, not {before}")
        before = said["revision"]
    return found


def test_the_chain_of_migrations_is_one_line():
    assert faults({path.name: values(tree(path)) for path in FOLDER.glob("*.py")}) == []


@pytest.mark.parametrize(
    ("name", "revision", "follows"),
    [("0002_twice.py", "0002", "0001"), ("0003_aside.py", "0003", "0001"), ("0003_misnamed.py", "0004", "0002")],
)
def test_a_shared_number_and_a_fork_are_found(name, revision, follows):
    line = {"0001_first.py": {"revision": "0001", "down_revision": None}}
    line["0002_second.py"] = {"revision": "0002", "down_revision": "0001"}
    assert faults(line) == []
    assert faults(line | {name: {"revision": revision, "down_revision": follows}}) != []

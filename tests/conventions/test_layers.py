"""Imports go one way, and each thing is done in one place."""

import pytest

from tests.conventions.sources import imports, name, python_files

# What a folder may import of ours; a folder that is not named may import all of app.
MAY_IMPORT = {
    "app/areas/": (
        *("app.areas", "app.audit.events", "app.messages", "app.money", "app.security.permissions"),
        "app.settings",
    ),
    "app/demo/": ("app.money", "app.demo"),
    "app/egress/": ("app.egress", "app.errors"),
    "app/models/": ("app.models", "app.extensions", "app.ids", "app.money", "app.errors"),
    "app/providers/": ("app.providers", "app.money", "app.errors"),
    "app/psp/": ("app.psp", "app.money", "app.errors"),
    "app/queries/": (
        *("app.queries", "app.models", "app.extensions", "app.ids", "app.money", "app.errors", "app.clock"),
        *("app.reports", "app.settings"),
    ),
    "app/reports/": ("app.reports",),
}


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_layer_imports_only_what_lies_below_it(folder):
    allowed = MAY_IMPORT[folder]
    strays = {
        (name(path), module)
        for path in python_files("app")
        if name(path).startswith(folder)
        for module in imports(path)
        if module.split(".")[0] in ("app", "blueprints") and not module.startswith(allowed) and module != "app"
    }
    assert strays == set()


def test_nothing_in_app_imports_a_blueprint_but_the_factory():
    importing = {
        name(path) for path in python_files("app") if any(m.split(".")[0] == "blueprints" for m in imports(path))
    }
    assert importing == {"app/__init__.py"}


def test_only_the_egress_client_calls_out():
    """The casino stands outside and calls in; `serve` asks its own servers whether they are up."""
    ways_out = ("requests", "urllib.request", "http.client", "urllib3", "httpx", "aiohttp")
    calling = {
        name(path)
        for path in python_files("app", "blueprints")
        if any(module == way or module.startswith(f"{way}.") for module in imports(path) for way in ways_out)
    }
    outside = {path for path in calling if path.startswith("app/demo/")}
    assert calling - outside == {"app/egress/client.py", "app/cli/_servers.py"}


def test_only_transaction_commits():
    committing = {
        name(path)
        for path in python_files("app", "blueprints")
        if "session.commit(" in path.read_text() or "db.commit(" in path.read_text()
    }
    assert committing == {"app/extensions.py"}


def test_an_area_speaks_to_another_through_services_never_through_its_folder():
    crossing = {
        (name(path), module)
        for path in python_files("blueprints")
        for module in imports(path)
        if module.startswith("blueprints.") and module.split(".")[1] != name(path).split("/")[1]
    }
    assert crossing == set()


def test_blueprints_touch_no_model_for_writing():
    writing = {
        name(path)
        for path in python_files("blueprints")
        if "db.session.add" in path.read_text() or "transaction()" in path.read_text()
    }
    assert writing == set()


def test_an_area_declares_itself_without_the_declarations_of_another():
    crossing = {
        (name(path), module)
        for path in python_files("app")
        if name(path).startswith("app/areas/") and name(path) != "app/areas/__init__.py"
        for module in imports(path)
        if module.startswith("app.areas.") and module.split(".")[2] != name(path).split("/")[2]
    }
    assert crossing == set()

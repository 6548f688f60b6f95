"""Small files, small functions, small views, small templates: the sizes of STYLE.md."""

from statistics import median

from tests.conventions.sources import functions, length, name, python_files, templates, tracked

OURS = ("app", "blueprints", "benchmarks")


def lines(path):
    return len(path.read_text().splitlines())


def test_no_file_is_longer_than_300_lines():
    assert {name(path): lines(path) for path in python_files(*OURS, "tests", "migrations") if lines(path) > 300} == {}


def test_half_the_files_have_at_most_60_lines():
    assert median(lines(path) for path in python_files("app", "blueprints")) <= 60


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{name(path)}:{node.name}": length(node)
        for path in python_files(*OURS)
        for node in functions(path)
        if length(node) > 40
    }
    assert long == {}


def test_half_the_functions_have_at_most_6_lines():
    assert median(length(node) for path in python_files("app", "blueprints") for node in functions(path)) <= 6


def test_no_view_is_longer_than_12_lines():
    routes = [path for path in python_files("blueprints") if path.name == "routes.py" or "/routes/" in name(path)]
    assert {
        f"{name(path)}:{node.name}": length(node) for path in routes for node in functions(path) if length(node) > 12
    } == {}


def test_no_template_is_longer_than_120_lines_and_half_have_at_most_20():
    assert {name(path): lines(path) for path in templates() if lines(path) > 120} == {}
    assert median(lines(path) for path in templates()) <= 20


def test_no_drawer_for_odds_and_ends():
    assert [
        name(path) for path in tracked() if path.stem in ("utils", "util", "helpers", "helper", "common", "misc")
    ] == []

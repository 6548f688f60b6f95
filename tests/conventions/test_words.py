"""What the repository says, and what it must not say."""

import re

from tests.conventions.sources import ROOT, name, templates, tracked

TEXT = {".py", ".md", ".html", ".css", ".js", ".sql", ".toml", ".json", ".sh", ".lock", ".yaml", ".mako", ".ini", ""}
# Spelt in pieces, so that this file does not say them either.
INDEX_HOSTS = re.compile(
    "pypi" + r"\.org|files\." + "pythonhosted|registry\\." + "npmjs|deb\\." + "debian", re.IGNORECASE
)
MACHINE_PATHS = re.compile("/wo" + "rk/|/ro" + "ot/|/ho" + r"me/\w")


def texts():
    return [
        (name(path), path.read_text())
        for path in tracked()
        if path.suffix in TEXT and "static/vendor/" not in name(path)
    ]


def test_no_file_names_the_host_of_a_package_index():
    assert [where for where, text in texts() if INDEX_HOSTS.search(text)] == []


def test_no_file_carries_a_path_of_some_machine():
    assert [where for where, text in texts() if MACHINE_PATHS.search(text)] == []


def test_templates_hold_no_style_no_script_and_no_handler():
    inline = re.compile(r"""\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|hx-vals=.js:|\|\s*safe\b""")
    assert [name(path) for path in templates() if inline.search(path.read_text())] == []


def test_every_macro_a_template_imports_is_used():
    unused = []
    for path in templates():
        text = path.read_text()
        for names in re.findall(
            r"{%-?\s*from\s+['\"][^'\"]+['\"]\s+import\s+([^%]+?)(?:\s+with(?:out)? context)?\s*-?%}", text
        ):
            for macro in (part.split(" as ")[-1].strip() for part in names.split(",")):
                if len(re.findall(rf"\b{macro}\b", text)) < 2:
                    unused.append((name(path), macro))
    assert unused == []


def test_the_top_level_is_the_one_agreed_on():
    agreed = {
        "app",
        "blueprints",
        "templates",
        "static",
        "migrations",
        "wsgi.py",
        "pyproject.toml",
        "tests",
        "README.md",
    }
    assert agreed <= {path.name for path in ROOT.iterdir()}

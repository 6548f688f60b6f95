"""A page as a strict reader sees it: HTML5 without a parse error, named, labelled, guarded, and free of inline code."""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup
from bs4.builder import HTML5TreeBuilder
from flask.testing import FlaskClient

HANDLER = re.compile(r"^on[a-z]+$")
PARTIAL = re.compile(r"(<hx-partial[^>]*>)(<tr.*?)(</hx-partial>)", re.DOTALL)  # htmx reads it as a template
NO_DOCTYPE = "expected-doctype-but-got"  # a piece of a page has none
FIELDS = {"input", "select", "textarea"}
NOT_LABELLED = {"hidden", "submit", "button"}


class Reader(HTML5TreeBuilder):
    """Keeps what it stumbled over, so that a page is read once."""

    def feed(self, markup):
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup).original_encoding = None
        self.faults = [(place, code) for place, code, _ in parser.errors]
        self.underlying_builder.parser = None


class Page:
    """One answer, found strict; `soup` to look into it, `tags` all that is in it."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.get_data(as_text=True)
        assert response.mimetype == "text/html", response.mimetype
        reader = Reader()
        self.soup = BeautifulSoup(PARTIAL.sub(r"\1<table><tbody>\2</tbody></table>\3", self.text), builder=reader)
        self.faults, self.tags = reader.faults, self.soup.find_all(True)
        self.is_whole = self.text.lstrip().lower().startswith("<!doctype html>")
        insist_on_strictness(self)

    @property
    def title(self):
        return self.soup.title.string

    @property
    def heading(self):
        return said(self.soup.h1)

    @property
    def alert(self):
        found = self.soup.select_one("[role=alert]")
        return said(found) if found else ""

    @property
    def state(self):
        """Which of the five states a page shows instead of rows."""
        found = self.soup.select_one("[data-state]")
        return found["data-state"] if found else None

    def texts(self, selector):
        return [said(found) for found in self.soup.select(selector)]

    def link(self, text):
        """The address behind the words of a link."""
        found = [
            a["href"] for a in self.soup.find_all("a", href=True) if said(a) == text or a.get("aria-label") == text
        ]
        assert len(found) == 1, f"{len(found)} links say “{text}”"
        return found[0]


def open_page(client: FlaskClient, address: str, **more) -> Page:
    return Page(client.get(address, **more))


def open_piece(client: FlaskClient, address: str, target: str = "", **more) -> Page:
    """What htmx is given for a part of a page: the one that the element with the id `target` asks for."""
    wanted = {"HX-Target": f"aside#{target}"} if target else {}
    return open_page(client, address, headers={"HX-Request": "true", "HX-Request-Type": "partial"} | wanted, **more)


def said(element) -> str:
    """An element's words, blanks folded."""
    return " ".join(element.get_text().split())


def insist_on_strictness(page: Page) -> None:
    for check in (_is_html5, _ids_are_unique, _nothing_is_inline, _fields_are_labelled, _posts_are_guarded):
        check(page)
    if page.is_whole:
        _is_a_whole_page(page)


def _is_html5(page):
    assert [fault for fault in page.faults if page.is_whole or not fault[1].startswith(NO_DOCTYPE)] == [], page.text


def _ids_are_unique(page):
    assert {name for name, count in Counter(_every(page, "id")).items() if count > 1} == set()


def _nothing_is_inline(page):
    assert [tag for tag in page.tags if tag.name == "style" or "style" in tag.attrs] == []
    assert [tag for tag in page.tags if tag.name == "script" and (not tag.get("src") or tag.string)] == []
    assert [tag for tag in page.tags for name in tag.attrs if HANDLER.match(name) or name.startswith("hx-on")] == []


def _fields_are_labelled(page):
    labelled = {tag.get("for") for tag in page.tags if tag.name == "label"} - {None}
    for field in page.tags:
        if field.name in FIELDS and field.get("type") not in NOT_LABELLED:
            is_named = field.get("id") in labelled or field.get("aria-label") or field.find_parent("label")
            assert is_named, f"no label for {field}"
    assert [tag for tag in page.tags if tag.name == "button" and not tag.get("aria-label") and not said(tag)] == []


def _posts_are_guarded(page):
    for form in page.tags:
        if form.name == "form" and form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"})["value"]


def _is_a_whole_page(page):
    assert page.soup.html["lang"] == "en"
    assert page.title.strip().endswith(" · Countroom")
    assert len(page.soup.find_all("h1")) == 1
    assert len(page.soup.find_all("main")) == 1
    described = {name for names in _every(page, "aria-describedby") for name in names.split()}
    assert described <= set(_every(page, "id"))


def _every(page, name):
    return [tag[name] for tag in page.tags if name in tag.attrs]

"""A page as a strict reader sees it: HTML5 without a parse error, named, labelled, guarded, and free of inline code."""

import re
from collections import Counter

import html5lib
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

HANDLER = re.compile(r"^on[a-z]+$")
PARTIAL = re.compile(r"(<hx-partial[^>]*>)(<tr.*?)(</hx-partial>)", re.DOTALL)  # htmx reads it as a template
NOT_LABELLED = {"hidden", "submit", "button"}


class Page:
    """One answer, found strict; `soup` to look into it."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.get_data(as_text=True)
        self.soup = BeautifulSoup(PARTIAL.sub(r"\1<table><tbody>\2</tbody></table>\3", self.text), "html5lib")
        assert response.mimetype == "text/html", response.mimetype
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
    parser = html5lib.HTMLParser(strict=False)
    if page.is_whole:
        parser.parse(page.text)
    else:
        parser.parseFragment(PARTIAL.sub("", page.text))
    faults = parser.errors
    for _, row, _ in PARTIAL.findall(page.text):
        parser.parseFragment(row, container="tbody")
        faults = [*faults, *parser.errors]
    assert [(place, code) for place, code, _ in faults] == [], page.text


def _ids_are_unique(page):
    doubled = {name for name, count in Counter(tag["id"] for tag in page.soup.find_all(id=True)).items() if count > 1}
    assert doubled == set()


def _nothing_is_inline(page):
    assert page.soup.find_all(style=True) == []
    assert page.soup.find_all("style") == []
    assert [script for script in page.soup.find_all("script") if not script.get("src") or script.string] == []
    assert [
        tag for tag in page.soup.find_all(True) for name in tag.attrs if HANDLER.match(name) or name.startswith("hx-on")
    ] == []


def _fields_are_labelled(page):
    for field in page.soup.find_all(["input", "select", "textarea"]):
        if field.get("type") not in NOT_LABELLED:
            label = page.soup.find("label", attrs={"for": field.get("id")}) if field.get("id") else None
            assert label or field.find_parent("label") or field.get("aria-label"), f"no label for {field}"
    assert [
        button for button in page.soup.find_all("button") if not said(button) and not button.get("aria-label")
    ] == []


def _posts_are_guarded(page):
    for form in page.soup.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"})["value"]


def _is_a_whole_page(page):
    assert page.soup.html["lang"] == "en"
    assert page.title.strip().endswith(" · Countroom")
    assert len(page.soup.find_all("h1")) == 1
    assert len(page.soup.find_all("main")) == 1
    described = {
        name for tag in page.soup.find_all(attrs={"aria-describedby": True}) for name in tag["aria-describedby"].split()
    }
    assert described <= {tag["id"] for tag in page.soup.find_all(id=True)}

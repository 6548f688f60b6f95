"""A form as a browser without scripts sends it."""


def form(page, ending):
    """Where a form of the panel goes, and what it carries."""
    found = page.soup.select_one(f"form[action$='/{ending}']")
    fields = {field["name"]: field.get("value", "") for field in found.select("input[name]")}
    return found["action"], {name: value for name, value in fields.items() if name != "csrf_token"}


def send(person, page, ending, *, headers=None, **more):
    address, fields = form(page, ending)
    return person.post(address, data=fields | more, headers=headers or {})

"""What keeps a form from being done twice."""

from tests.screens.strict import open_page


def once_of(person, page, action):
    """The id that a form on `page`, sent to `action`, carries as a person's browser sees it."""
    return open_page(person.client, page).soup.select_one(f"form[action='{action}'] [name=once]")["value"]

"""What is put into every text: it sings where a page takes it for markup, a template or an order of letters."""

import re

MARKUP = '"><svg onload=x>'
TEMPLATE, COMPUTED = "{{7*7777777}}", "54444439"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
CANARY = f"{MARKUP}'{TEMPLATE}{TURNED}\N{PLAYING CARD ACE OF SPADES}"


def words(most):
    """The canary, as long as the text may be."""
    return (CANARY + "W" * most)[:most]


def plant(owner):
    """What an operator names: brands, providers, games, people, jobs."""
    for table, column in (
        ("brand", "name"), ("provider", "name"), ("game", "name"), ("payment_provider", "name"), ("licence", "name"),
        ("staff", "name"), ("role", "name"), ("job_run", "message"), ("job_run", "title"), ("saved_view", "name"),
    ):  # fmt: skip
        owner.execute(f"update {table} set {column} = %s", [CANARY])


def heard(text):
    """Which canaries sing in an answer. A field holds what was typed into it, and turns nothing but itself."""
    songs = {"markup": "<svg onload", "template": COMPUTED}
    outside = re.sub(r"<input[^>]*>|<textarea.*?</textarea>", "", text, flags=re.DOTALL)
    return [name for name, song in songs.items() if song in text] + ["order of letters"] * (TURNED in outside)

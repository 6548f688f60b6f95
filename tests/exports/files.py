"""The file of an export, fetched as a person does."""

import csv
import io


def lines(person, address):
    """The rows of a CSV that is fetched."""
    return list(csv.reader(io.StringIO(fetched(person, address).decode("utf-8-sig"), newline="")))


def rows(person, address):
    """Each row of a CSV by the headings; its watermark is left out."""
    _, titles, *found = lines(person, address)
    return [dict(zip(titles, row, strict=True)) for row in found]


def fetched(person, address):
    with person.get(f"{address}/file") as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.get_data()

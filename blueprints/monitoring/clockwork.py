"""When the clock asks for a task, in words."""

import re

FORMS = (
    (r"\* \* \* \* \* \*/(\d+)", "Every {} seconds"),
    (r"\* \* \* \* \*", "Every minute"),
    (r"\*/(\d+) \* \* \* \*", "Every {} minutes"),
    (r"(\d+) \* \* \* \*", "Every hour at {:0>2} past"),
    (r"(\d+) (\d+) \* \* \*", "Daily at {1:0>2}:{0:0>2} UTC"),
)


def in_words(cron: str) -> str:
    """“Every minute”, “Daily at 04:00 UTC”; a form that no task has yet is given as it is written."""
    for form, words in FORMS:
        if found := re.fullmatch(form, cron):
            return words.format(*found.groups())
    return cron

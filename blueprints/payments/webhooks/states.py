"""How the states of a payment provider's webhook read, and why it is in one."""

from app.queries.payment_voices import Voice
from app.services import payment_inbox

WORDS = {
    "contradiction": ("Contradiction", "bad"),
    "looked_into": ("Looked into", ""),
    "waiting": ("Waiting", ""),
    "processed": ("Processed", "ok"),
    "duplicate": ("Taken before", ""),
    "refused": ("Refused", "warn"),
}
VIEWS = {
    "": "All",
    "contradiction": "Contradictions",
    "looked_into": "Looked into",
    "unmatched": "Unmatched",
    "waiting": "Waiting",
    "processed": "Processed",
    "duplicate": "Taken before",
    "refused": "Refused",
}
UNSAID = {"accepted": "A job works on it next.", "unreadable": "Signed, but it could not be read."}


def why(sent: Voice) -> str:
    """What it led to, or why it led to nothing, as a sentence."""
    return sent.detail or UNSAID.get(sent.verdict) or payment_inbox.SAID[sent.verdict][1]

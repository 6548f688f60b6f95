"""What other systems are told when the house is not well. An alert without a brand concerns every brand."""

from app.messages import Kind, MessageType

FIELDS = {"check": Kind.CODE, "subject": Kind.CODE, "severity": Kind.CODE}

MESSAGES = (
    MessageType("alert.opened", "al", "A check passed a threshold; `subject` is what it looks at.", FIELDS),
    MessageType("alert.worsened", "al", "What warned fails now.", FIELDS),
    MessageType("alert.closed", "al", "The check lies well below its threshold again.", FIELDS),
)

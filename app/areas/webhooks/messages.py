"""What a receiver is told to see whether it hears us."""

from app.messages import MessageType

MESSAGES = (MessageType("webhook.tested", "ep", "Somebody here wanted to see whether this endpoint hears us.", {}),)

"""Who has an inbox: everybody. What stands in it is what their other permissions let them do."""

from app.security.permissions import Permission, Template


class Inbox(Permission):
    ITEMS_READ = "inbox.items.read", *Template

"""Who may keep views of lists, and who shows theirs to everybody."""

from app.security.permissions import Permission, Template


class Views(Permission):
    OWN_MANAGE = "views.own.manage", "Keep views of lists for oneself.", *Template
    SHARED_MANAGE = (
        "views.shared.manage",
        "Show a view of a list to everybody.",
        Template.GAME_OPERATIONS,
        Template.FINANCE,
        Template.HEAD_OF_OPERATIONS,
    )

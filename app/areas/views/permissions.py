"""Who may keep views of lists, and who shows theirs to everybody."""

from app.security.permissions import Permission, Template


class Views(Permission):
    OWN_MANAGE = "views.own.manage", *Template
    SHARED_MANAGE = "views.shared.manage", Template.GAME_OPERATIONS, Template.FINANCE, Template.HEAD_OF_OPERATIONS

"""Who may read the notice, and who may write it."""

from app.security.permissions import Permission, Template


class Notices(Permission):
    NOTICE_READ = "notices.notice.read", *Template
    NOTICE_UPDATE = "notices.notice.update", Template.HEAD_OF_OPERATIONS

"""Who watches background work, and who may stop it or try it again."""

from app.security.permissions import Permission, Template


class Monitoring(Permission):
    JOBS_MANAGE = (
        "monitoring.jobs.manage",
        "Stop jobs and try them again.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
    JOBS_READ = (
        "monitoring.jobs.read",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )

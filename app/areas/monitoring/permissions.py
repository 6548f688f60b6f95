"""Who sees how the house is doing, who watches background work, and who may stop it or try it again."""

from app.security.permissions import Permission, Template


class Monitoring(Permission):
    ALERTS_MANAGE = (
        "monitoring.alerts.manage",
        "Acknowledge and mute alerts.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
    ALERTS_READ = (
        "monitoring.alerts.read",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
        Template.GAME_OPERATIONS,
        Template.AUDITOR,
    )
    HOUSE_READ = (
        "monitoring.house.read",
        "See how database, servers, jobs and webhooks are doing.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
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
    PROVIDERS_READ = (
        "monitoring.providers.read",
        "See how game providers are doing.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
        Template.GAME_OPERATIONS,
        Template.AUDITOR,
    )
    THRESHOLDS_UPDATE = (
        "monitoring.thresholds.update",
        "Say from which figures on a check warns and fails.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )

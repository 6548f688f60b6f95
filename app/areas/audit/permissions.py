"""Who may search the audit log, and who may take it out."""

from app.security.permissions import Permission, Risk, Template


class Audit(Permission):
    RECORDS_EXPORT = "audit.records.export", "Take audit records out as a file.", Template.COMPLIANCE, Template.AUDITOR
    RECORDS_READ = (
        "audit.records.read",
        "Search what staff, tools and the house did and were refused, in every brand.",
        Risk.RAISED,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.SECURITY_ADMINISTRATOR,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )

"""Gunicorn's door: the application, once the database has been found fit for it."""

from app import create_app
from app.config import Settings
from app.database import boot_checks

settings = Settings()
boot_checks.insist(settings.database_url.get_secret_value())
app = create_app(settings=settings)

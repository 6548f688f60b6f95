"""Game providers, our integrations with them, and how both fare."""

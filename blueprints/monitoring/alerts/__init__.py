"""Alerts: what passed its threshold, who looks after it, and what tells nobody for a while."""

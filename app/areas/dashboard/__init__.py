"""Dashboard: whether today is like other days."""

"""Settings: what operators decide about their own house."""

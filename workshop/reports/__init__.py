"""Formats one neutral Summary, given as JSON, and knows nothing else: no database, no room, no page."""

"""Rules in plain Python: values in, values out. No clock, no database, no request."""

"""Door 1: the socket. Commands come in, pictures go out; no SQL here."""

"""Verbs: one function per thing somebody can do, ``verb(room, who, **payload)``. They do not commit."""

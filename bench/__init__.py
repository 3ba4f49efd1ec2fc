"""The vote round, measured: our server beside a naive one and one of Node.

Knows the product only from outside: its commands, its pictures, its process number.
"""

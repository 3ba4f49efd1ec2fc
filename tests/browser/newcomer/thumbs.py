"""thumbs: up or down, once each. Only there to be added in a test; it needs no other file to know it."""

from collections import Counter

from workshop.activities.base import ActivityType, Chart, Field, Kind, Table
from workshop.domain.errors import Refused


class Thumbs(ActivityType):
    """Up or down."""

    name = "thumbs"
    kinds = (Kind("thumb"),)
    fields = (Field("ask", "text", "", required=True, most=300),)
    votes = True

    def clean(self, kind, item, value, frozen):
        """Return "up" or "down"."""
        if item:
            raise Refused("unknown_item")
        if value not in ("up", "down"):
            raise Refused("wrong_type")
        return value

    def results(self, frozen, material):
        """Return ``{"up": n, "down": n}``."""
        counts = Counter(given.value for given in material.given)
        return {"up": counts["up"], "down": counts["down"]}

    def table(self, frozen, material):
        """Return one row each."""
        found = self.results(frozen, material)
        rows = [["Daumen hoch", found["up"]], ["Daumen runter", found["down"]]]
        return Table([("thumbs.thumb", "text"), ("thumbs.n", "number")], rows)

    def chart(self, frozen, material):
        """Return two bars."""
        found = self.results(frozen, material)
        return Chart("bars", ["Daumen hoch", "Daumen runter"], [[found["up"]], [found["down"]]])

    samples = {
        "config": {"ask": "Weiter so?"},
        "good": [("thumb", "", "up")],
        "bad": [("thumb", "", "sideways"), ("thumb", "x", "up"), ("thumb", "", None)],
    }
    texts = {
        "de": {
            "name": "Daumen",
            "about": "Ein Daumen nach oben oder unten",
            "field_ask": "Frage",
            "thumb": "Daumen",
            "n": "Stimmen",
            "up": "Daumen hoch",
            "down": "Daumen runter",
        },
        "en": {
            "name": "Thumbs",
            "about": "A thumb up or down",
            "field_ask": "Question",
            "thumb": "Thumb",
            "n": "Votes",
            "up": "Thumbs up",
            "down": "Thumbs down",
        },
    }

"""Which pages test_accessibility.py looks at; tests/web/test_looked_at.py holds that none was forgotten."""

OPEN = {
    "code": "/",
    "wrong code": "/j/ZZZZ-ZZZZ",
    "seats": "/j/{code}",
    "nobody found": "/j/{code}?q=xyz",
    "who": "/j/{code}?seat=1",
    "guest": "/j/{code}?as=guest",
    "personal link": "/seat",
    "observing": "/w/1/observe",
    "login": "/login",
    "imprint": "/imprint",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "secrecy": "/secrecy",
    "nothing here": "/nothing/here",
    "invitation": "{invitation}",
    "invitation over": "/invite/over",
    "code in English": "/",
    "secrecy in English": "/secrecy",
}
DESK = {
    "series": "/series?all=1",
    "one series": "/series/1",
    "new series": "/series/new",
    "series settings": "/series/1/settings",
    "new workshop": "/series/1/workshops/new",
    "roster": "/series/1/seats",
    "seat": "/series/1/seats/1",
    "import": "/series/1/seats/import",
    "team": "/series/1/team",
    "account": "/account",
    "editor": "/w/1/edit",
    "editor step": "/w/1/edit#step-3",
    "summary before": "/w/1/summary",
    "keeping": "/w/1/keeping",
    "delete series": "/series/1/delete",
    "rehearsal": "/w/1/rehearsal",
    "template as a file": "/series/1/workshops/import",
}
WINDOWS = ("phone", "cockpit", "wall")
# What is held in a hand.
HANDS = ("phone", "waiting", "link", "receipts", "observer")
# Of the cockpit, by the button that opens them; behind ">" one inside. The first word is its name in Dialogs.tsx.
DIALOGS = {
    "help": "^Hilfe",
    "screen": "^Leinwand",
    "history": "^Verlauf",
    "seat": "^Ahorn|Gemeinde Ahorn",
    "theme": "Ein Ansprechpartner.*bearbeiten",
    "captured": "^Festgehalten",
    "speakers": "^Redeliste",
    "register": "^Maßnahmen:",
    "end": "^Beenden",
    "seat entering": "^Weitramsdorf > ^Antwort erfassen",
    "door": "wartet$",
    "seats": "^Liste$",
    "seat of two": "^Weitramsdorf",
    "rounds": "^Runden$",
    "guests": "^1 Gast$",
    "lead": "leitet$",
    "final opens": "^Geheime Abstimmung öffnen",
    "final closes": "^Abstimmung schließen",
    "final annulled": "^Für ungültig erklären",
}
AT_THEMES = ("help", "screen", "history", "seat", "theme", "captured", "speakers", "register", "lead", "end")
# Beside the windows, or instead of them where they look as they did before.
LOOKED_AT = {
    "scale": (*WINDOWS, "desk", "seat entering"),
    "scale result": (*WINDOWS, "desk", "observer", "rounds"),
    "scale round 2 result": WINDOWS,
    "dots round 2 result": WINDOWS,
    "themes": (*WINDOWS, "desk", *AT_THEMES),
    "at the door": ("waiting", "link", "door", "seats"),
    "announced": ("seat of two", "final opens"),
    "secret": ("phone", "cockpit", "desk", "final closes", "final annulled"),
    "secret chosen": ("phone",),
    "secret cast": ("phone",),
    "secret result": (*WINDOWS, "desk", "receipts"),
    "reading": (*WINDOWS, "desk", "guests"),
}
# The addresses of what is looked at in the course of the day.
LIVE = {
    "phone": "/w/1",
    "cockpit": "/w/1/cockpit",
    "wall": "/w/1/screen",
    "link": "/seat",
    "receipts": "/w/1/ballots/1",
    "observer": "/w/1/observe",
}
# What has a test of its own.
ALONE = {
    "own": "/w/1/mine",
    "own file": "/w/1/mine/html",
}
# Dialogs that need two who lead, or a text that came late, by the test that looks at them.
OTHER_DIALOGS = {
    "ask": "test_leading.py",
    "waiting": "test_late.py",
}
# Addresses that answer with something else than a page for people.
NO_PAGES = {
    "/api/join": "for programs",
    "/healthz": "for programs",
    "/series/<int:series_id>/seats/cards": "a PDF",
    "/series/<int:series_id>/seats/letters": "a file for Word",
    "/series/<int:series_id>/seats/sample.csv": "a file for a spreadsheet",
    "/static/<path:filename>": "parts of pages",
    "/w/<int:workshop_id>/ballots/<int:round_id>/list": "a file for programs",
    "/w/<int:workshop_id>/download/<name>": "documents",
    "/w/<int:workshop_id>/pictures/<hash>": "parts of pages",
    "/w/<int:workshop_id>/screens": "addresses for a dialog of the cockpit",
    "/w/<int:workshop_id>/team": "names for a dialog of the cockpit",
    "/w/<int:workshop_id>/template": "a file for another series",
}

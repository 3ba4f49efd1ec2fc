"""Signing in and out, the own account, the language of the pages."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, flash, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from workshop.domain import secrets
from workshop.domain.errors import Limited, Refused, WorkshopError
from workshop.language import LANGUAGES
from workshop.services import people
from workshop.shim import in_thread
from workshop.snapshots import team
from workshop.web.desk import address, product, reading, run
from workshop.web.forms import Form
from workshop.web.rendering import LANGUAGE_COOKIE, render
from workshop.web.tries import Tries

pages = Blueprint("accounts", __name__)
YEAR = 365 * 24 * 3600


@dataclass
class SignedIn(UserMixin):
    """Whoever is signed in; the stamp in the session ends it when the password changes."""

    id: int
    login: str
    name: str
    language: str
    stamp: str

    def get_id(self) -> str:
        return f"{self.id}:{self.stamp}"


def attach(app: Flask) -> None:
    """Recognise who is signed in."""
    manager = LoginManager()
    manager.session_protection = None  # a laptop that changes the network is the same laptop
    manager.user_loader(_recognise)
    manager.init_app(app)
    app.extensions["tries"] = Tries()


def tries() -> Tries:
    """Return the counter of failed tries."""
    return current_app.extensions["tries"]


@pages.get("/login")
def login() -> Any:
    if current_user.is_authenticated:
        return redirect(_safe_next())
    return render("staff/login.html", form=Form({}), next=_safe_next())


@pages.post("/login")
def sign_in() -> Any:
    form = Form(request.form)
    # PostgreSQL cannot even look for a zero byte.
    name = form.given.get("login", "").replace("\0", "\ufffd").strip().casefold()[:120]
    try:
        found = _checked(name, form.given.get("password", ""), "wrong_login")
    except WorkshopError as wrong:
        form.fault("login", wrong)
        status = 429 if isinstance(wrong, Limited) else 401
        return render("staff/login.html", form=form, next=_safe_next()), status
    tries().forgive(name)
    welcome(found)
    return redirect(_safe_next())


@pages.post("/logout")
def sign_out() -> Any:
    logout_user()
    session.clear()
    return redirect(url_for("join.code"))


@pages.route("/account", methods=["GET", "POST"])
def account() -> Any:
    if not current_user.is_authenticated:
        return current_app.aborter(401)
    form = Form(request.form)
    if request.method == "POST" and _changed_password(form):
        flash("staff.password_changed")
        return redirect(url_for("accounts.account"))
    return render("staff/account.html", form=form), 422 if form.errors else 200


@pages.post("/language")
def choose_language() -> Any:
    chosen = request.form.get("language", "")
    answer = redirect(_safe_next("join.code"))
    if chosen not in LANGUAGES:
        return answer
    if current_user.is_authenticated:
        run(people.choose_language, language=chosen)
    answer.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=product().config.is_secure
    )
    return answer


def welcome(found: team.Account) -> None:
    """Sign somebody in with a session of their own: whatever was known before is forgotten."""
    session.clear()
    g.pop("language", None)
    login_user(SignedIn(**asdict(found)))


def new_password(form: Form, login: str) -> str:
    """Return the hash of the password in the form, or "" with the fault noted."""
    password = form.read("password", lambda text: secrets.check_password(text, login), "")
    return in_thread(secrets.hash_password, password) if password else ""


def _recognise(mark: str) -> SignedIn | None:
    number, _, stamp = mark.partition(":")
    found = team.account(reading(), int(number)) if number.isdigit() else None
    return SignedIn(**asdict(found)) if found and found.stamp == stamp else None


def _checked(login: str, password: str, wrong: str) -> team.Account:
    """Return the account; raise Limited or Refused ``wrong``, and count it.

    It takes as long for a log-in that does not exist.
    """
    with tries().signing_in(login, address()):
        if found := _found(login, password):
            return found
        tries().wrong_sign_in(login, address())
    raise Refused(wrong)


def _found(login: str, password: str) -> team.Account | None:
    found = team.credentials(reading(), login)
    reading().rollback()  # hashing takes a tenth of a second, in which the room may need the connection
    is_right = in_thread(secrets.is_password, found.hashed if found else secrets.NOBODY, password)
    return found.account if found and is_right else None


def _changed_password(form: Form) -> bool:
    name = current_user.login
    try:
        _checked(name, form.given.get("current", ""), "wrong_password")
    except WorkshopError as wrong:
        form.fault("current", wrong)
        return False
    hashed = new_password(form, name)
    if not hashed:
        return False
    run(people.set_password, login=name, hashed=hashed)
    welcome(team.credentials(reading(), name).account)  # type: ignore[union-attr]
    return True


def _safe_next(default: str = "dashboard.all_series") -> str:
    """Return where to go afterwards: only ever a page of our own."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    is_own = wanted.startswith("/") and not wanted.startswith("//") and not (parts.scheme or parts.netloc)
    if not is_own or "\\" in wanted or not wanted.isprintable():
        return url_for(default)
    return wanted

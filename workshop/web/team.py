"""The team of a series and the invitations to it."""

from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import current_user

from workshop.domain.errors import WorkshopError
from workshop.domain.permissions import Who
from workshop.models.people import ROLES
from workshop.services import people
from workshop.snapshots import series, team
from workshop.web.accounts import new_password, welcome
from workshop.web.desk import product, reading, require_role, run, write
from workshop.web.errors import sentence
from workshop.web.forms import Form
from workshop.web.rendering import language, render

pages = Blueprint("team", __name__)
_OF_SERIES = "/series/<int:series_id>/team"
_SHOWN_ONCE = "invitation"  # the link waits in the own session until the page after it


@pages.get(_OF_SERIES)
def members(series_id: int) -> str:
    require_role(series_id, "team")
    token = session.pop(_SHOWN_ONCE, "")
    return render(
        "staff/team.html",
        series=series.facts(reading(), series_id),
        members=team.members(reading(), series_id),
        invitations=team.invitations(reading(), series_id, product().clock()),
        link=product().config.public_url + url_for("team.invitation", token=token) if token else "",
        roles=ROLES,
    )


@pages.post(f"{_OF_SERIES}/invitations")
def invite(series_id: int) -> Any:
    require_role(series_id, "team")
    if made := _tried(people.invite, series_id=series_id, role=request.form.get("role", "")):
        session[_SHOWN_ONCE] = made["token"]
    return _back(series_id)


@pages.post(f"{_OF_SERIES}/invitations/<int:invitation_id>/withdraw")
def withdraw(series_id: int, invitation_id: int) -> Any:
    require_role(series_id, "team")
    run(people.withdraw_invitation, series_id=series_id, invitation_id=invitation_id)
    flash("staff.invitation_withdrawn")
    return _back(series_id)


@pages.post(f"{_OF_SERIES}/<int:user_id>")
def change_role(series_id: int, user_id: int) -> Any:
    require_role(series_id, "team")
    if _tried(people.change_role, series_id=series_id, user_id=user_id, role=request.form.get("role", "")):
        flash("staff.saved")
    return _back(series_id)


@pages.post(f"{_OF_SERIES}/<int:user_id>/remove")
def remove(series_id: int, user_id: int) -> Any:
    require_role(series_id, "team")
    if _tried(people.remove_member, series_id=series_id, user_id=user_id):
        flash("staff.member_removed")
    return _back(series_id)


@pages.get("/invite/<token>")
def invitation(token: str) -> Any:
    """Show what the link offers. Looking never uses it up: mail gateways look first."""
    return _invitation(token, Form({}))


@pages.post("/invite/<token>")
def accept(token: str) -> Any:
    """Make an account from the invitation and sign in with it."""
    form = Form(request.form)
    name, login = form.line("name", 120), form.read("login", people.clean_login, "")
    hashed = new_password(form, login)
    if form.errors:
        return _invitation(token, form)
    try:
        made = write(
            None,
            people.accept_invitation,
            Who("nobody"),
            token=token,
            login=login,
            name=name,
            hashed=hashed,
            language=language(),
        )
    except WorkshopError as fault:
        form.fault("login", fault)
        return _invitation(token, form)
    welcome(team.account(reading(), made["user"]))  # type: ignore[arg-type]
    return redirect(url_for("dashboard.one_series", series_id=made["series"]))


@pages.post("/invite/<token>/take")
def take(token: str) -> Any:
    """Take the invitation with the account that is signed in."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.login", next=url_for("team.invitation", token=token)))
    made = _tried(people.take_invitation, token=token)
    if not made:
        return redirect(url_for("team.invitation", token=token))
    return redirect(url_for("dashboard.one_series", series_id=made["series"]))


def _invitation(token: str, form: Form) -> Any:
    offer = team.offer(reading(), token, product().clock())
    page = render("staff/invitation.html", form=form, offer=offer, token=token)
    return page, 404 if offer is None else 422 if form.errors else 200


def _tried(verb: Any, **payload: Any) -> dict[str, Any] | None:
    """Run a verb; a refusal becomes a sentence on the next page, for there is no field to put it at."""
    try:
        return run(verb, **payload)
    except WorkshopError as refused:
        if refused.status in (403, 404) and refused.code != "invitation":
            raise
        flash(sentence(refused), "fault")
        return None


def _back(series_id: int) -> Any:
    return redirect(url_for("team.members", series_id=series_id))

/**
 * The page of a personal link. The token leaves the address at once, so that no history and no photograph keeps
 * it, and is handed over only by a tap: a mail gateway that opens links learns and changes nothing.
 */
import "./css/staff.css";
import { sentence, t } from "./i18n";
import type { Failure } from "./wire";

interface Seat {
  seat: string;
  has_mayor: boolean;
  rooms: { id: number; title: string; subtitle: string }[];
  /** Why there is nothing to join, or "". */
  none: string;
}

const PLACE = "seat-link";
/** Characters of a name, as the server counts them. */
const LONGEST = 80;
const token = takeToken();
const page = document.getElementById("link") as HTMLElement;
const look = document.getElementById("look") as HTMLButtonElement;
const fault = document.getElementById("link-fault") as HTMLElement;

if (token) {
  look.hidden = false;
  look.addEventListener("click", () => void show());
} else say(sentence({ code: "bad_link" }));

async function show(): Promise<void> {
  look.disabled = true;
  const found = await ask<Seat>("/api/seat", { token });
  look.disabled = false;
  if (!found) return;
  const heading = element("h1", found.seat);
  heading.tabIndex = -1;
  page.replaceChildren(element("p", t("join.your_seat"), "secondary"), heading, ...(found.none ? [element("p", found.none)] : choices(found)), fault);
  heading.focus();
}

/** Mayor or deputy, for each workshop that is open; a deputy may say who they are. */
function choices(found: Seat): HTMLElement[] {
  return found.rooms.map((room) => {
    const answers = element("section", "", "answers");
    const title = element("h2", t("join.who_today"));
    title.id = `room-${room.id}`;
    answers.setAttribute("aria-labelledby", title.id);
    const holder = choice(t(found.has_mayor ? "join.holder" : "join.representative"), "", () => join(room.id, "holder", ""));
    const deputy = deputyOf(room.id);
    answers.append(element("p", [room.title, room.subtitle].filter(Boolean).join(" – ")), title, holder, deputy);
    return answers;
  });
}

/** The field and the answer it belongs to; Enter gives the same answer. */
function deputyOf(workshop: number): HTMLElement {
  const form = element("form", "", "answers__deputy");
  const line = element("div", "", "field");
  const label = element("label", t("join.deputy_name"), "field__label") as HTMLLabelElement;
  const hint = element("p", t("join.deputy_name_hint"), "field__hint");
  const name = element("input", "", "field__control") as HTMLInputElement;
  name.id = label.htmlFor = `deputy-${workshop}`;
  hint.id = `${name.id}-hint`;
  name.setAttribute("aria-describedby", hint.id);
  name.maxLength = LONGEST;
  name.autocomplete = "name";
  label.append(" ", element("span", `(${t("common.optional")})`, "secondary"));
  line.append(label, hint, name);
  const answer = () => join(workshop, "deputy", name.value);
  form.append(line, choice(t("join.deputy"), t("join.deputy_about"), answer));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answer();
  });
  return form;
}

function choice(words: string, about: string, answer: () => Promise<void>): HTMLElement {
  const button = element("button", "", "answer") as HTMLButtonElement;
  const inside = element("span", "");
  button.type = "button";
  inside.append(element("strong", words), element("span", about, "answer__about"));
  button.append(inside);
  button.addEventListener("click", () => void answer());
  return button;
}

async function join(workshop: number, capacity: string, name: string): Promise<void> {
  const made = await ask<{ to: string }>("/api/seat/join", { token, workshop, capacity, name });
  if (made) location.assign(made.to);
}

async function ask<T>(url: string, body: object): Promise<T | null> {
  fault.hidden = true;
  try {
    const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const told = (await answer.json()) as T & { error?: Failure };
    if (!told.error) return told;
    say(sentence(told.error));
  } catch {
    say(sentence({ code: "offline" }));
  }
  return null;
}

function say(words: string): void {
  fault.textContent = words;
  fault.hidden = false;
}

function element(name: string, words: string, look = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = words;
  if (look) made.className = look;
  return made;
}

/** A reload finds it in this tab alone. */
function takeToken(): string {
  const fresh = location.hash.slice(1);
  if (fresh) history.replaceState(null, "", location.pathname);
  try {
    if (fresh) sessionStorage.setItem(PLACE, fresh);
    return fresh || sessionStorage.getItem(PLACE) || "";
  } catch {
    return fresh; // without storage a reload needs the link again
  }
}

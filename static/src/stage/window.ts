/** What a projector's window needs around the slide: its key, the cursor, the whole screen. */
import { boot } from "../i18n";
import type { View } from "./Stage";

/** Milliseconds without movement until the cursor goes. */
const STILL = 3_000;
/** Milliseconds that the picture waits for its cookie. */
const PATIENCE = 2_000;

/**
 * Takes the screen's token out of the address, so that nobody photographs it from the wall
 * and no history keeps it; a reload finds it in this tab alone.
 */
export function takeToken(): string | undefined {
  const name = `screen-token/${boot.workshop}`;
  const fresh = location.hash.slice(1);
  if (fresh) {
    history.replaceState(null, "", location.pathname + location.search);
    keep(name, fresh);
  }
  return fresh || kept(name) || undefined;
}

/** Lets this window see the pictures of the workshop; the room does not wait long for it. */
export async function admit(token: string | undefined): Promise<void> {
  if (!token) return;
  const headers = { "Content-Type": "application/json" };
  const asked = fetch(`/api/w/${boot.workshop}/screen`, { method: "POST", headers, body: JSON.stringify({ token }) });
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([asked, patience]).catch(() => {}); // a wrong token is said by the socket
}

/** "?show=join", "?show=timer"; anything else is the screen that the moderator leads. */
export function viewOf(search: string): View {
  const wanted = new URLSearchParams(search).get("show");
  return wanted === "join" || wanted === "timer" ? wanted : "";
}

/** Hides the cursor while nobody moves it. */
export function hideCursor(): void {
  let timer = 0;
  const wake = () => {
    document.documentElement.classList.remove("is-still");
    clearTimeout(timer);
    timer = window.setTimeout(() => document.documentElement.classList.add("is-still"), STILL);
  };
  addEventListener("pointermove", wake);
  wake();
}

/** F or a double click fills the whole screen, and again gives it back. */
export function offerFullscreen(): void {
  addEventListener("dblclick", toggleFullscreen);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) toggleFullscreen();
  });
}

function toggleFullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  // Refused where the browser has no right to it; the window then stays as it is.
  else void document.documentElement.requestFullscreen?.().catch(() => {});
}

function keep(name: string, token: string): void {
  try {
    sessionStorage.setItem(name, token);
  } catch {
    // Without storage a reload needs the link again.
  }
}

function kept(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

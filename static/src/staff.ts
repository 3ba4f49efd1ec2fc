/**
 * Small helps on pages that work without them: a filter while typing, copying a link,
 * asking before something is taken away. It knows no page, only the marks in the markup.
 */
import "./css/staff.css";

for (const field of document.querySelectorAll<HTMLInputElement>("[data-filter]")) filterWhileTyping(field);
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) copyOnClick(button);
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-confirm]")) askBefore(button);
for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-fetch]")) tellWhileMade(link);
for (const part of document.querySelectorAll<HTMLElement>("[data-without-script]")) part.hidden = true;
for (const input of document.querySelectorAll<HTMLInputElement>(".code-field")) dashWhileTyping(input);
document.querySelector<HTMLElement>(".error-summary")?.focus();

function filterWhileTyping(field: HTMLInputElement) {
  const list = document.getElementById(field.dataset.filter!)!;
  const none = document.querySelector<HTMLElement>(`[data-none="${list.id}"]`);
  const show = () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    const rows = [...list.querySelectorAll<HTMLElement>("[data-words]")];
    for (const row of rows) row.hidden = !row.dataset.words!.includes(wanted);
    if (none) none.hidden = rows.some((row) => !row.hidden);
  };
  field.addEventListener("input", show);
  show();
}

/** Over plain http there is no clipboard; then the link is marked, ready for the keys. */
function copyOnClick(button: HTMLButtonElement) {
  const source = document.getElementById(button.dataset.copy!) as HTMLInputElement;
  button.hidden = false;
  button.addEventListener("click", async () => {
    source.select();
    const isCopied = navigator.clipboard
      ? await navigator.clipboard.writeText(source.value).then(() => true, () => false)
      : document.execCommand("copy");
    if (!isCopied) return;
    button.textContent = button.dataset.copied!;
    const announce = document.getElementById("announce");
    if (announce) announce.textContent = button.dataset.copied!;
  });
}

function askBefore(button: HTMLButtonElement) {
  button.addEventListener("click", (event) => {
    if (!confirm(button.dataset.confirm)) event.preventDefault();
  });
}

/** A file that takes longer than a second says so; without script the browser fetches it as ever. */
function tellWhileMade(link: HTMLAnchorElement) {
  const state = document.getElementById(link.dataset.fetch!)!;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (link.ariaBusy === "true") return;
    link.ariaBusy = "true";
    const slow = setTimeout(() => (state.textContent = state.dataset.busy!), 1_000);
    const isSaved = await saved(link.href).catch(() => false);
    clearTimeout(slow);
    link.ariaBusy = "false";
    state.textContent = isSaved ? "" : state.dataset.failed!;
  });
}

async function saved(url: string): Promise<boolean> {
  const answer = await fetch(url);
  if (!answer.ok || answer.redirected) return false;
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
  const place = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement("a"), { href: place, download: decodeURIComponent(name) }).click();
  setTimeout(() => URL.revokeObjectURL(place), 60_000);
  return true;
}

/** The dash comes by itself behind the fourth character; taking it away works as ever. */
function dashWhileTyping(input: HTMLInputElement) {
  input.addEventListener("input", (event) => {
    const isTyping = (event as InputEvent).inputType === "insertText";
    if (isTyping && /^[^\s-]{4}$/.test(input.value)) input.value += "-";
  });
}

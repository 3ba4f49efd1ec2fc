/** Fetches the types of step that did not come with the page, again and again until the line lets it. */
import { fetchLater } from "activities:all";

/** Milliseconds between two tries; each doubles it, up to the longest. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

export async function fetchTypes(): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await fetchLater();
    } catch {
      await new Promise((go) => setTimeout(go, pause));
    }
  }
}

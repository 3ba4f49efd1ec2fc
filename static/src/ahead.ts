/** How a step will be seen: the server's own picture of it, asked for until it comes. */
import { send } from "./live";
import { passes } from "./passing";
import type { PhonePicture, Results, ScreenPicture } from "./wire";

export interface Preview<Picture = PhonePicture | ScreenPicture> {
  picture: Picture;
  results: Results | null;
  /** What those who lead see of it. */
  cockpit: Results;
}

const AGAIN = 2_000;

/** Returns the preview, or null where it is refused or no longer wanted. */
export async function previewOf(
  activity: number, audience: "phone" | "screen", isWanted: () => boolean,
): Promise<Preview | null> {
  while (isWanted()) {
    const answer = await send("preview", { activity, audience });
    if (!isWanted()) break;
    if ("ok" in answer) return answer;
    if (!passes(answer.error)) break;
    await new Promise((go) => setTimeout(go, AGAIN));
  }
  return null;
}

/** What the cockpit asks for beside its socket: JSON of this room, or null where it failed. */
import { boot } from "../i18n";

/** An address and its QR code: SVG path data in a box of `size` modules. */
export interface Linked {
  link: string;
  qr: string;
  size: number;
}

export async function fetched<T>(path: string, method: "GET" | "POST" = "GET"): Promise<T | null> {
  const headers: HeadersInit = method === "POST" ? { "X-CSRFToken": boot.csrf } : {};
  try {
    const answer = await fetch(`/w/${boot.workshop}/${path}`, { method, headers });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null; // no line, or a page to sign in instead of JSON
  }
}

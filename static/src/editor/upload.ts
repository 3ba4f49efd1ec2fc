/** Sends a picture to the server and says how far it is. */
import { boot } from "../i18n";
import type { Failure } from "../wire";

/** As on the server: what is larger need not travel. */
const MOST_MB = 5;
const KINDS = ["image/png", "image/jpeg", "image/webp"];

export const ACCEPTED = KINDS.join(",");

/** What the server keeps of it. */
export interface Uploaded {
  hash: string;
  width: number;
  height: number;
}

/** Resolves to the picture or to the reason why not; `progress` hears the share that is sent. */
export function upload(file: File, progress: (share: number) => void): Promise<Uploaded | Failure> {
  if (file.size > MOST_MB * 1024 * 1024) return Promise.resolve({ code: "picture_large", most: MOST_MB });
  if (!KINDS.includes(file.type)) return Promise.resolve({ code: "picture_kind" });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not say how far it is
    const form = new FormData();
    form.append("file", file);
    request.open("POST", `/api/w/${boot.workshop}/pictures`);
    request.setRequestHeader("X-CSRFToken", boot.csrf);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => resolve(request.status === 200 ? request.response : (request.response?.error ?? { code: "failed" }));
    request.onerror = () => resolve({ code: "failed" });
    request.send(form);
  });
}

/**
 * The wire: one socket, its pictures as signals, commands as promises. It draws nothing and
 * decides nothing; the outbox of a participant is driven by post.ts.
 */
import { signal, type Signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import { hear } from "./clock";
import { boot } from "./i18n";
import { merge } from "./merge";
import type {
  Answer, Audience, CockpitPicture, CommandName, Commands, Failure, Me, Notice, ObserverPicture, PhonePicture, Presence, Results, ScreenPicture,
} from "./wire";

/** A page hidden this long may have missed pictures, or sit on a dead line without knowing. */
const ASLEEP = 10_000;
/** A command unanswered this long means the line is probably gone: say so. */
const SILENCE = 2_500;
/** Unanswered this long, a command has failed for the person who waits. */
const TIMEOUT = 8_000;
/** Commands that carry the revision they were decided on; the server names them in the page's data. */
const expecting = new Set<string>(boot.page?.expecting ?? []);

export type Connection = "connecting" | "connected" | "reconnecting" | "offline";

export const connection = signal<Connection>("connecting");
/** Why the server does not let this page in, or null. */
export const refused = signal<Failure | null>(null);
export const phone = signal<PhonePicture | null>(null);
export const screen = signal<ScreenPicture | null>(null);
export const observer = signal<ObserverPicture | null>(null);
export const cockpit = signal<CockpitPicture | null>(null);
export const me = signal<Me | null>(null);
export const presence = signal<Presence | null>(null);
export const notice = signal<Notice | null>(null);
/** Of the cockpit: up to which version all pictures are here. */
export const brought = signal(0);
const results = signal<ReadonlyMap<string, Results>>(new Map());

let socket: Socket | null = null;

interface Options {
  /** Where there is no cookie: the screen on another computer. */
  token?: string;
  /** Called at each connect, also the first, once the server takes commands. */
  onConnect?: () => void;
}

/** Opens the line of this page; call once. */
export function connect({ token, onConnect }: Options = {}): void {
  socket = io({
    query: { w: String(boot.workshop ?? ""), as: boot.audience ?? "phone" },
    auth: token ? { token } : {},
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 4_000,
    timeout: 6_000,
  });
  socket.on("connect", () => arrived(onConnect));
  socket.on("disconnect", (reason) => dropped(reason));
  socket.on("connect_error", turnedAway);
  hearPictures(socket);
  hearNetwork();
  hearWaking();
}

/** Results of a round as this audience may see them; redraws when they change. */
export const resultsOf = (audience: Audience, round: number): Results | null =>
  results.value.get(`${audience}/${round}`) ?? null;

/** Whether the line takes commands right now. */
export const isUp = (): boolean => socket?.connected ?? false;

/** Whether a command leads the room: it is decided on a revision, and makes a new one. */
export const leads = (command: CommandName): boolean => expecting.has(command);

/** Sends a command once; after eight seconds without an answer it resolves to the error "timeout". */
export async function send<C extends CommandName>(command: C, payload: Commands[C]): Promise<Answer<any>> {
  const revision = cockpit.peek()?.revision;
  const whole = leads(command) ? { ...payload, expected: revision } : payload;
  return emit(command, whole);
}

/** The bare exchange: a payload as it is, an answer or the errors "offline" and "timeout". */
export async function emit(command: string, payload: object): Promise<Answer<any>> {
  if (!socket?.connected) return { error: { code: "offline" } };
  const silence = setTimeout(doubt, SILENCE);
  try {
    return await socket.timeout(TIMEOUT).emitWithAck(command, payload);
  } catch {
    redial();
    return { error: { code: "timeout" } };
  } finally {
    clearTimeout(silence);
    if (socket.connected) connection.value = "connected";
  }
}

function arrived(onConnect?: () => void): void {
  refused.value = null;
  connection.value = "connected";
  onConnect?.();
}

function dropped(reason: string): void {
  connection.value = navigator.onLine ? "reconnecting" : "offline";
  // The server closed this one on purpose (restart, removed); socket.io does not come back by itself then.
  if (reason === "io server disconnect") setTimeout(() => socket?.connect(), 500);
}

/** No line, or a no: only the server's own answer carries `data`, and its message is the error's code. */
function turnedAway(error: Error): void {
  connection.value = navigator.onLine ? "reconnecting" : "offline";
  if (!("data" in error)) return; // no line: socket.io tries again by itself
  refused.value = { code: error.message };
  setTimeout(() => socket?.connect(), 5_000);
}

function doubt(): void {
  if (connection.value === "connected") connection.value = "reconnecting";
}

/** Drops a line that looks open but carries nothing. */
function redial(): void {
  connection.value = "reconnecting";
  socket?.io.engine?.close();
}

function hearPictures(line: Socket): void {
  const places: { [audience in Audience]: Signal<any> } = { phone, screen, cockpit, observer };
  line.on("state", (picture: PhonePicture | ScreenPicture | CockpitPicture | ObserverPicture) => {
    hear(picture.now);
    places[picture.audience].value = picture;
  });
  line.on("results", hearResults);
  line.on("me", (who: Me) => (me.value = who));
  // The cockpit hears the screen's counts as well, for its miniature; they name no seats.
  line.on("presence", (counts: Presence) => {
    if (counts.audience === boot.audience) presence.value = counts;
  });
  line.on("notice", (words: Notice) => (notice.value = words));
  line.on("brought", ({ version }: { version: number }) => (brought.value = version));
}

function hearResults(news: Results): void {
  const name = `${news.audience}/${news.round}`;
  const merged = merge(results.peek().get(name), news);
  if (merged.hasGap) void emit("sync", {});
  results.value = new Map(results.peek()).set(name, merged.results);
}

/** The device knows first when the network goes; no need to wait for a ping. */
function hearNetwork(): void {
  addEventListener("offline", () => (connection.value = "offline"));
  addEventListener("online", () => {
    connection.value = "reconnecting";
    socket?.io.engine?.close();
    socket?.connect();
  });
}

/** Whoever unlocks a phone wants to see now, not after the next ping: a sync also finds a dead line. */
function hearWaking(): void {
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > ASLEEP && isUp()) void emit("sync", {});
  });
}

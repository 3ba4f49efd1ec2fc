/**
 * What this device keeps for one participant: drafts and unanswered sendings, one entry a thing,
 * so that two tabs never overwrite each other. Where the browser refuses storage (private mode,
 * full disk), memory stands in until the tab closes.
 */
export interface Store {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
  drop(name: string): void;
  /** Names below `area`, e.g. "draft/". */
  names(area: string): string[];
  /** Calls back when another tab has changed something. */
  watch(changed: () => void): void;
}

/** The store of one participant in one workshop. */
export function openStore(workshop: number | string, participant: number | string): Store {
  const prefix = `w${workshop}/p${participant}/`;
  const place = tryStorage() ?? memory();
  return {
    read: (name) => parsed(place.getItem(prefix + name)),
    write: (name, value) => place.setItem(prefix + name, JSON.stringify(value)),
    drop: (name) => place.removeItem(prefix + name),
    names: (area) => keysOf(place).filter((key) => key.startsWith(prefix + area)).map((key) => key.slice(prefix.length)),
    watch: (changed) => addEventListener("storage", (event) => event.key?.startsWith(prefix) && changed()),
  };
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

function tryStorage(): Place | null {
  try {
    localStorage.setItem("probe", "1");
    localStorage.removeItem("probe");
    return memoryBehind(localStorage);
  } catch {
    return null; // switched off, or full from the start
  }
}

/** localStorage first; what it refuses is kept in memory. */
function memoryBehind(storage: Storage): Place {
  const spare = memory();
  return {
    getItem: (key) => spare.getItem(key) ?? storage.getItem(key),
    setItem: (key, value) => {
      try {
        storage.setItem(key, value);
        spare.removeItem(key);
      } catch {
        spare.setItem(key, value); // full: better until the tab closes than not at all
      }
    },
    removeItem: (key) => (spare.removeItem(key), storage.removeItem(key)),
    key: (i) => (i < storage.length ? storage.key(i) : spare.key(i - storage.length)),
    get length() {
      return storage.length + spare.length;
    },
  };
}

function memory(): Place {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (i) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const keysOf = (place: Place): string[] =>
  Array.from({ length: place.length }, (_, i) => place.key(i)).filter((key) => key !== null);

function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null; // written by something else; treat as absent
  }
}

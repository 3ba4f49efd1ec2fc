/** Refusals that pass by themselves: whoever asked may ask again. */
const PASSING = new Set([
  "busy", "disk_full", "failed", "limited", "not_connected", "not_saved", "offline", "server_restart", "timeout", "too_fast",
]);

export const passes = ({ code }: { code: string }): boolean => PASSING.has(code);

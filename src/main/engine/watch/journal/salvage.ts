/** Characters read of the message: more than the longest line in the settings. */
const MESSAGE_CHARACTERS = 1_024 * 1_024;
/** Short fields of an entry. */
const SHORT = [
  '__CURSOR',
  '__REALTIME_TIMESTAMP',
  '_BOOT_ID',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  'UNIT',
  '_SYSTEMD_UNIT',
  '_SYSTEMD_USER_UNIT',
  '_PID',
  '_HOSTNAME',
  '_MACHINE_ID',
];

/** Reads what is left of the fields of an entry whose middle is missing. */
export function salvagedFields(line: string): Readonly<Record<string, unknown>> {
  const fields = SHORT.map((name) => [name, shortValue(line, name)] as const);
  return Object.fromEntries([...fields.filter(([, value]) => value !== null), ['MESSAGE', messageStart(line)]]);
}

function shortValue(line: string, name: string): string | null {
  const value = new RegExp(`(?<!\\\\)"${name}":"([^"\\\\]{0,1000})"`).exec(line);
  return value?.[1] ?? null;
}

/** Start of the message: text, or byte values; null if it is missing. */
function messageStart(line: string): string | number[] | null {
  const name = '"MESSAGE":';
  const start = line.search(/(?<!\\)"MESSAGE":/) + name.length;
  const value = line.slice(start, start + MESSAGE_CHARACTERS);
  if (start < name.length) {
    return null;
  }
  if (value.startsWith('[')) {
    return Array.from(value.slice(1, value.lastIndexOf(',')).matchAll(/\d+/g), ([byte]) => Number(byte));
  }
  return value.startsWith('"') ? textStart(value) : null;
}

/** Text of a JSON string without its end. */
function textStart(value: string): string | null {
  const whole = /^"(?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*/.exec(value.slice(0, MESSAGE_CHARACTERS))?.[0] ?? '"';
  try {
    return JSON.parse(`${whole}"`) as string;
  } catch {
    return null;
  }
}

import { constants } from 'node:os';
import { CHANNEL_KINDS, FALLBACK_REASONS } from '../../../shared/settings/channels/channel-kinds';
import { DAYS, ENCODINGS, FIRST_STEPS, PRIORITIES, TRACES, ZONES } from '../../../shared/settings/choices';
import { DURATION } from '../../../shared/common/duration';
import { dialDigits, numberKind } from '../../../shared/sms/phone-number';

/** Logbell's own words in settings and problems, which are safe to show: choices and values that sentences name. */
const WORDS: ReadonlySet<string> = new Set([
  ...[...ZONES, ...ENCODINGS, ...TRACES, ...PRIORITIES, ...DAYS, ...FIRST_STEPS],
  ...['done', 'system', 'light', 'dark', 'ko', 'en', 'practice', 'live', 'COMM', 'AD'],
  ...['end', 'beginning', 'digest', 'desktop', 'logbell', 'sens', 'line', 'rule', 'file', 'key'],
  ...['following', 'waiting', 'unreadable', 'refused'],
  ...[...CHANNEL_KINDS, ...FALLBACK_REASONS, 'tls', 'starttls', 'none'],
  ...['ahead', 'behind', 'unknown', 'basic_text', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'],
]);

/** Folder and file names of every Linux system and of Logbell, which identify nobody. */
const FOLDERS: ReadonlySet<string> = new Set(
  (
    '~ var log logs home root opt srv tmp mnt media run usr local etc data ' +
    '.config .local share state logbell config.json logbell.log sample.log ledger.db'
  ).split(' '),
);

export const TIME_OF_DAY = /^\d\d:\d\d$/;
const SHORT_NUMBER = /^\d{1,5}$/;
const TEXT_ID = /^text:\d{1,9}$/;
/** Error codes of OpenSSL, SQLite and Node (`CERT_HAS_EXPIRED`, `SQLITE_FULL`), and names of error classes. */
const ERROR_CODE = /^([A-Z]+(_[A-Z]+)+|([A-Z][a-z]+)*Error)$/;
const EXTENSION = /\.(log|txt|out|err|json|csv|gz|xz|bz2|zst|\d{1,2})$/;

/** Replaces a text by its length. */
export function textLength(text: string): string {
  return text === '' ? '' : `(${text.length} characters)`;
}

/** Keeps a common word, code, time or short number; replaces any other text by its length. */
export function word(text: string): string {
  const isCode = ERROR_CODE.test(text) || Object.hasOwn(constants.errno, text);
  const isPlain = [DURATION, TIME_OF_DAY, SHORT_NUMBER, TEXT_ID].some((form) => form.test(text));
  return WORDS.has(text) || isCode || isPlain ? text : textLength(text);
}

/** Replaces a phone number by its kind and its number of digits. */
export function phoneNumber(number: string, countryCode?: string): string {
  if (number === '') {
    return '';
  }
  const digits = dialDigits(number, countryCode);
  const kind = digits === null ? 'invalid' : (numberKind(digits) ?? 'foreign');
  return `(${kind}, ${(digits ?? number.replace(/\D/g, '')).length} digits)`;
}

/** Keeps depth, wildcards and endings of a path or glob; letters of other names become `x`. */
export function pathShape(path: string): string {
  return path
    .split('/')
    .map((name) => (FOLDERS.has(name) ? name : `${lettersHidden(name.replace(EXTENSION, ''))}${endingOf(name)}`))
    .join('/');
}

function endingOf(name: string): string {
  return EXTENSION.exec(name)?.[0] ?? '';
}

function lettersHidden(name: string): string {
  return name.replace(/[^*?[\]{}!,.]/gu, 'x');
}

/** Keeps operators, classes and short counts of a regular expression; literal letters and digits become `x`. */
export function regexShape(regex: string): string {
  return regex.replace(/\\[\s\S]|\{\d{1,4}(?:,\d{0,4})?\}|[\p{L}\p{N}]/gu, (part) => {
    if (part.startsWith('\\')) {
      return /[dDwWsSbBnrtpPuxk]|[^\p{L}\p{N}]/u.test(part.slice(1)) ? part : '\\x';
    }
    return part.startsWith('{') ? part : 'x';
  });
}

/** Keeps the protocol of an address and the length of the rest. */
export function addressShape(address: string): string {
  const protocol = /^https?:(?=\/\/)/.exec(address)?.[0] ?? '';
  return `${protocol}${textLength(address)}`;
}

/** Keeps the fixed prefix of a SENS service ID and the length of the rest. */
export function serviceIdShape(serviceId: string): string {
  const form = 'ncp:sms:kr:';
  return serviceId.startsWith(form) ? `${form}${textLength(serviceId.slice(form.length))}` : textLength(serviceId);
}

/** Keeps a time zone known to the system; replaces any other by its length. */
export function zoneName(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).format();
    return zone;
  } catch {
    return textLength(zone);
  }
}

/** Names of desktops in XDG_CURRENT_DESKTOP (most are registered in the menu specification) and of session types. */
const DESKTOPS: ReadonlySet<string> = new Set(
  (
    'Budgie Cinnamon COSMIC Deepin Enlightenment GNOME GNOME-Classic GNOME-Flashback Hyprland i3 KDE labwc LXDE ' +
    'LXQt MATE niri Pantheon pop sway ubuntu Unity X-Cinnamon XFCE x11 wayland tty'
  ).split(' '),
);

/** Keeps known desktop names of a variable; replaces others by their lengths. */
export function desktopNames(names: string): string {
  const masked = names.split(':').map((name) => (DESKTOPS.has(name) ? name : textLength(name)));
  return masked.join(':');
}

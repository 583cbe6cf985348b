import { constants } from 'node:os';
import { DAYS, ENCODINGS, FIRST_STEPS, TRACES, ZONES } from '../../../shared/settings/choices';
import { dialDigits, numberKind } from '../../../shared/sms/phone-number';

/** Words of Logbell's own that settings and problems hold: choices, and facts that sentences name. */
const WORDS: ReadonlySet<string> = new Set([
  ...[...ZONES, ...ENCODINGS, ...TRACES, ...DAYS, ...FIRST_STEPS],
  ...['done', 'system', 'light', 'dark', 'ko', 'en', 'practice', 'live', 'COMM', 'AD'],
  ...['end', 'beginning', 'digest', 'desktop', 'logbell', 'sens', 'line', 'rule', 'file', 'key'],
  ...['following', 'waiting', 'unreadable', 'refused'],
  ...['ahead', 'behind', 'unknown', 'basic_text', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'],
]);

/** Folders of every Linux system and of Logbell, which name nobody. */
const FOLDERS: ReadonlySet<string> = new Set(
  (
    '~ var log logs home root opt srv tmp mnt media run usr local etc data ' +
    '.config .local share state logbell config.json logbell.log sample.log ledger.db'
  ).split(' '),
);

const DURATION = /^\d{1,9}(ms|s|m|h|d)$/;
const TIME = /^\d\d:\d\d$/;
const SHORT_NUMBER = /^\d{1,5}$/;
const TEXT_ID = /^text:\d{1,9}$/;
/** Codes of OpenSSL, SQLite and Node (`CERT_HAS_EXPIRED`, `SQLITE_FULL`), and classes of errors. */
const ERROR_CODE = /^([A-Z]+(_[A-Z]+)+|([A-Z][a-z]+)*Error)$/;
const EXTENSION = /\.(log|txt|out|err|json|csv|gz|xz|bz2|zst|\d{1,2})$/;

/** The length of a text, in place of the text. */
export function textLength(text: string): string {
  return text === '' ? '' : `(${text.length} characters)`;
}

/** A text as it is where it is a word, code, time or short number that anybody could have; else its length. */
export function word(text: string): string {
  const isCode = ERROR_CODE.test(text) || Object.hasOwn(constants.errno, text);
  const isPlain = [DURATION, TIME, SHORT_NUMBER, TEXT_ID].some((form) => form.test(text));
  return WORDS.has(text) || isCode || isPlain ? text : textLength(text);
}

/** The kind of a phone number and how many digits it has. */
export function phoneNumber(number: string, countryCode?: string): string {
  if (number === '') {
    return '';
  }
  const digits = dialDigits(number, countryCode);
  const kind = digits === null ? 'invalid' : (numberKind(digits) ?? 'foreign');
  return `(${kind}, ${(digits ?? number.replace(/\D/g, '')).length} digits)`;
}

/** A path or glob with its depth, wildcards and endings; the names in it are replaced, letter by letter, by `x`. */
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

/** A regular expression with its operators, classes and short counts; letters and digits that it looks for become `x`. */
export function regexShape(regex: string): string {
  return regex.replace(/\\[\s\S]|\{\d{1,4}(?:,\d{0,4})?\}|[\p{L}\p{N}]/gu, (part) => {
    if (part.startsWith('\\')) {
      return /[dDwWsSbBnrtpPuxk]|[^\p{L}\p{N}]/u.test(part.slice(1)) ? part : '\\x';
    }
    return part.startsWith('{') ? part : 'x';
  });
}

/** The protocol of an address, and its length. */
export function addressShape(address: string): string {
  const protocol = /^https?:(?=\/\/)/.exec(address)?.[0] ?? '';
  return `${protocol}${textLength(address)}`;
}

/** A service ID in the form that SENS gives it, without what tells whose it is. */
export function serviceIdShape(serviceId: string): string {
  const form = 'ncp:sms:kr:';
  return serviceId.startsWith(form) ? `${form}${textLength(serviceId.slice(form.length))}` : textLength(serviceId);
}

/** A time zone that the system knows; else its length. */
export function zoneName(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).format();
    return zone;
  } catch {
    return textLength(zone);
  }
}

/** The names by which desktops go (XDG_CURRENT_DESKTOP, of which the menu specification registers most), and sessions. */
const DESKTOPS: ReadonlySet<string> = new Set(
  (
    'Budgie Cinnamon COSMIC Deepin Enlightenment GNOME GNOME-Classic GNOME-Flashback Hyprland i3 KDE labwc LXDE ' +
    'LXQt MATE niri Pantheon pop sway ubuntu Unity X-Cinnamon XFCE x11 wayland tty'
  ).split(' '),
);

/** The desktops that a variable names; the length of any other. */
export function desktopNames(names: string): string {
  const masked = names.split(':').map((name) => (DESKTOPS.has(name) ? name : textLength(name)));
  return masked.join(':');
}

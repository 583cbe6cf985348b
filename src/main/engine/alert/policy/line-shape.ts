import { hash } from 'node:crypto';

/** UTF-16 units of a line that its shape follows from. */
const LONGEST_READ = 2_000;

const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;
/** IPv6 and hardware addresses; times of day have the same form and are masked as well. */
const COLON_ADDRESS = /(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi;
const MAIL_ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const WORD = /[A-Za-z0-9]+/g;
const CALENDAR = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)$/i;
const HEX = /^(?:0x[\da-f]+|(?=\D*\d)[\da-f]{8,})$/i;
/** Letters and digits in turn, as made-up ids have them: `a8f3k2`, but not `eth0` or `E1001`. */
const MADE_UP = /^(?=.{6})(?:\d+[a-z]+\d+|[a-z]+\d+[a-z]+\d)/i;

/**
 * What stays of a line when everything is masked that differs each time: numbers, times, addresses, hexadecimals, UUIDs and
 * ids. The same trouble has the same shape; another error has another.
 */
export function lineShape(line: string): string {
  return line
    .slice(0, LONGEST_READ)
    .replace(UUID, '#')
    .replace(MAIL_ADDRESS, '#')
    .replace(COLON_ADDRESS, '#')
    .replace(WORD, maskWord)
    .replace(/#(?:[.,]#)+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Characters of a shape's name. */
const SHAPE_KEY = 22;

/** A short name for a line's shape, fit to be a key. */
export function shapeKey(line: string): string {
  return hash('sha256', lineShape(line), 'base64url').slice(0, SHAPE_KEY);
}

/** The same for one case of a rule; `key` is empty for a rule without. */
export function shapeKeyOf(line: string, key: string): string {
  return `${shapeKey(line)} ${key}`.trimEnd();
}

/** Whether what `shapeKeyOf` gave is of this case. */
export function isShapeKeyOf(given: string, key: string): boolean {
  return given.slice(SHAPE_KEY) === ` ${key}`.trimEnd();
}

function maskWord(word: string): string {
  if (CALENDAR.test(word) || HEX.test(word) || MADE_UP.test(word)) {
    return '#';
  }
  return word.replace(/\d+/g, '#');
}

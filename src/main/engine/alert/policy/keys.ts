import { hash } from 'node:crypto';
import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import { ShapeReader } from './fingerprint-reader';

/** UTF-16 units of a key that count. */
const LONGEST_KEY = 200;

/** What the rule's key group caught: tells the cases of a rule apart. Empty without a key, or when the group took no part. */
export function groupKey({ key }: Pick<Rule, 'key'>, { groups, named }: Pick<Found, 'groups' | 'named'>): string {
  if (key === undefined) {
    return '';
  }
  const caught = /^\d+$/.test(key) ? groups[Number(key) - 1] : named[key];
  return (caught ?? '').slice(0, LONGEST_KEY);
}

/** Characters of a shape's name. */
const FINGERPRINT_KEY = 22;
/** Names that are kept at hand; when there are more, they are made anew. */
const MOST_KNOWN = 2_048;

/** A shape whose name has been asked for. */
interface KnownShape {
  readonly units: Uint16Array;
  readonly key: string;
}

const reader = new ShapeReader();
/** By the hash of the shape. */
const known = new Map<number, KnownShape>();

/**
 * What stays of a line when everything is masked that differs each time: numbers, times, addresses, hexadecimals, UUIDs and
 * ids. The same trouble has the same shape; another error has another.
 */
export function lineFingerprint(line: string): string {
  reader.read(line);
  return String.fromCharCode(...reader.units.subarray(0, reader.length));
}

/** A short name for a line's shape, fit to be a key. */
export function fingerprintKey(line: string): string {
  reader.read(line);
  const { fingerprint } = reader;
  const shape = known.get(fingerprint);
  return shape && isLastRead(shape) ? shape.key : learn(fingerprint);
}

/** The same for one case of a rule; `key` is empty for a rule without. */
export function fingerprintKeyOf(line: string, key: string): string {
  return key === '' ? fingerprintKey(line) : `${fingerprintKey(line)} ${key}`.trimEnd();
}

/** Whether what `shapeKeyOf` gave is of this case. */
export function isFingerprintKeyOf(given: string, key: string): boolean {
  return given.slice(FINGERPRINT_KEY) === ` ${key}`.trimEnd();
}

function isLastRead({ units }: KnownShape): boolean {
  if (units.length !== reader.length) {
    return false;
  }
  for (let index = 0; index < units.length; index += 1) {
    if (units[index] !== reader.units[index]) {
      return false;
    }
  }
  return true;
}

/** Makes the name of the shape that was read last; of two with the same hash, the later is known. */
function learn(fingerprint: number): string {
  const units = reader.units.slice(0, reader.length);
  const key = hash('sha256', String.fromCharCode(...units), 'base64url').slice(0, FINGERPRINT_KEY);
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  known.set(fingerprint, { units, key });
  return key;
}

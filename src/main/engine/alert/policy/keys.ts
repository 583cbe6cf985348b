import { hash } from 'node:crypto';
import type { Rule } from '../../../../shared/settings/schema';
import type { Found } from '../../match/regex/types';
import { FingerprintReader } from './line-fingerprint';

/** UTF-16 units of a group value that count. */
const LONGEST_KEY = 200;

/** Returns the value of the rule's key group; empty without a key, or if the group took no part in the match. */
export function groupKey({ key }: Pick<Rule, 'key'>, { groups, named }: Pick<Found, 'groups' | 'named'>): string {
  if (key === undefined) {
    return '';
  }
  const caught = /^\d+$/.test(key) ? groups[Number(key) - 1] : named[key];
  return (caught ?? '').slice(0, LONGEST_KEY);
}

/** Length of a fingerprint key, characters. */
const FINGERPRINT_KEY = 22;
/** Most fingerprint keys in the cache; beyond, they are computed again. */
const MAX_CACHED = 2_048;

/** A fingerprint with its key. */
interface CachedFingerprint {
  readonly units: Uint16Array;
  readonly key: string;
}

const reader = new FingerprintReader();
/** By the hash of the fingerprint. */
const cachedKeys = new Map<number, CachedFingerprint>();

/**
 * Masks the parts of a line that differ each time: numbers, times, addresses, hexadecimals, UUIDs and ids. Repetitions
 * of one error have the same fingerprint, different errors have different ones.
 */
export function lineFingerprint(line: string): string {
  reader.read(line);
  return String.fromCharCode(...reader.units.subarray(0, reader.length));
}

/** Returns a short hash of a line's fingerprint, for use as a key. */
export function fingerprintKey(line: string): string {
  reader.read(line);
  const { hash } = reader;
  const cached = cachedKeys.get(hash);
  return cached && isLastRead(cached) ? cached.key : cacheKey(hash);
}

/** Returns the fingerprint key of a line within a group value; `key` is empty for a rule without one. */
export function fingerprintKeyOf(line: string, key: string): string {
  return key === '' ? fingerprintKey(line) : `${fingerprintKey(line)} ${key}`.trimEnd();
}

/** True if a result of `fingerprintKeyOf` belongs to this group value. */
export function isFingerprintKeyOf(given: string, key: string): boolean {
  return given.slice(FINGERPRINT_KEY) === ` ${key}`.trimEnd();
}

function isLastRead({ units }: CachedFingerprint): boolean {
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

/**
 * Computes the key of the fingerprint read last and caches it; of two fingerprints with the same hash, the later stays.
 */
function cacheKey(lineHash: number): string {
  const units = reader.units.slice(0, reader.length);
  const key = hash('sha256', String.fromCharCode(...units), 'base64url').slice(0, FINGERPRINT_KEY);
  if (cachedKeys.size >= MAX_CACHED) {
    cachedKeys.clear();
  }
  cachedKeys.set(lineHash, { units, key });
  return key;
}

import type { LabelSet } from './received-alert';

/** Offset and prime of the 64-bit FNV-1a hash (draft-eastlake-fnv). */
const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
/** Byte that ends each name and value, which UTF-8 never has. */
const SEPARATOR = 0xff;

/** Fingerprint of labels as Prometheus computes it (common/model/signature.go): 16 hexadecimal digits. */
export function labelFingerprint(labels: LabelSet): string {
  const parts = Object.entries(labels)
    .map(([name, value]) => [Buffer.from(name), Buffer.from(value)] as const)
    .sort(([one], [other]) => one.compare(other));
  let hash = OFFSET;
  const add = (byte: number): void => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  };
  for (const part of parts.flat()) {
    part.forEach(add);
    add(SEPARATOR);
  }
  return hash.toString(16).padStart(16, '0');
}

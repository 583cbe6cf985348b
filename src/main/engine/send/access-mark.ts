import { createHash } from 'node:crypto';
import type { SensAccess } from './sender-types';

/** Enough to tell two settings apart; nothing of a key can be found from it. */
const MARK_CHARACTERS = 16;

/** Stands for the access as a whole: equal when every value is equal. A recipient's country and number make it the mark of one text. */
export function accessMark(access: SensAccess, dialled = ''): string {
  const values = Object.entries(access).sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([values, dialled]));
  return hash.digest('base64url').slice(0, MARK_CHARACTERS);
}

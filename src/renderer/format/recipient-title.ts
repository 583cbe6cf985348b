import type { Recipient } from '../../shared/settings/schema';

/** Name of a recipient, or the number if there is none. */
export function recipientTitle({ name, number }: Pick<Recipient, 'name' | 'number'>): string {
  return name === '' ? number : name;
}

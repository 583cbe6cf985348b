import type { Recipient } from '../../shared/settings/schema';

/** What a recipient goes by: the name, or the number when there is none. */
export function recipientTitle({ name, number }: Pick<Recipient, 'name' | 'number'>): string {
  return name === '' ? number : name;
}

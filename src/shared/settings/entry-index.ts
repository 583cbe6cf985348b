import type { Rule } from './schema';

/** An item of a list with the index at which it was written. */
export interface Indexed<Item> {
  readonly index: number;
  readonly item: Item;
}

/**
 * All ids as written, so that a rule is not blamed for naming an item that is wrong in another way. `recipients`: those a rule may
 * name, groups among them; `persons`: recipients alone.
 */
export type WrittenIds = Readonly<Record<'files' | 'recipients' | 'persons', ReadonlySet<unknown>>>;

/** Every text of a rule with its place in it. */
export function messagesOf({
  message,
  okMessage,
  absence,
  pair,
}: Rule): readonly (readonly [field: readonly string[], text: string])[] {
  return [
    [['message'], message],
    [['okMessage'], okMessage],
    ...(absence
      ? ([
          [['absence', 'message'], absence.message],
          [['absence', 'recovered'], absence.recovered],
        ] as const)
      : []),
    ...(pair ? ([[['pair', 'message'], pair.message]] as const) : []),
    ...(pair?.recovered === undefined ? [] : ([[['pair', 'recovered'], pair.recovered]] as const)),
  ];
}

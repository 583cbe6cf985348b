import type { Rule } from './schema';

/** An item of a list with its index in the written list. */
export interface Indexed<Item> {
  readonly index: number;
  readonly item: Item;
}

/**
 * All ids as written, so that no rule is blamed for naming an item that is invalid for another reason. `recipients`
 * includes groups, `persons` does not.
 */
export type WrittenIds = Readonly<Record<'files' | 'recipients' | 'persons', ReadonlySet<unknown>>>;

/** Messages of a rule with their field paths. */
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

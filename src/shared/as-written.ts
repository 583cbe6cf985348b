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

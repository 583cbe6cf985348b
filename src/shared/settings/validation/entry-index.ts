/** An item of a list with its index in the written list. */
export interface Indexed<Item> {
  readonly index: number;
  readonly item: Item;
}

/**
 * All ids as written, so that no rule is blamed for naming an item that is invalid for another reason. `recipients`
 * includes groups, `persons` does not; `journals` are the files that select journal entries, `alerts` those that
 * select received alerts, `copied` the channels that
 * get every alert.
 */
export type WrittenIds = Readonly<
  Record<'files' | 'journals' | 'alerts' | 'recipients' | 'persons' | 'channels' | 'copied', ReadonlySet<unknown>>
> & {
  /** True if the settings name an Alertmanager cluster, valid or not. */
  readonly cluster: boolean;
};

/** The shape of a table of texts: the same keys, any words. Korean is written first; English must say as much. */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>;
};

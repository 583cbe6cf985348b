/**
 * The shape of a table of texts: the same keys, any words. Korean is written first; English must say as much. A text with a `count` may
 * have another for one of something, under its key with `_one` (i18next, "Plurals"); Korean has no plural.
 */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>;
} & { readonly [Key in `${keyof Texts & string}_one`]?: string };

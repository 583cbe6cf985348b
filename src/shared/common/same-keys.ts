/**
 * Type of a translation: the same keys, any strings. Korean is the original. Strings with a `count` may have a singular
 * form under the key with `_one` (i18next, "Plurals"); Korean has no plural.
 */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>;
} & { readonly [Key in `${keyof Texts & string}_one`]?: string };

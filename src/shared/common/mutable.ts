/**
 * A type whose fields can be set. A copy whose fields are set afterwards costs a third of a spread with other values,
 * and a flood needs several for each match.
 */
export type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** What a pattern found in a line: the part that matched and what its groups caught. */
export interface Found {
  readonly matched: string;
  /** Numbered groups from 1; one that took no part is empty. */
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /** Of a line by which a rule's trouble is over: that it is one. */
  readonly part?: 'ok';
}

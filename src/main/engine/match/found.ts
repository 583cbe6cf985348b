/** What a pattern found in a line: the part that matched and what its groups caught. */
export interface Found {
  readonly matched: string;
  /** Numbered groups from 1; one that took no part is empty. */
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
  /** Of a rule that expects an end: that it is one, or a start whose end did not come in time. Else the line is a start. */
  readonly part?: 'end' | 'overdue';
}

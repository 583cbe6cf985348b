/** One text as the practice phone shows it: plain strings, no markup. */
export interface PhoneText {
  readonly id: string;
  /** False for a text that would not have reached a handset. */
  readonly arrived: boolean;
  readonly from: string;
  readonly to: string;
  /** Time of arrival: `time` for people, `at` in ISO 8601. */
  readonly time: string;
  readonly at: string;
  readonly subject: string;
  readonly content: string;
  /** Type, size and cost. */
  readonly facts: readonly string[];
  /** Remark on its delivery; empty if none. */
  readonly notice: string;
  /** URLs of its pictures, relative to the page. */
  readonly pictures: readonly string[];
}

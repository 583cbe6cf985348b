/** One text as the practice phone shows it: words ready to be read, none of them markup. */
export interface PhoneText {
  readonly id: string;
  /** False for a text that no handset would have got. */
  readonly arrived: boolean;
  readonly from: string;
  readonly to: string;
  /** When it arrived, as people read it, and as machines do (ISO 8601). */
  readonly time: string;
  readonly at: string;
  readonly subject: string;
  readonly content: string;
  /** Kind, size and cost. */
  readonly facts: readonly string[];
  /** What happened to it on its way; empty for nothing. */
  readonly notice: string;
  /** Addresses of its pictures, relative to the page. */
  readonly pictures: readonly string[];
}

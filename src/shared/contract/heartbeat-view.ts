/** A heartbeat as the window shows it: never with its URL, which is secret. */
export interface HeartbeatView {
  /** Id, or its place in the settings. */
  readonly name: string;
  /** Host of the monitor; null without a usable URL. */
  readonly host: string | null;
  /** Interval, as the settings have it. */
  readonly every: string;
  /** Last request since the start, in ms since 1970, and whether the monitor accepted it; null for none. */
  readonly last: { readonly at: number; readonly isDelivered: boolean } | null;
}

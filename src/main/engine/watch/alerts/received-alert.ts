import type { AlertsSource } from '../../../../shared/settings/schema';

/** Labels or annotations by name. */
export type LabelSet = Readonly<Record<string, string>>;

/** An alert as another program reported it. */
export interface ReceivedAlert {
  /** Identifies the labels: 16 hexadecimal digits from Alertmanager, or any short text. */
  readonly fingerprint: string;
  readonly labels: LabelSet;
  readonly annotations: LabelSet;
  /** Start of the alert, ms since 1970; null if the sender leaves it to the receiver. */
  readonly startsAt: number | null;
  /** End of the alert, ms since 1970; null while it fires. */
  readonly endsAt: number | null;
  /** Time until which it fires unless it is sent again, ms since 1970; null if its end will be reported. */
  readonly expiresAt: number | null;
}

/** Most UTF-16 units of the text of an alert. */
const MOST_TEXT = 8_192;
/** Most UTF-16 units of a label or annotation as a variable. */
const MOST_VALUE = 2_000;

/**
 * Text of an alert, which rules match: its name, its summary or description, and its other labels in order of their
 * names. `HighLatency: API is slow {instance="web-1", severity="page"}`
 */
export function alertText({ labels, annotations }: Pick<ReceivedAlert, 'labels' | 'annotations'>): string {
  const { alertname = '', ...others } = labels;
  const said = oneLine(annotations['summary'] ?? annotations['description'] ?? '');
  const pairs = Object.keys(others)
    .sort()
    .map((name) => `${name}="${escaped(others[name] ?? '')}"`);
  const head = [oneLine(alertname), said].filter((part) => part !== '').join(': ');
  const text = [head, ...(pairs.length === 0 ? [] : [`{${pairs.join(', ')}}`])].filter((part) => part !== '').join(' ');
  return cut(text, MOST_TEXT);
}

/** Variables of an alert by name: `labels.instance`, `annotations.summary`. */
export function alertVariables({ labels, annotations }: Pick<ReceivedAlert, 'labels' | 'annotations'>): LabelSet {
  const named = (kind: string, set: LabelSet): [string, string][] =>
    Object.entries(set).map(([name, value]) => [`${kind}.${name}`, cut(value, MOST_VALUE)]);
  return Object.fromEntries([...named('labels', labels), ...named('annotations', annotations)]);
}

/** True if an entry of the settings selects alerts with these labels; a missing label counts as an empty one. */
export function isSelected({ alerts }: AlertsSource, labels: LabelSet): boolean {
  return Object.entries(alerts.labels).every(([name, values]) => values.split('|').includes(labels[name] ?? ''));
}

/** Replaces line breaks and other control characters, and the spaces around them, by one space. */
function oneLine(text: string): string {
  return text.replace(/\s*[\p{Cc}\p{Zl}\p{Zp}]+\s*/gu, ' ').trim();
}

function escaped(value: string): string {
  return oneLine(value).replace(/["\\]/g, '\\$&');
}

/** Cuts a text that is too long, but no surrogate pair. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
}

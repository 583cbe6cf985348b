import type { ReceivedFacts } from '../../../../shared/contract/history';

/** Most UTF-16 units of the labels and annotations that are kept with a match. */
const MOST_CHARACTERS = 8_192;
const LABEL = 'labels.';
const ANNOTATION = 'annotations.';

/** Picks labels and annotations out of the variables of a match; null for a match that is no received alert. */
export function receivedFacts(named: Readonly<Record<string, string>>): ReceivedFacts | null {
  let left = MOST_CHARACTERS;
  const pick = (prefix: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(named)
        .filter(([name]) => name.startsWith(prefix))
        .filter(([name, value]) => {
          left -= name.length + value.length;
          return left >= 0;
        })
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  // Every alert has a label.
  const labels = pick(LABEL);
  return Object.keys(labels).length === 0 ? null : { labels, annotations: pick(ANNOTATION) };
}

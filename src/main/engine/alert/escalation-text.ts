import type { Settings } from '../../../shared/settings/schema';
import { ownWords } from '../own-texts';
import { composeText, type ComposedText } from './compose';
import type { OpenIncident } from './policy/incident';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The text for those who are asked next: for how long nobody has acknowledged the incident, and what its first text said. */
export function escalationText(incident: OpenIncident, now: number, settings: Settings): ComposedText {
  const { id, count, content, textAt } = incident;
  const since = Math.max(0, now - (textAt ?? now));
  const words = ownWords(settings);
  const message = words('escalation.text', {
    hours: Math.floor(since / HOUR_MS),
    minutes: Math.floor((since % HOUR_MS) / MINUTE_MS),
    id,
    count,
    content,
  });
  return composeText(message, 'Logbell', settings.delivery);
}

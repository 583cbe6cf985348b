import type { SameKeys } from '../../common/same-keys';
import type { receive as korean } from '../ko/receive';

/** English answers to senders of alerts. */
export const receive: SameKeys<typeof korean> = {
  'foreign-host': 'The Host header is not a name of this receiver. Use its address, or add the name to receive.hosts.',
  'no-token': 'The token is missing or wrong. Send the header "Authorization: Bearer TOKEN".',
  'unknown-path': 'Nothing is here. Use /alertmanager or /api/v2/alerts.',
  'bad-method': 'This method is not supported. Send alerts with POST.',
  'not-json-type': 'This is not JSON. Send an uncompressed body with Content-Type: application/json.',
  'too-large': 'The body is larger than 1 MiB. Send fewer alerts at once.',
  'not-ready': 'Alerts cannot be stored now. Send them again later.',
  'not-json': 'The body is not valid JSON. Check its commas and brackets.',
  'bad-version': 'This webhook version is not supported. Use version 4.',
  'no-alerts': 'The body has no list of alerts. Send "alerts" to the webhook, and a JSON array to /api/v2/alerts.',
  'bad-alert': 'An alert is malformed. Use strings in labels and annotations, and the status firing or resolved.',
  'no-labels': 'An alert has no labels. Add at least one, such as alertname.',
  'bad-time': 'A time is invalid. Use RFC 3339 in startsAt and endsAt.',
};

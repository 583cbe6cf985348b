import type { csv as korean } from '../ko/csv';
import type { SameKeys } from '../../common/same-keys';

/** English strings of the history as a table. */
export const csv: SameKeys<typeof korean> = {
  column: {
    time: 'Time',
    kind: 'Type',
    rule: 'Rule',
    file: 'File',
    offset: 'Offset (bytes)',
    line: 'Details',
    decision: 'Decision',
    content: 'Message',
    texts: 'Texts',
  },
  kind: {
    match: 'Match',
    held: 'Held matches',
    test: 'Test text',
    digest: 'Digest',
    escalation: 'Escalation',
    silence: 'Silence',
    problem: 'Problem',
  },
};

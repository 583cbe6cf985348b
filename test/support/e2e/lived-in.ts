import { mkdirSync } from 'node:fs';
import type { AppFolder } from './app-folder';

/** Settings as people have them after a while, with some faults. */
export function livedIn(folder: AppFolder): object {
  const folderForFile = folder.path('archive');
  mkdirSync(folderForFile);
  folder.append('started\n', folder.path('payment.log'));
  return {
    app: { firstSteps: 'what' },
    recipients: [
      { id: 'me', name: '김당직', number: '010-1234-5678' },
      { id: 'lead', name: 'Team lead', number: '010-1234-5679' },
    ],
    files: [
      { id: 'payment', path: folder.path('payment.log') },
      { id: 'web', path: folder.path('nginx/*.log'), start: 'beginning' },
      { id: 'archive', path: folderForFile },
    ],
    rules: [
      {
        id: 'payment',
        name: '결제 오류',
        match: { regex: 'payment (?<id>\\d+) failed' },
        butNot: [{ text: 'retrying' }],
        message: '[{{rule}}] {{id}} {{line}}',
        cooldown: '10m',
      },
      { id: 'disk', name: 'Disk full', files: ['payment'], match: { text: 'no space left' }, recipients: ['me'] },
      { id: 'quiet', name: 'Slow requests', enabled: false, match: { text: 'timeout', ignoreCase: true } },
    ],
  };
}

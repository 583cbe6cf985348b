import { describe, expect, it } from 'vitest';
import { previewMessage } from '../../../../src/renderer/forms/message-preview';

const values = { rule: 'Disk', file: '/var/log/a.log', line: 'disk {{host}} full', host: 'server-1', match: 'disk' };
const text = { kind: 'text', pattern: 'disk', ignoreCase: false } as const;
const fit = { smsOnly: false };
const regex = { kind: 'regex', pattern: '(?<code>\\d+) (?<=x)(?:y)', ignoreCase: false } as const;

describe('previewMessage', () => {
  it('fills in values once, so that a line cannot name a variable', () => {
    expect(previewMessage('[{{rule}}] {{ line }}', values, text, fit).content).toBe('[Disk] disk {{host}} full');
  });

  it('shows the groups of a regular expression by number and name', () => {
    expect(previewMessage('{{1}} {{code}} {{other}}', values, regex, fit).content).toBe('<1> <code> ');
    expect(previewMessage('{{1}} {{code}}', values, regex, fit).replaced).toBe(0);
    expect(previewMessage('{{1}}{{code}}', values, text, fit).content).toBe('');
  });

  it('reports when a message becomes an LMS', () => {
    expect(previewMessage('가'.repeat(45), values, text, fit)).toMatchObject({ type: 'SMS', bytes: 90 });
    expect(previewMessage(`${'가'.repeat(45)}a`, values, text, fit)).toMatchObject({ type: 'LMS', bytes: 91 });
    const cut = previewMessage(`${'가'.repeat(45)}a`, values, text, { smsOnly: true });
    expect(cut).toMatchObject({ type: 'SMS', bytes: 90, cut: true });
  });
});

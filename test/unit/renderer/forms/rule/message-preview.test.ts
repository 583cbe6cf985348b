import { describe, expect, it } from 'vitest';
import { JOURNAL_VARIABLES } from '../../../../../src/shared/sms/template';
import type { LiveLine } from '../../../../../src/shared/contract/live-view';
import { messageVariables, previewMessage, sampleOf } from '../../../../../src/renderer/forms/rule/message-preview';

const values = {
  rule: 'Disk',
  file: '/var/log/a.log',
  line: 'disk {{host}} full',
  host: 'server-1',
  match: 'disk',
  count: 6,
  ofJournal: false,
};
const text = { kind: 'text', pattern: 'disk', ignoreCase: false } as const;
const fit = { smsOnly: false };
const regex = { kind: 'regex', pattern: '(?<code>\\d+) (?<=x)(?:y)', ignoreCase: false } as const;

describe('previewMessage', () => {
  it('fills in values once, so that a line cannot name a variable', () => {
    expect(previewMessage('[{{rule}}] {{ line }}', values, text, fit).content).toBe('[Disk] disk {{host}} full');
  });

  it('shows as many matches as the threshold needs', () => {
    expect(previewMessage('{{count}}×', values, text, fit).content).toBe('6×');
  });

  it('shows the groups of a regular expression by number and name', () => {
    expect(previewMessage('{{1}} {{code}} {{other}}', values, regex, fit).content).toBe('<1> <code> ');
    expect(previewMessage('{{1}} {{code}}', values, regex, fit).replaced).toBe(0);
    expect(previewMessage('{{1}}{{code}}', values, text, fit).content).toBe('');
  });

  it('shows the fields of journal entries by name', () => {
    const ofJournal = { ...values, ofJournal: true };
    expect(previewMessage('{{unit}} {{pid}} {{host}}', ofJournal, text, fit).content).toBe('<unit> <pid> server-1');
    expect(previewMessage('{{unit}}', values, text, fit).content).toBe('');
  });

  it('reports when a message becomes an LMS', () => {
    expect(previewMessage('가'.repeat(45), values, text, fit)).toMatchObject({ type: 'SMS', bytes: 90 });
    expect(previewMessage(`${'가'.repeat(45)}a`, values, text, fit)).toMatchObject({ type: 'LMS', bytes: 91 });
    const cut = previewMessage(`${'가'.repeat(45)}a`, values, text, { smsOnly: true });
    expect(cut).toMatchObject({ type: 'SMS', bytes: 90, cut: true });
  });
});

describe('messageVariables', () => {
  it('offers the fields of journal entries only to rules that check some', () => {
    expect(messageVariables(true)).toEqual(expect.arrayContaining([...JOURNAL_VARIABLES]));
    expect(messageVariables(false)).not.toContain('unit');
  });
});

describe('sampleOf', () => {
  const line = (of: string, marks: readonly { start: number; end: number }[] = []): LiveLine => ({
    ...{ text: of, cut: false, marks },
    rules: marks.length > 0 ? ['Disk'] : [],
  });

  it('prefers the newest match to the newest line', () => {
    const lines = [line('disk 1', [{ start: 0, end: 4 }]), line('disk 2', [{ start: 0, end: 4 }]), line('other')];
    expect(sampleOf(lines, 'disk 3')).toEqual({ line: 'disk 2', match: 'disk' });
    expect(sampleOf([line('one'), line('other')], null)).toEqual({ line: 'other', match: '' });
    expect(sampleOf([], null)).toBeNull();
  });

  it('prefers an example to a line that does not match', () => {
    expect(sampleOf([line('other')], 'disk 3')).toEqual({ line: 'disk 3', match: '' });
    expect(sampleOf([], 'disk 3')).toEqual({ line: 'disk 3', match: '' });
  });
});

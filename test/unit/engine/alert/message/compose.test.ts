import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeAlert, composeText, type AlertContent } from '../../../../../src/main/engine/alert/message/compose';
import { fillTemplate } from '../../../../../src/shared/sms/template';

const HELD = { count: 13, heldBack: 12, firstAt: new Date(2026, 10, 22, 22, 0).getTime(), key: 'kim', incident: 7 };

function facts(change: Partial<AlertContent>): AlertContent {
  return {
    message: 'An Event Occurred',
    rule: 'Hello',
    file: '/var/log/app.log',
    line: 'user=kim hello world',
    host: 'web-1',
    match: 'hello world',
    groups: ['kim'],
    named: { user: 'kim' },
    at: new Date(2026, 10, 22, 23, 5, 9).getTime(),
    smsOnly: false,
    summary: { count: 1, heldBack: 0, firstAt: 0, key: '', incident: 7 },
    ...change,
  };
}

describe('composeAlert', () => {
  it.each([
    ['{{rule}}', 'Hello'],
    ['{{file}}', '/var/log/app.log'],
    ['{{line}}', 'user=kim hello world'],
    ['{{time}}', '11-22 23:05:09'],
    ['{{host}}', 'web-1'],
    ['{{match}}', 'hello world'],
    ['{{1}}', 'kim'],
    ['{{ user }}', 'kim'],
    ['<{{2}}{{nothing}}>', '<>'],
  ])('fills %s', (message, content) => {
    expect(composeAlert(facts({ message })).content).toBe(content);
  });

  it.each([
    ['{{line}}', 'java.lang.Error: boom'],
    ['{{event}}', 'ERROR a\njava.lang.Error: boom\n\tat a.B'],
    ['{{match}}', 'Error: boom\n\tat'],
  ])('fills %s from an entry of several lines', (message, content) => {
    const line = 'ERROR a\njava.lang.Error: boom\n\tat a.B';
    const text = composeAlert(facts({ message, line, match: 'Error: boom\n\tat' }));
    expect(text.content).toBe(content.replaceAll('\t', ' '));
  });

  it('uses the first line of an entry without a match position', () => {
    expect(composeAlert(facts({ message: '{{line}}', line: 'a\nb', match: '' })).content).toBe('a');
  });

  it('states the number of held matches even if a group of the rule has the name of the count', () => {
    const named = { count: 'seven' };
    expect(composeAlert(facts({ message: '{{count}}', named, summary: HELD })).content).toBe('seven (+12)');
  });

  it('states the number of held matches', () => {
    expect(composeAlert(facts({ summary: HELD })).content).toBe('An Event Occurred (+12)');
  });

  it.each([
    ['{{count}} {{line|10}}', '13 user=kim…'],
    ['{{heldBack}}×{{key}}', '12×kim'],
    ['{{first}} ~ {{last}}', '11-22 22:00:00 ~ 11-22 23:05:09 (+12)'],
    ['{{ line | 8 }}', 'user=k… (+12)'],
    ['{{line|2000}}', 'user=kim hello world (+12)'],
  ])('fills %s with the number of held matches', (message, content) => {
    expect(composeAlert(facts({ message, summary: HELD })).content).toBe(content);
  });

  it('counts bytes like SENS, and splits no character', () => {
    expect(composeAlert(facts({ message: '{{line|7}}', line: '결제 실패', match: '' })).content).toBe('결제 …');
  });

  it('lets a group use the name of a reported value', () => {
    expect(composeAlert(facts({ message: '{{key}}', named: { key: 'mine' }, summary: HELD })).content).toBe(
      'mine (+12)',
    );
  });

  it('lets no group replace a built-in variable', () => {
    expect(composeAlert(facts({ message: '{{rule}}', named: { rule: 'other' } })).content).toBe('Hello');
  });

  it('uses the rule as subject of an LMS, at most 40 bytes', () => {
    const text = composeAlert(
      facts({ message: '가'.repeat(46), rule: '아주 긴 규칙 이름이라서 마흔 바이트를 넘는 경우' }),
    );
    expect(text.type).toBe('LMS');
    expect(text.subject.endsWith('…')).toBe(true);
  });

  it('stays an SMS if LMS are disabled', () => {
    const text = composeAlert(facts({ message: '가'.repeat(46), smsOnly: true }));
    expect(text).toMatchObject({ type: 'SMS', bytes: 90, cut: true, content: `${'가'.repeat(44)}…` });
  });

  it.each(['', '{{2}}', ' \u001b[31m\u200b\n'])(
    'sends the name of the rule instead of an empty text, which SENS rejects',
    (message) => {
      expect(composeAlert(facts({ message })).content).toBe('Hello');
      expect(composeText('', 'Logbell', { smsOnly: true }).content).toBe('Logbell');
    },
  );
});

describe('fillTemplate', () => {
  it('does not expand variables inside a log line', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        const alert = { count: '', key: '', heldBack: '', incident: '', first: '', last: '' };
        const values = { ...facts({ line: `{{host}}${line}` }), time: '', alert };
        expect(fillTemplate('{{line}}', values)).toBe(`{{host}}${line}`);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { problemMessage } from '../../../../src/main/engine/problem-routing/problem-message';
import type { Problem } from '../../../../src/shared/contract/status';
import { translator } from '../../../../src/shared/i18n/translator';
import { messageMinute } from '../../../../src/shared/sms/template';
import { en } from '../../../support/text/strings';

const SINCE = Date.UTC(2026, 10, 23, 3);
const context = { words: translator('en'), host: 'web1', recipientOf: () => 'Minsu' };

function problem(code: Problem['code'], params: Problem['params'] = {}, subject = ''): Problem {
  return { code, subject, params, since: SINCE };
}

describe('problemMessage', () => {
  it('names the machine, the number of problems and each title', () => {
    const begun = [problem('sens-refused-key'), problem('file-unreadable', {}, '/var/log/app.log')];
    const [head, keys, file] = problemMessage({ begun, ended: [] }, context).split('\n');
    expect(head).toBe(en('problemReport.begun', { host: 'web1', count: 2 }));
    const time = messageMinute(SINCE);
    expect(keys).toBe(en('problemReport.since', { time, title: en('problem.sens-refused-key.title') }));
    expect(file).toContain('/var/log/app.log');
  });

  it('says how long an ended problem lasted', () => {
    const ended = [{ problem: problem('sens-refused-key'), lastedMs: 90 * 60_000 }];
    const [head, line] = problemMessage({ begun: [], ended }, context).split('\n');
    expect(head).toBe(en('problemReport.ended', { host: 'web1', count: 1 }));
    expect(line).toContain('1 h 30 min');
  });

  it('has the name of a recipient instead of the number', () => {
    const begun = [problem('text-failed', { to: '010-****-5678', reason: 'not-delivered' }, 'text:1')];
    const message = problemMessage({ begun, ended: [] }, context);
    expect(message).toContain('Minsu');
    expect(message).not.toContain('5678');
  });

  it('has the title of a channel instead of its id', () => {
    const begun = [
      problem('channel-unconfirmed', { title: 'Ops room' }, 'webhook-1'),
      problem('channel-unconfirmed', {}, 'gone'),
    ];
    const message = problemMessage({ begun, ended: [] }, context);
    for (const subject of ['Ops room', 'gone']) {
      expect(message).toContain(en('problem.channel-unconfirmed.title', { subject }));
    }
  });

  it('names ten problems of many, and counts the rest', () => {
    const begun = Array.from({ length: 25 }, (_, index) => problem('file-unreadable', {}, `/var/log/${index}.log`));
    const lines = problemMessage({ begun, ended: [] }, context).split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe(en('fallback.more', { count: 15 }));
  });
});

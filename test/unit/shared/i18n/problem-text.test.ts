import { expect, it } from 'vitest';
import { problemWords } from '../../../../src/shared/i18n/problem-text';
import { translator } from '../../../../src/shared/i18n/translator';

it.each(['en', 'ko'] as const)('title and remedy are sentences of one paragraph: %s', (language) => {
  const words = problemWords({ code: 'file-directory', subject: '/etc', params: {} }, translator(language));
  expect(words.match(/\. /g)).toHaveLength(1);
  expect(words).toContain('/etc');
  expect(words).not.toContain('..');
});

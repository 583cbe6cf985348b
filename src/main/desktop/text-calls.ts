import type { Translate } from '../../shared/i18n/translator';
import { fail, ok, type Result } from '../../shared/common/result';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import type { SettingsFile } from '../settings/settings-file';
import type { CallHandlers } from './call-handlers';
import type { EngineHost } from './engine-host';
import type { EngineRunner } from './engine-runner';
import { createTestImage } from './test-image';

/** What calls about texts are answered from. */
export interface TextCallParts {
  readonly engine: EngineHost;
  readonly runner: EngineRunner;
  readonly settings: SettingsFile;
  readonly words: () => Translate;
}

type TextCallName = 'text:send-test' | 'image:pick' | 'text:resend' | 'text:drop';

/** Answers the window's calls about texts. */
export function textCalls(parts: TextCallParts): Pick<CallHandlers, TextCallName> {
  const testImage = createTestImage(parts.words);
  return {
    'text:send-test': ({ recipientIds, withImage }) =>
      sendTest(parts, recipientIds, withImage ? testImage.body() : null),
    'image:pick': () => testImage.pick(),
    'text:resend': ({ id, sure }) => parts.engine.resendText(id, sure),
    'text:drop': ({ id }) => parts.engine.dropText(id),
  };
}

/** Owes a test text to these recipients, with a picture or without; fails with what is missing to send one. */
export async function sendTest(
  { engine, runner, settings, words }: TextCallParts,
  recipientIds: readonly string[],
  image: Uint8Array | null,
): Promise<Result<{ readonly testId: number }, SettingsProblem>> {
  const { sens, recipients } = settings.state().settings;
  const known = recipientIds.filter((wanted) => recipients.some(({ id }) => id === wanted));
  if (known.length === 0) {
    return fail(settingsProblem(['recipients'], 'no-recipients'));
  }
  const problems = [...settings.state().problems, ...runner.keysProblems()];
  const lacking = problems.find(({ path }) => /^(sens|environment)\b/.test(path));
  if (sens.mode === 'live' && lacking !== undefined) {
    return fail(lacking);
  }
  return ok({ testId: await engine.sendTest(known, words()('notification.testContent'), image) });
}

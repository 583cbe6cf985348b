import { dialog } from 'electron';
import { basename } from 'node:path';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { ImageView } from '../../../shared/contract/ipc/calls';
import type { Translate } from '../../../shared/i18n/translator';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import type { ImageFault } from '../../../shared/sms/jpeg';
import { readImage } from '../../engine/common/files/image-file';
import type { SettingsFile } from '../../settings/settings-file';
import type { TestToSend } from '../../engine/alert/message/types';
import type { EngineClient } from '../engine/engine-client';
import type { EngineController } from '../engine/engine-controller';
import type { CallHandlers } from './ipc';

/** Parts of the app that calls about texts use. */
export interface TextCallDeps {
  readonly engine: EngineClient;
  readonly controller: EngineController;
  readonly settings: SettingsFile;
  readonly getTranslate: () => Translate;
}

type TextCallName = 'text:send-test' | 'image:pick' | 'text:resend' | 'text:drop';

/** Handles the calls about texts. */
export function textCalls(deps: TextCallDeps): Pick<CallHandlers, TextCallName> {
  const testImage = createTestImage(deps.getTranslate);
  return {
    'text:send-test': ({ withImage, ...to }) => sendTest(deps, { ...to, image: withImage ? testImage.body() : null }),
    'image:pick': () => testImage.pick(),
    'text:resend': ({ id, sure }) => deps.engine.resendText(id, sure),
    'text:drop': ({ id }) => deps.engine.dropText(id),
  };
}

/**
 * Queues a test text to these recipients, with or without an image, and a test message to these channels; fails with
 * the setting that is missing to send one.
 */
export async function sendTest(
  { engine, controller, settings, getTranslate }: TextCallDeps,
  test: Omit<TestToSend, 'content'>,
): Promise<Result<{ readonly testId: number }, SettingsProblem>> {
  const { sens, recipients, channels } = settings.state().settings;
  const recipientIds = test.recipientIds.filter((recipientId) => recipients.some(({ id }) => id === recipientId));
  const channelIds = test.channelIds.filter((channelId) => channels.some(({ id }) => id === channelId));
  if (recipientIds.length + channelIds.length === 0) {
    return fail(settingsProblem(['recipients'], 'no-recipients'));
  }
  const problems = [...settings.state().problems, ...controller.keysProblems()];
  const missing = problems.find(({ path }) => /^(sens|environment)\b/.test(path));
  if (recipientIds.length > 0 && sens.mode === 'live' && missing !== undefined) {
    return fail(missing);
  }
  const content = getTranslate()('notification.testContent');
  return ok({ testId: await engine.sendTest({ ...test, recipientIds, channelIds, content }) });
}

/** Image of the next test text. The window never passes a path: it asks for a choice and gets only the result. */
interface TestImage {
  /** Opens the file dialog; null if the person cancels, and the earlier choice stays. */
  pick(): Promise<Result<ImageView | null, ImageFault>>;
  /** Bytes of the chosen image; null before a choice. */
  body(): Uint8Array | null;
}

function createTestImage(getTranslate: () => Translate): TestImage {
  let chosen: Uint8Array | null = null;
  return {
    pick: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: getTranslate()('image.kind'), extensions: ['jpg', 'jpeg', 'JPG', 'JPEG'] }],
      });
      const [path] = filePaths;
      if (path === undefined) {
        return ok(null);
      }
      const image = readImage(path);
      if (!image.ok) {
        return image;
      }
      const { body, bytes, width, height } = image.value;
      chosen = body;
      return ok({ name: basename(path), bytes, width, height });
    },
    body: () => chosen,
  };
}

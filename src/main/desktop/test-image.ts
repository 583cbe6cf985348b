import { basename } from 'node:path';
import { dialog } from 'electron';
import type { Translate } from '../../shared/i18n/translator';
import type { ImageView } from '../../shared/contract/ipc';
import type { ImageFault } from '../../shared/sms/jpeg';
import { ok, type Result } from '../../shared/common/result';
import { readImage } from '../engine/common/image-file';

/** The picture of the next test text. The window never names a path: it asks for a choice and is told what was chosen. */
export interface TestImage {
  /** Lets the person choose; null when they chose none, and then the earlier choice stands. */
  pick(): Promise<Result<ImageView | null, ImageFault>>;
  /** The bytes of what was chosen; null for nothing yet. */
  body(): Uint8Array | null;
}

export function createTestImage(words: () => Translate): TestImage {
  let chosen: Uint8Array | null = null;
  return {
    pick: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: words()('image.kind'), extensions: ['jpg', 'jpeg', 'JPG', 'JPEG'] }],
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

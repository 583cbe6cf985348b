import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes Electron's default app out of the package: Logbell is the only app there (electron-builder, hook `afterPack`).
 *
 * @param {{ appOutDir: string }} context
 */
export async function afterPack(context) {
  await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes Electron's default app out of the copied distribution: Logbell is the only app in a package (electron-builder,
 * hook `afterExtract`).
 *
 * @param {{ appOutDir: string }} context
 */
export async function afterExtract(context) {
  await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
}

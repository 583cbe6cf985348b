/** Makes the manual pages from the command tree of the sources. */
import { join } from 'node:path';
import { projectFolder } from '../../setup/project.mjs';

/**
 * The page in each language, in the format of roff.
 *
 * @param {import('../../../src/main/cli/manual-page.ts').ManualFacts} facts
 * @returns {Promise<{ en: string, ko: string }>}
 */
export async function manualPages(facts) {
  // Installed by `npm ci`, which may not have run when this module is loaded.
  const [{ runnerImport }, { assemblyScript }, { pageScript }] = await Promise.all([
    import('vite'),
    import('../../build/assembly.mjs'),
    import('../../build/page-script.mjs'),
  ]);
  const { module } = /** @type {{ module: typeof import('../../../src/main/cli/manual-page.ts') }} */ (
    await runnerImport(join(projectFolder, 'src', 'main', 'cli', 'manual-page.ts'), {
      root: projectFolder,
      configFile: false,
      logLevel: 'error',
      plugins: [assemblyScript(), pageScript()],
    })
  );
  return { en: module.manualPage('en', facts), ko: module.manualPage('ko', facts) };
}

import { readFile } from 'node:fs/promises';
import { transformWithOxc } from 'vite';

const SUFFIX = '?page';

/**
 * Replaces `import { content } from './file.ts?page'` by the file's text as JavaScript. The main process serves it to a
 * browser, such as that of the practice phone, and never runs it.
 *
 * @returns {import('vite').Plugin}
 */
export function pageScript() {
  return {
    name: 'page-script',
    async load(id) {
      if (!id.endsWith(SUFFIX)) {
        return null;
      }
      const file = id.slice(0, -SUFFIX.length);
      this.addWatchFile(file);
      const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
      return `export const content = ${JSON.stringify(code)};`;
    },
  };
}

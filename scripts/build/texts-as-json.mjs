import { dirname, relative } from 'node:path';
import { runnerImport } from 'vite';

/** The module with the strings of all languages. */
const TEXTS = '/src/shared/i18n/resources.ts';
/** Stands for the folder of the built files until the place of the file with the code is known. */
const OUTPUT_FOLDER = '__OUTPUT_FOLDER__';

/**
 * Replaces the strings in the main process by one JSON file per language, `texts/ko.json` and `texts/en.json`, read when
 * that language is first used. As code, V8 would load and keep both languages in every process.
 *
 * @returns {import('vite').Plugin}
 */
export function textsAsJson() {
  return {
    name: 'texts-as-json',
    async load(id) {
      if (!id.endsWith(TEXTS)) {
        return null;
      }
      /** @type {{ module: { resources: Readonly<Record<string, unknown>> }, dependencies: string[] }} */
      const { module, dependencies } = await runnerImport(id, { configFile: false });
      dependencies.forEach((file) => this.addWatchFile(file));
      const getters = Object.entries(module.resources).map(([language, texts]) => {
        const fileName = `texts/${language}.json`;
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(texts) });
        return `get ${language}() { return textsIn('${OUTPUT_FOLDER}/${fileName}'); }`;
      });
      return `import { readFileSync } from 'node:fs';
        const textsIn = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
        export const resources = { ${getters.join(', ')} };`;
    },
    renderChunk: (code, { fileName }) => code.replaceAll(OUTPUT_FOLDER, relative(dirname(fileName), '') || '.'),
  };
}

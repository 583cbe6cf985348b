import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { textsAsJson } from '../../../scripts/build/texts-as-json.mjs';
import { resources } from '../../../src/shared/i18n/resources';

it('writes the strings of each language to a JSON file that the code reads from where it is', async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [textsAsJson()],
    build: {
      write: false,
      minify: false,
      ssr: true,
      ssrEmitAssets: true,
      rolldownOptions: {
        input: { translator: 'src/shared/i18n/resources.ts' },
        output: { entryFileNames: 'chunks/[name].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  const content = (name: string): string => {
    const file = built.output.find(({ fileName }) => fileName === name);
    return String(file?.type === 'asset' ? file.source : file?.code);
  };
  for (const language of ['ko', 'en'] as const) {
    expect(JSON.parse(content(`texts/${language}.json`))).toEqual(resources[language]);
    expect(content('chunks/translator.js')).toContain(`"../texts/${language}.json"`);
  }
});

import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultMessages } from '../../../../src/shared/i18n/default-messages';
import { translator } from '../../../../src/shared/i18n/translator';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

const RULES = [
  { id: 'disk', name: 'Disk', match: { text: 'disk' }, ok: { text: 'fine' } },
  { id: 'beat', name: 'Beat', match: { text: 'beat' }, absence: { after: '1s' } },
  { id: 'job', name: 'Job', match: { text: 'begin' }, pair: { end: { text: 'done' }, within: '1s' } },
];

function texted(watching: Watching): string[] {
  return watching.events.flatMap((event) => (event.event === 'alert' ? [event.content] : []));
}

describe('messages that a rule leaves out', () => {
  it.each(['ko', 'en'] as const)('are in the language of Logbell: %s', async (language) => {
    const watching = await Watching.begin({ rules: RULES });
    const { settings, ...config } = watching.config();
    await watching.engine.apply({ ...config, settings: { ...settings, app: { ...settings.app, language } } });
    const append = (line: string): void => appendFileSync(watching.path(), `${line}\n`);
    const { okMessage, absence, pair } = defaultMessages(translator(language));
    const arrives = async (message: string): Promise<void> => {
      await until(() => texted(watching).includes(message), `“${message}” was texted`);
    };

    append('disk full');
    await arrives('[Disk] disk full');
    append('fine');
    await arrives(okMessage.replace('{{rule}}', 'Disk'));
    append('begin 1');
    await arrives(pair.message.replace('{{rule}}', 'Job').replace('{{line}}', 'begin 1'));
    await arrives(absence.message.replace('{{rule}}', 'Beat'));
    append('beat');
    await arrives(absence.recovered.replace('{{rule}}', 'Beat'));
    expect(texted(watching).filter((text) => /[가-힣]/.test(text))).toHaveLength(language === 'ko' ? 4 : 0);
  });
});

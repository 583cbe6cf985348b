import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@playwright/test';
import { LANGUAGES } from '../support/e2e/languages';
import { phoneAddress } from '../support/e2e/practice-phone';
import { animation, type Frame } from '../support/pictures/animation';
import { Camera } from '../support/pictures/camera';
import { test } from '../support/pictures/docs-test';
import { Shop } from '../support/pictures/shop';
import { PHONE, type Scene, Stage, WINDOW } from '../support/pictures/stage';

const FILES = { en: 'docs/images/demo.gif', ko: 'docs/images/ko/demo.gif' } as const;
const MOST_BYTES = 2_000_000;

const LINE = 'ERROR disk full: /var 98%';
const COMMAND = `echo "${LINE}" >> app.log`;
const CHARACTERS_PER_FRAME = 2;

/** How long the parts take, ms. */
const TIMES = { start: 1_000, typed: 90, command: 600, end: 3_500 } as const;

for (const language of LANGUAGES) {
  test(`a line becomes a text: ${language}`, async ({ start, folder, browse }) => {
    test.setTimeout(120_000);
    const shop = new Shop(folder, language);
    shop.open();
    const app = await start({ language });
    await app.follows(2);
    const phone = await browse(await phoneAddress(app));
    const phoneCamera = await Camera.of(phone);
    await phoneCamera.layOut(PHONE, 1);
    const window = await app.goTo('history');
    const windowCamera = await Camera.of(window);
    await windowCamera.layOut(WINDOW, 1);
    const shots = async (): Promise<Pick<Scene, 'window' | 'phone'>> => ({
      window: await windowCamera.picture(),
      phone: await phoneCamera.picture(),
    });

    const before = await shots();
    const scenes: (Scene & { readonly ms: number })[] = [{ ...before, typed: '', entered: false, ms: TIMES.start }];
    for (let length = CHARACTERS_PER_FRAME; length < COMMAND.length; length += CHARACTERS_PER_FRAME) {
      scenes.push({ ...before, typed: COMMAND.slice(0, length), entered: false, ms: TIMES.typed });
    }
    scenes.push({ ...before, typed: COMMAND, entered: false, ms: TIMES.command });

    const entered = Date.now();
    folder.append(`${LINE}\n`, shop.appLog);
    const entry = window.getByRole('article', { name: shop.rules.disk });
    const arrived = entry.getByText(app.t('window.text.delivered'), { exact: true });
    for (let last = false; !last;) {
      last = (await arrived.isVisible()) && (await phone.getByRole('listitem').count()) === 1;
      const at = Date.now();
      const now = await shots();
      scenes.push({ ...now, typed: COMMAND, entered: true, ms: last ? TIMES.end : Date.now() - at });
      expect(at - entered).toBeLessThan(10_000);
    }

    const stage = await Stage.on(await browse('about:blank'));
    const frames: Frame[] = [];
    for (const { ms, ...scene } of scenes) {
      frames.push({ png: await stage.picture(scene), ms });
    }
    const gif = animation(frames);
    expect(gif.byteLength).toBeLessThan(MOST_BYTES);
    mkdirSync(dirname(FILES[language]), { recursive: true });
    writeFileSync(FILES[language], gif);
  });
}

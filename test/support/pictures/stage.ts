import type { Page } from '@playwright/test';
import type { WindowSize } from '../e2e/pictures';
import { Camera } from './camera';

/** Sizes on the stage, CSS pixels. */
const STAGE: WindowSize = { width: 1_040, height: 720 };
export const WINDOW: WindowSize = { width: 720, height: 560 };
export const PHONE: WindowSize = { width: 264, height: 676 };

const PROMPT = '<b>minji@web-01:/srv/shop$</b> ';

const STYLES = `
  * { box-sizing: border-box; margin: 0; }
  body { background: #dfe6ee; font-family: system-ui, NanumGothic, sans-serif; }
  figure { background: #fff; border: 1px solid #b6c0cc; border-radius: 8px; overflow: hidden; position: absolute; }
  figcaption { background: #eef2f6; color: #39434f; font-size: 13px; line-height: 27px; text-align: center; }
  img { display: block; }
  #terminal { background: #1b2028; border-color: #1b2028; height: 98px; left: 12px; top: 12px; width: 722px; }
  #terminal figcaption { background: #2a313b; color: #c5cdd8; }
  pre { color: #f0f3f7; font: 15px/24px 'DejaVu Sans Mono', monospace; padding: 10px 14px; }
  b { color: #7fd18b; font-weight: normal; }
  i { background: #f0f3f7; display: inline-block; height: 18px; vertical-align: -3px; width: 9px; }
  #window { left: 12px; top: 120px; }
  #phone { border: 9px solid #11151a; border-radius: 28px; left: 746px; top: 13px; }
`;

/** One moment on the stage. */
export interface Scene {
  /** Typed in the terminal so far. */
  readonly typed: string;
  /** True once the command has run. */
  readonly entered: boolean;
  /** PNG of Logbell's window. */
  readonly window: Buffer;
  /** PNG of the practice phone. */
  readonly phone: Buffer;
}

/** A page that shows a terminal, Logbell's window and the practice phone side by side. */
export class Stage {
  readonly #page: Page;
  readonly #camera: Camera;

  private constructor(page: Page, camera: Camera) {
    this.#page = page;
    this.#camera = camera;
  }

  /** Turns an empty page into a stage. */
  static async on(page: Page): Promise<Stage> {
    const camera = await Camera.of(page);
    await camera.layOut(STAGE, 1);
    return new Stage(page, camera);
  }

  /** PNG of a scene. */
  async picture({ typed, entered, window, phone }: Scene): Promise<Buffer> {
    const command = `${PROMPT}${escaped(typed)}${entered ? `\n${PROMPT}` : ''}`;
    await this.#page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLES}</style>
      <figure id="terminal"><figcaption>web-01</figcaption><pre>${command}<i></i></pre></figure>
      <figure id="window"><figcaption>Logbell</figcaption><img src="${dataUrl(window)}"></figure>
      <figure id="phone"><img src="${dataUrl(phone)}"></figure>`);
    return await this.#camera.picture();
  }
}

function dataUrl(png: Buffer): string {
  return `data:image/png;base64,${png.toString('base64')}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

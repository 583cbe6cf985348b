import type { CDPSession, Locator, Page } from '@playwright/test';
import { stands, type WindowSize } from '../e2e/pictures';
import type { Area } from './x-screen';

/** Takes pictures of a page in any size and resolution (Chrome DevTools Protocol, Emulation and Page). */
export class Camera {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Camera> {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setScrollbarsHidden', { hidden: true });
    return new Camera(page, session);
  }

  /** Lays the page out in this size, with `scale` device pixels for each CSS pixel. */
  async layOut({ width, height }: WindowSize, scale: number): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
    await this.#session.send('Emulation.setDeviceMetricsOverride', metrics);
  }

  /** PNG of the page, or of a part of it with a margin of CSS pixels, once animations have ended. */
  async picture(part?: Locator, margin = 0): Promise<Buffer> {
    // To a corner where nothing lights up under it.
    await this.#page.mouse.move(1, 1);
    await stands(this.#page);
    const box = part === undefined ? null : await boxOf(part);
    // The session that emulates must take the picture: others get it in the resolution of the screen.
    const { data } = await this.#session.send('Page.captureScreenshot', {
      format: 'png',
      ...(box !== null && {
        clip: {
          ...{ x: box.x - margin, y: box.y - margin, scale: 1 },
          ...{ width: box.width + 2 * margin, height: box.height + 2 * margin },
        },
      }),
    });
    return Buffer.from(data, 'base64');
  }
}

/** Place of a part of a page, CSS pixels. */
export async function boxOf(part: Locator): Promise<Area> {
  const box = await part.boundingBox();
  if (box === null) {
    throw new Error(`Not on the page: ${part.toString()}`);
  }
  return box;
}

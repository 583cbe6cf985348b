import { encode } from 'fast-png';
import { createClient } from 'x11';
import type { Attributes, Callback, Client, Display, Geometry, Image, Tree, XTest } from 'x11';

/** Part of a screen or page, px. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** X11 protocol, chapter 8: format ZPixmap and all planes of GetImage. */
const Z_PIXMAP = 2;
const ALL_PLANES = 0xffffffff;
/** X11 protocol, GetWindowAttributes: map state Viewable. */
const VIEWABLE = 2;
/** Numbers of the mouse buttons. */
const BUTTONS = { left: 1, right: 3 } as const;

/** Screen of the virtual desktop, used with a mouse. */
export class XScreen {
  readonly #client: Client;
  readonly #root: number;
  readonly #mouse: XTest;

  private constructor(client: Client, root: number, mouse: XTest) {
    this.#client = client;
    this.#root = root;
    this.#mouse = mouse;
  }

  static async open(display: string): Promise<XScreen> {
    const { client, screen } = await answered<Display>((callback) => createClient({ display }, callback));
    const mouse = await answered<XTest>((callback) => client.require('xtest', callback));
    return new XScreen(client, screen[0].root, mouse);
  }

  /** Fills the desktop behind all windows with a color, 0xRRGGBB. */
  paint(color: number): void {
    this.#client.ChangeWindowAttributes(this.#root, { backgroundPixel: color });
    this.#client.ClearArea(this.#root, 0, 0, 0, 0, 0);
  }

  click(button: keyof typeof BUTTONS, { x, y }: Pick<Area, 'x' | 'y'>): void {
    this.#mouse.FakeInput(this.#mouse.MotionNotify, 0, 0, this.#root, x, y);
    this.#mouse.FakeInput(this.#mouse.ButtonPress, BUTTONS[button], 0, this.#root, 0, 0);
    this.#mouse.FakeInput(this.#mouse.ButtonRelease, BUTTONS[button], 0, this.#root, 0, 0);
  }

  /** Menus, notifications and the like: windows on the screen that no window manager may move. */
  async popups(): Promise<readonly Area[]> {
    const { children } = await answered<Tree>((callback) => this.#client.QueryTree(this.#root, callback));
    // A window may close meanwhile.
    const found = await Promise.allSettled(children.map(async (window) => await this.#popup(window)));
    return found.flatMap((one) => (one.status === 'fulfilled' && one.value !== null ? [one.value] : []));
  }

  async #popup(window: number): Promise<Area | null> {
    const { mapState, overrideRedirect } = await answered<Attributes>((callback) =>
      this.#client.GetWindowAttributes(window, callback),
    );
    if (mapState !== VIEWABLE || overrideRedirect === 0) {
      return null;
    }
    const { xPos, yPos, width, height } = await answered<Geometry>((callback) =>
      this.#client.GetGeometry(window, callback),
    );
    return { x: xPos, y: yPos, width, height };
  }

  /** PNG of a part of the screen, as far as it is on it. */
  async picture({ x, y, ...size }: Area): Promise<Uint8Array> {
    const whole = await answered<Geometry>((callback) => this.#client.GetGeometry(this.#root, callback));
    const width = Math.min(size.width, whole.width - x);
    const height = Math.min(size.height, whole.height - y);
    const { data } = await answered<Image>((callback) =>
      this.#client.GetImage(Z_PIXMAP, this.#root, x, y, width, height, ALL_PLANES, callback),
    );
    const rgb = new Uint8Array(3 * width * height);
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      // 24 bits deep: blue, green, red and an unused byte.
      rgb[3 * pixel] = data[4 * pixel + 2] ?? 0;
      rgb[3 * pixel + 1] = data[4 * pixel + 1] ?? 0;
      rgb[3 * pixel + 2] = data[4 * pixel] ?? 0;
    }
    return encode({ width, height, data: rgb, channels: 3 });
  }

  close(): void {
    this.#client.terminate();
  }
}

function answered<Value>(ask: (callback: Callback<Value>) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error === null || error === undefined) {
        resolve(value);
      } else {
        reject(error);
      }
      // The client emits an error that is not handled.
      return true;
    });
  });
}

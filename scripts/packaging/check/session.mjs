/** A desktop session for the container: a display, a session bus and an unlocked keyring. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { USER } from './container.mjs';

const SCREEN = { width: 1440, height: 1000 };
const BITS = 24;
const READY_FD = 3;

/** Fields of the header of an X window dump, in units of four bytes (XWDFile.h). */
const XWD = { headerSize: 0, width: 4, height: 5, bytesPerLine: 12, colors: 19 };
const XWD_COLOR_BYTES = 12;
const BYTES_PER_PIXEL = 4;

/**
 * A session.
 *
 * @typedef {object} Session
 * @property {Readonly<Record<string, string>>} env of the user's programs
 * @property {() => Promise<Uint8Array>} picture the screen as PNG
 */

/**
 * Runs `body` in a session of USER.
 *
 * @template T
 * @param {import('./container.mjs').Container} container
 * @param {(session: Session) => Promise<T>} body
 */
export async function withSession(container, body) {
  const frames = mkdtempSync(join(tmpdir(), 'logbell-screen-'));
  const screen = `${SCREEN.width}x${SCREEN.height}x${BITS}`;
  // The container shares the network namespace, and so the abstract socket of the display.
  const args = ['-displayfd', String(READY_FD), '-screen', '0', screen, '-fbdir', frames, '-ac', '-noreset'];
  const server = spawn('Xvfb', [...args, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  try {
    const display = await firstLine(server, server.stdio[READY_FD]);
    const runtime = `/run/user/${USER}`;
    await container.run(['install', '-d', '-m', '700', '-o', USER, '-g', USER, runtime]);
    const env = {
      ...{ HOME: `/home/${USER}`, USER, DISPLAY: `:${display}`, XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: 'XFCE' },
      ...{ GTK_USE_PORTAL: '0', NO_AT_BRIDGE: '1' },
    };
    const bus = container.start(['dbus-daemon', '--session', '--nofork', '--print-address'], env);
    const withBus = { ...env, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, bus.stdout) };
    await container.run(
      ['sh', '-c', 'printf secret | gnome-keyring-daemon --daemonize --unlock --components=secrets'],
      {
        ...{ user: USER, env: withBus },
      },
    );
    return await body({
      env: withBus,
      picture: async () => await pngOfDump(readFileSync(join(frames, 'Xvfb_screen0'))),
    });
  } finally {
    server.kill();
    rmSync(frames, { recursive: true, force: true });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} process
 * @param {unknown} stream
 * @returns {Promise<string>}
 */
function firstLine(process, stream) {
  return new Promise((resolve, reject) => {
    let text = '';
    const readable = /** @type {import('node:stream').Readable} */ (stream);
    readable.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) {
        resolve(text.split('\n', 1)[0] ?? '');
      }
    });
    process.once('error', reject);
    process.once('exit', () => reject(new Error(`${process.spawnfile} ended early.`)));
  });
}

/**
 * Turns an X window dump of 32 bits per pixel (XWDFile.h) into a PNG.
 *
 * @param {Buffer} bytes
 */
export async function pngOfDump(bytes) {
  const { encode } = await import('fast-png');
  const field = (/** @type {number} */ index) => bytes.readUInt32BE(index * Uint32Array.BYTES_PER_ELEMENT);
  const [width, height] = [field(XWD.width), field(XWD.height)];
  const start = field(XWD.headerSize) + field(XWD.colors) * XWD_COLOR_BYTES;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = start + y * field(XWD.bytesPerLine) + x * BYTES_PER_PIXEL;
      // Blue, green, red.
      data.set([bytes[from + 2] ?? 0, bytes[from + 1] ?? 0, bytes[from] ?? 0], (y * width + x) * 3);
    }
  }
  return encode({ width, height, data, channels: 3, depth: 8 });
}

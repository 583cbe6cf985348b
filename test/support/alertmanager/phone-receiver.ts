import { onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../app/command-line';
import { keysOf, liveSettings } from '../engine/live-settings';
import { freePort } from '../free-port';
import { until } from '../time/until';

/** Longest wait for a text, ms. */
const LIMIT_MS = 180_000;

/** A Logbell of its own process that texts every alert it receives, with a SENS that plays the phone. */
export class PhoneReceiver {
  readonly url: string;
  readonly pid: number;
  readonly #texts: () => readonly string[];

  private constructor(url: string, pid: number, texts: () => readonly string[]) {
    this.url = url;
    this.pid = pid;
    this.#texts = texts;
  }

  /** Starts; `rule` adds fields to the rule. */
  static async begin(rule: object): Promise<PhoneReceiver> {
    const sens = await startPracticeServer({ deliveryMs: 0 });
    onTestFinished(() => sens.close());
    const dir = configured('{}');
    const listen = `127.0.0.1:${await freePort()}`;
    const rules = [{ id: 'all', files: ['am'], match: { regex: '.' }, ...rule }];
    configure(dir, liveSettings(sens, dir, {}, { receive: { listen }, files: [{ id: 'am', alerts: {} }], rules }));
    const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    await watch.event({ event: 'started' });
    return new PhoneReceiver(`http://${listen}`, watch.pid, () => sens.received().map(({ content }) => content));
  }

  /** Texts on the phone, in order. */
  texts(): readonly string[] {
    return this.#texts();
  }

  /** Waits until there is this text. */
  async gets(text: string): Promise<void> {
    await until(() => this.texts().includes(text), `the text "${text}" arrives`, LIMIT_MS);
  }
}

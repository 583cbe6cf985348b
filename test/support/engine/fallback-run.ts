import { join } from 'node:path';
import type { EngineConfig } from '../../../src/main/engine/engine-api';
import { AlertScheduler } from '../../../src/main/engine/alert-scheduler';
import { Pause } from '../../../src/main/engine/alert/pause';
import type { EngineEvent } from '../../../src/main/engine/common/events';
import { FallbackWatch } from '../../../src/main/engine/alert/fallback-watch';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import type { OutboxText } from '../../../src/main/engine/ledger/tables/outbox/types';
import { compileRules } from '../../../src/main/engine/match/compiled-rule';
import { ProblemLog } from '../../../src/main/engine/problem-routing/problem-log';
import { HistoryPublisher } from '../../../src/main/engine/publisher';
import type { Sender } from '../../../src/main/engine/send/outbox/types';
import { engineSender } from '../../../src/main/engine/senders';
import type { HistoryEntry } from '../../../src/shared/contract/history';
import type { Settings } from '../../../src/shared/settings/schema';
import { scratchDir } from '../files/scratch-dir';
import { SIMULATED_ACCESS, SimulatedSens } from '../sens/simulated-sens';
import { ManualClock } from '../time/manual-clock';
import { policySettings, START } from './policy-run';

/** A message that a channel has received. */
export interface ReceivedMessage {
  readonly channel: string;
  readonly content: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Time between two looks at what is to do, ms. */
const STEP_MS = 1_000;

/** Settings with two channels, of which `ops` is the fallback, in the form of config.json. */
export const WITH_FALLBACK = {
  sens: { mode: 'live', serviceId: SIMULATED_ACCESS.serviceId, from: SIMULATED_ACCESS.from },
  channels: [
    { id: 'ops', kind: 'slack' },
    { id: 'mail', kind: 'webhook', url: 'https://mail.test' },
  ],
  policy: { budget: { textsPerDay: null } },
  delivery: { fallback: { to: ['ops'] } },
};

/** The parts of one run of Logbell that stand behind its rules. */
interface Running {
  readonly clock: ManualClock;
  readonly ledger: Ledger;
  readonly problems: ProblemLog;
  readonly scheduler: AlertScheduler;
  readonly sender: Sender;
  readonly fallback: FallbackWatch;
}

/**
 * Logbell from a match on, with a real ledger, on a simulated clock: SENS is simulated, and the channels deliver at
 * once. It can crash and start again at any time.
 */
export class FallbackRun {
  settings: Settings;
  /** False while the keys of SENS are missing. */
  hasKeys = true;
  /** False while the channels deliver nothing. */
  channelsWork = true;
  readonly received: ReceivedMessage[] = [];
  readonly events: EngineEvent[] = [];
  readonly sens: SimulatedSens;
  readonly file = join(scratchDir(), 'ledger.db');
  #now = START;
  #running: Running | null = null;
  /** True if the real sender delivers, over HTTP. */
  readonly overHttp: boolean;

  /** `overHttp`: the channels of the settings are real, and must accept every message; `received` stays empty. */
  constructor(rules: readonly object[] = [{}], more: object = WITH_FALLBACK, overHttp = false) {
    this.overHttp = overHttp;
    this.settings = policySettings(rules, more);
    this.sens = new SimulatedSens(() => this.now);
  }

  get now(): number {
    return this.#running?.clock.now() ?? this.#now;
  }

  start(): void {
    const clock = new ManualClock(this.#now);
    const opened = Ledger.open(this.file, this.#now);
    if (!opened.ok) {
      throw new Error(opened.error.code);
    }
    this.#running = this.#run(clock, opened.value);
    this.apply(this.settings);
  }

  /** Applies changed settings. */
  apply(settings: Settings): void {
    this.settings = settings;
    const { scheduler, fallback } = this.#current();
    scheduler.apply();
    fallback.apply();
  }

  /** Ends the run as `kill -9` does: nothing is finished, and nothing answers any more. */
  async crash(): Promise<void> {
    const { clock, ledger } = this.#current();
    await settled();
    await this.#delivered(ledger);
    this.#now = clock.now();
    ledger.close();
    this.#running = null;
  }

  /** Ends the run as a person does. */
  async stop(): Promise<void> {
    const { clock, sender, scheduler, fallback } = this.#current();
    scheduler.stop();
    fallback.stop();
    const stopped = sender.stop(0);
    clock.pass(0);
    await stopped;
    await this.crash();
  }

  /** Lets a rule match a line. */
  match(line: string, rule = 0): void {
    const { ledger, scheduler } = this.#current();
    const compiled = compileRules(this.settings.rules)[rule];
    const found = compiled?.find(line);
    if (!compiled || !found) {
      throw new Error('The line does not match the rule.');
    }
    const match = { match: { rule: compiled, line, found }, path: '/var/log/app.log', fileIds: ['app'] };
    scheduler.publish(ledger.commit(() => scheduler.pipeline.decideAll([match])));
  }

  /** Lets time pass, also while Logbell does not run; nothing may happen within a step. */
  async pass(seconds: number, stepMs = STEP_MS): Promise<void> {
    for (let passed = 0; passed < seconds * 1_000; passed += stepMs) {
      if (this.#running === null) {
        this.#now += stepMs;
        continue;
      }
      this.#running.clock.pass(stepMs);
      this.#deliver(this.#running);
      await settled();
      await this.#delivered(this.#running.ledger);
    }
  }

  history(): HistoryEntry[] {
    return this.#current().ledger.history.list({ search: '', before: null, limit: 100 });
  }

  /** Codes of the open problems. */
  problems(): string[] {
    return this.#current()
      .problems.standing()
      .map(({ code }) => code);
  }

  #current(): Running {
    if (this.#running === null) {
      throw new Error('Logbell does not run.');
    }
    return this.#running;
  }

  #run(clock: ManualClock, ledger: Ledger): Running {
    const emit = (event: EngineEvent): void => void this.events.push(event);
    const problems = new ProblemLog({ clock, emit, records: ledger.problems, changed: () => undefined });
    const folder = join(this.file, '..');
    const health = new LedgerHealth({ clock, problems, folder, tryOut: () => ledger.tryOut() });
    const history = new HistoryPublisher(ledger.history, null);
    // Without channels, the real sender leaves their messages to `#deliver`.
    const config = (): EngineConfig => ({
      settings: this.overHttp ? this.settings : { ...this.settings, channels: [] },
      channelsUnread: !this.overHttp,
      access: this.hasKeys ? SIMULATED_ACCESS : null,
      dataDir: folder,
      ownFiles: [],
      channelSecrets: {},
    });
    const options = { connect: () => this.sens.connect(clock), random: () => 0.5 };
    const changed = (): void => undefined;
    const sender = engineSender({ ledger, clock, problems, health, config, changed, options });
    const pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
    const scheduler = new AlertScheduler({
      ...{ ledger, clock, pause, problems, health, emit, history },
      plausibleNow: () => clock.now(),
      hostName: 'web1',
      settings: () => this.settings,
      canRead: () => true,
      reading: () => new Map(),
      queued: () => sender.wake(),
      matchesWritten: () => undefined,
      statusChanged: () => undefined,
    });
    const fallback = new FallbackWatch({
      ...{ ledger, clock, health },
      problems: () => problems.standing(),
      settings: () => this.settings,
      isPaused: () => pause.isActive(),
      hostName: 'web1',
      publish: (result) => scheduler.publish(result),
      reported: () => undefined,
    });
    const { channelTexts } = ledger;
    this.#settle(ledger, channelTexts.inSending(), 'unknown');
    return { clock, ledger, problems, scheduler, sender, fallback };
  }

  /** Delivers what waits for the channels; what is sent when Logbell crashes is not repeated. */
  #deliver({ ledger }: Running): void {
    if (!this.channelsWork || this.overHttp) {
      return;
    }
    for (const { id } of ledger.channelTexts.nextByChannel(false)) {
      const text = ledger.channelTexts.find(id);
      const sending = text ? this.#settle(ledger, [text], 'sending') : [];
      for (const each of sending) {
        this.received.push({ channel: each.channel, content: each.content, at: this.now });
        this.#settle(ledger, [each], 'delivered');
      }
    }
  }

  /** Resolves once nothing is on its way over HTTP. */
  async #delivered({ channelTexts }: Ledger): Promise<void> {
    const isBusy = (): boolean => channelTexts.inSending().length + channelTexts.nextByChannel(false).length > 0;
    while (this.overHttp && isBusy()) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  #settle(
    ledger: Ledger,
    texts: readonly OutboxText[],
    state: 'sending' | 'delivered' | 'unknown',
  ): readonly OutboxText[] {
    return ledger.channelTexts.changeTexts(
      texts.map((text) => ({ text, state, reason: null })),
      this.now,
    );
  }
}

/** Resolves once what was started has come to its next timer. */
async function settled(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

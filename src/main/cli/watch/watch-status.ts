import { basename } from 'node:path';
import type { HealthFacts } from '../../../shared/contract/health';
import type { EngineStatus, Problem } from '../../../shared/contract/status';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import type { Engine } from '../../engine/engine';
import type { HostProblem } from '../../engine/engine-api';
import { keysProblems } from '../../settings/engine-config';
import type { CliContext } from '../cli-context';
import type { EventWriter } from '../format/event-writer';

/** Part of the program around the engine that finds problems. */
type Finder = 'status' | 'settings-file' | 'heartbeats' | 'metrics';

/** Status of `logbell watch`: that of the engine, with the problems of the program around it. */
export class WatchStatus {
  readonly #context: CliContext;
  readonly #engine: Engine;
  readonly #writer: EventWriter;
  readonly #found = new Map<Finder, readonly Problem[]>();
  #settingsSince: number | null = null;

  constructor(context: CliContext, engine: Engine, writer: EventWriter) {
    this.#context = context;
    this.#engine = engine;
    this.#writer = writer;
  }

  status(): EngineStatus {
    const engine = this.#engine.status();
    return { ...engine, problems: this.#with(engine.problems) };
  }

  /** Tries a write to the ledger and returns the facts of the health. */
  async health(): Promise<HealthFacts> {
    const facts = await this.#engine.health(true);
    return { ...facts, problems: this.#with(facts.problems) };
  }

  isLedgerWritable(): boolean {
    return this.#engine.isLedgerWritable();
  }

  /** Replaces the problems that a part has found, and prints those that are new or over. */
  setProblems(finder: Finder, problems: readonly HostProblem[]): void {
    const before = this.#found.get(finder) ?? [];
    const after = problems.map((one) => ({ ...one, since: before.find(isSame(one))?.since ?? Date.now() }));
    this.#found.set(finder, after);
    const isNew = after.filter((problem) => !before.some(isSame(problem)));
    const isOver = before.filter((problem) => !after.some(isSame(problem)));
    isNew.forEach((problem) => this.#writer.event({ event: 'problem', problem }));
    isOver.forEach((problem) => this.#writer.event({ event: 'problem-cleared', problem }));
  }

  #with(problems: readonly Problem[]): readonly Problem[] {
    return [...this.#settingsProblems(), ...Array.from(this.#found.values()).flat(), ...problems];
  }

  /** Problem of the settings or keys; `SettingsNotices` prints each fault by itself. */
  #settingsProblems(): readonly Problem[] {
    const { file, secrets, environment, paths, translate } = this.#context;
    const { settings, problems } = file.state();
    const faults = [...problems, ...keysProblems(settings, secrets, environment)];
    const [first] = faults;
    if (first === undefined) {
      this.#settingsSince = null;
      return [];
    }
    const since = (this.#settingsSince ??= Date.now());
    if (faults.every(({ code }) => code === 'no-keys')) {
      return [{ code: 'no-keys', subject: '', params: {}, since }];
    }
    const path = first.path === '' ? basename(paths.configFile) : first.path;
    const params = { count: faults.length, path, sentence: settingsSentence(first, translate) };
    return [{ code: 'settings', subject: '', params, since }];
  }
}

function isSame(one: HostProblem): (other: HostProblem) => boolean {
  return (other) => other.code === one.code && other.subject === one.subject;
}

import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, configure, configured } from '../app/command-line';
import type { Member } from './cluster';

/** A machine that hands the incidents of one rule to these members. */
export class Source {
  readonly dir = configured('{}');
  readonly log = join(this.dir, 'app.log');
  #run: CommandLine | null = null;

  constructor(members: readonly Pick<Member, 'url'>[], more: (log: string) => object = () => ({})) {
    writeFileSync(this.log, '');
    configure(this.dir, {
      sens: { mode: 'live' },
      alertmanager: { urls: members.map(({ url }) => url), labels: { team: 'pay' } },
      files: [{ id: 'app', path: this.log }],
      rules: [
        {
          ...{ id: 'refused', name: '결제 거절', to: 'alertmanager', cooldown: '0s', key: 'card' },
          match: { regex: 'refused (?<card>\\w+)' },
          ok: { regex: 'accepted (?<card>\\w+)' },
        },
      ],
      ...more(this.log),
    });
  }

  get run(): CommandLine {
    if (this.#run === null) {
      throw new Error('Logbell does not run.');
    }
    return this.#run;
  }

  async watch(): Promise<CommandLine> {
    this.#run = new CommandLine(this.dir, ['watch', '--json']);
    await this.#run.event({ event: 'started' });
    return this.#run;
  }

  write(line: string): void {
    appendFileSync(this.log, `${line}\n`);
  }

  /** States of the messages so far, by their destination. */
  states(to: string): readonly unknown[] {
    return this.run.events().flatMap((event) => (event.event === 'text' && event['to'] === to ? [event['state']] : []));
  }
}

import { expect, it } from 'vitest';
import { notifies, startCluster } from '../../support/alertmanager/cluster';
import { PhoneReceiver } from '../../support/alertmanager/phone-receiver';
import { Source } from '../../support/alertmanager/source';
import { CommandLine } from '../../support/app/command-line';
import { amtool } from '../../support/metrics/programs';
import { until } from '../../support/time/until';

const LIMIT_MS = 180_000;
/** Makes each member notify without a wait for the other. */
const BOTH_NOTIFY = ['--cluster.peer-timeout=0s'];

it(
  'a line on one machine is one text on the phone, and its end one recovery, also when a member dies',
  { timeout: 5 * LIMIT_MS },
  async () => {
    const messages = { message: 'fires {{key}}: {{annotations.line}}', okMessage: 'over {{key}}' };
    const receiver = await PhoneReceiver.begin({ key: 'labels.key', ...messages });
    const members = await startCluster(2, notifies(receiver.url), BOTH_NOTIFY);
    const source = new Source(members);
    await source.watch();
    source.write('refused A1');
    await receiver.gets('fires A1: refused A1');
    for (const member of members) {
      await until(async () => (await member.notifications()) > 1, 'each member notifies and repeats', LIMIT_MS);
    }
    source.write('accepted A1');
    await receiver.gets('over A1');
    source.write('refused B2');
    await receiver.gets('fires B2: refused B2');
    await members[0]?.kill();
    const closing = new CommandLine(source.dir, ['incidents', 'close', '2']);
    expect(await closing.exitStatus()).toBe(0);
    await receiver.gets('over B2');
    source.write('refused C3');
    await receiver.gets('fires C3: refused C3');
    source.write('accepted C3');
    await receiver.gets('over C3');
    expect(receiver.texts()).toEqual(
      ['A1', 'B2', 'C3'].flatMap((card) => [`fires ${card}: refused ${card}`, `over ${card}`]),
    );
  },
);

it(
  'a silence of amtool stops the text until it expires; an alert that ends by itself is one recovery',
  { timeout: 5 * LIMIT_MS },
  async () => {
    const messages = { message: 'fires {{key}}', okMessage: 'over {{key}}' };
    const receiver = await PhoneReceiver.begin({ key: 'labels.instance', ...messages });
    const config = `global: { resolve_timeout: 10s }\n${notifies(receiver.url)}`;
    const members = await startCluster(2, config, BOTH_NOTIFY);
    const onEach = async (args: readonly string[]): Promise<readonly string[]> => {
      const runs = await Promise.all(members.map(({ url }) => amtool([`--alertmanager.url=${url}`, ...args])));
      expect(runs.map(({ status, output }) => [status, output])).toEqual(runs.map(({ output }) => [0, output]));
      return runs.map(({ output }) => output.trim());
    };
    const times = { start: new Date().toISOString(), end: new Date(Date.now() + 3_600_000).toISOString() };
    const silencing = ['silence', 'add', 'instance=web-1', '--author=kim', '--comment=deployment', '--duration=1h'];
    const [url] = members.map((member) => `--alertmanager.url=${member.url}`);
    const { output } = await amtool([url ?? '', ...silencing]);
    const silence = output.trim();
    const query = ['silence', 'query', '--quiet'];
    await until(async () => (await onEach(query)).every((id) => id === silence), 'both know the silence', LIMIT_MS);
    await onEach(['alert', 'add', 'Down', 'instance=web-1', `--start=${times.start}`, `--end=${times.end}`]);
    await onEach(['alert', 'add', 'Down', 'instance=web-2', `--start=${times.start}`]);
    await receiver.gets('fires web-2');
    await receiver.gets('over web-2');
    expect(receiver.texts()).toEqual(['fires web-2', 'over web-2']);
    await amtool([url ?? '', 'silence', 'expire', silence]);
    await receiver.gets('fires web-1');
    await onEach([
      'alert',
      'add',
      'Down',
      'instance=web-1',
      `--start=${times.start}`,
      `--end=${new Date().toISOString()}`,
    ]);
    await receiver.gets('over web-1');
    expect(receiver.texts()).toEqual(['fires web-2', 'over web-2', 'fires web-1', 'over web-1']);
  },
);

import { expect, it } from 'vitest';
import { isLoopbackHost, listenAddress } from '../../../../src/main/engine/common/listen-address';
import { parseSettings } from '../../../../src/shared/settings/parse';

it.each(['', '127.0.0.1:9096', '127.1.2.3:1', 'localhost:65535', '[::1]:9096', 'unix:/run/logbell/metrics.sock'])(
  'may be %j',
  (listen) => {
    const { settings, problems } = parseSettings({ metrics: { listen } });
    expect([problems, settings.metrics.listen]).toEqual([[], listen]);
  },
);

it.each([
  ...['0.0.0.0:9096', '[::]:9096', '192.168.0.1:9096', '128.0.0.1:9096', 'example.com:9096', 'localhost'],
  ...['127.0.0.1', '127.0.0.1:0', '127.0.0.1:65536', ':9096', 'unix:metrics.sock', 'unix:', '127.0.0.1.evil:9096'],
])('refuses %j, names the place and serves nothing', (listen) => {
  const { settings, problems } = parseSettings({ metrics: { listen } });
  expect(problems).toEqual([{ path: 'metrics.listen', code: 'bad-listen', params: {} }]);
  expect(settings.metrics.listen).toBe('');
});

it('is read into a host and a port, or a path', () => {
  expect(listenAddress('127.0.0.1:9096')).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 9096 });
  expect(listenAddress('[::1]:1')).toEqual({ kind: 'tcp', host: '::1', port: 1 });
  expect(listenAddress('unix:/run/a:b.sock')).toEqual({ kind: 'unix', path: '/run/a:b.sock' });
});

it('tells hosts of this machine from others', () => {
  expect(['127.0.0.1:9096', 'localhost', '[::1]:80', 'LOCALHOST:1'].filter(isLoopbackHost)).toHaveLength(4);
  expect(['', 'example.com', 'localhost.example.com', '10.0.0.1:9096', '127.0.0.1@a'].some(isLoopbackHost)).toBe(false);
});

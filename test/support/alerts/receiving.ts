import { freePort } from '../free-port';
import { Watching, type WatchingOptions } from '../engine/watching';
import { postJson, type TestAlert, webhookBody } from './webhook';

/** An engine that receives alerts on a loopback port. */
export class Receiving {
  readonly watching: Watching;
  readonly url: string;

  private constructor(watching: Watching, url: string) {
    this.watching = watching;
    this.url = url;
  }

  /** Starts; `receive` and `rule` add fields to the settings, and `more` adds sections. `prepare` runs before the start. */
  static async begin(
    {
      receive = {},
      rule = {},
      labels = {},
      more = {},
    }: { receive?: object; rule?: object; labels?: object; more?: object } = {},
    options: WatchingOptions = {},
    prepare: (watching: Watching) => void = () => undefined,
  ): Promise<Receiving> {
    const listen = `127.0.0.1:${await freePort()}`;
    const watching = new Watching({
      ...options,
      sections: {
        receive: { listen, ...receive },
        files: [{ id: 'am', alerts: { labels } }],
        rules: [{ id: 'all', match: { regex: '.' }, files: ['am'], okMessage: 'OK {{labels.instance}}', ...rule }],
        ...more,
      },
    });
    prepare(watching);
    await watching.start();
    return new Receiving(watching, `http://${listen}`);
  }

  /** Sends a JSON body; returns the status. */
  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return postJson(`${this.url}${path}`, body, headers);
  }

  /** Sends alerts as Alertmanager does; returns the status. */
  webhook(...alerts: readonly TestAlert[]): Promise<number> {
    return this.post('/alertmanager', webhookBody(...alerts));
  }

  /** Texts of the alerts so far. */
  texts(): string[] {
    return this.watching.events.flatMap((event) => (event.event === 'alert' ? [event.content] : []));
  }

  /** Stages of incidents so far: `open`, `closed`. */
  incidents(): string[] {
    return this.watching.events.flatMap((event) => (event.event === 'incident' ? [event.state] : []));
  }
}

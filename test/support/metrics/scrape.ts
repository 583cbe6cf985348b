import http from 'node:http';

/** Reads the metrics at a place as in `metrics.listen`. */
export function metricsAt(listen: string, accept = 'text/plain'): Promise<string> {
  const [host = '', port = ''] = listen.split(':');
  const place = listen.startsWith('unix:') ? { socketPath: listen.slice('unix:'.length) } : { host, port };
  return new Promise((resolve, reject) => {
    const request = http.get({ ...place, path: '/metrics', headers: { accept }, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve(body));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** Value of the first series that begins with these words; NaN if there is none. */
export function valueOf(body: string, series: string): number {
  const line = body.split('\n').find((each) => each.startsWith(series));
  return line === undefined ? Number.NaN : Number(line.slice(line.lastIndexOf(' ') + 1));
}

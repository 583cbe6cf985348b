import { once } from 'node:events';
import http from 'node:http';
import { until } from '../time/until';

/** Reads the texts of a practice phone, a stream that does not end, until they contain `part`. */
export async function readPhone(phoneUrl: string, part: string): Promise<string> {
  const request = http.get(`${phoneUrl}texts`, { agent: false });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await until(() => text.includes(part), `the answer holds ${part}`);
  request.destroy();
  return text;
}

import { fail, ok, type Result } from '../../shared/common/result';
import { readBounded } from '../engine/common/files/bounded-file';
import { errorCode } from '../engine/common/error-code';
import { type PayloadFault, readPosted, readWebhook } from '../engine/watch/alerts/payloads';
import type { ReceivedAlert } from '../engine/watch/alerts/received-alert';

/** Largest file of alerts, bytes. */
const MOST_BYTES = 16 * 1_048_576;

/** Alerts of a file, and its size in bytes. */
interface AlertsFile {
  readonly alerts: readonly ReceivedAlert[];
  readonly bytes: number;
}

/** A file that cannot be read, or holds no alerts. */
export type AlertsFileFault = { readonly reason: string } | { readonly fault: PayloadFault };

/** Reads alerts as a webhook or the API posts them, from a file or, for `-`, from standard input. */
export async function readAlertsFile(path: string, now: number): Promise<Result<AlertsFile, AlertsFileFault>> {
  let body: Buffer;
  try {
    body = path === '-' ? await standardInput() : readBounded(path, MOST_BYTES);
  } catch (error) {
    return fail({ reason: errorCode(error) });
  }
  const text = body.toString();
  // Of the two formats, only that of the API is a list.
  const read = text.trimStart().startsWith('[') ? readPosted(text, now) : readWebhook(text);
  return read.ok ? ok({ alerts: read.value, bytes: body.length }) : fail({ fault: read.error });
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    }
  }
  return Buffer.concat(chunks);
}

import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { fail, ok, type Result } from '../../../shared/common/result';
import { errorCode } from '../common/error-code';

/** A full page of 100 results is about 50 KB; more than this, packed or unpacked, is not from SENS. */
const MAX_ANSWER_BYTES = 1_048_576;

/** What is asked for with `Accept-Encoding`; `unpacked` knows these and no others. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate';

/** Why a body is not here: it broke off on the way, or it is nothing that SENS sends. */
export interface BodyFault {
  readonly kind: 'broken-off' | 'odd';
  /** Node's error code, or what is wrong with it. */
  readonly code: string;
}

const unpack = promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(unzip);

/** Reads an answer's body as UTF-8, holding at most `MAX_ANSWER_BYTES` of it; the rest of a longer one is never read. */
export async function readAnswer(stream: Readable, encoding: string | undefined): Promise<Result<string, BodyFault>> {
  const raw = await readBounded(stream);
  if (!raw.ok) {
    return raw;
  }
  const plain = await unpacked(raw.value, (encoding ?? '').trim().toLowerCase());
  return plain.ok ? ok(plain.value.toString('utf8')) : plain;
}

async function readBounded(stream: Readable): Promise<Result<Buffer, BodyFault>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MAX_ANSWER_BYTES) {
        return fail({ kind: 'odd', code: 'too-long' });
      }
      pieces.push(piece);
    }
  } catch (error) {
    return fail({ kind: 'broken-off', code: errorCode(error) });
  }
  return ok(Buffer.concat(pieces));
}

/** zlib gives up at the bound, so that a few bytes cannot become gigabytes. */
async function unpacked(body: Buffer, encoding: string): Promise<Result<Buffer, BodyFault>> {
  if (encoding === '' || encoding === 'identity' || body.length === 0) {
    return ok(body);
  }
  if (!['gzip', 'x-gzip', 'deflate'].includes(encoding)) {
    return fail({ kind: 'odd', code: 'encoding' });
  }
  try {
    return ok(await unpack(body, { maxOutputLength: MAX_ANSWER_BYTES }));
  } catch (error) {
    return fail({ kind: 'odd', code: errorCode(error) });
  }
}

import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { sensError, type Answer } from '../http/answers';
import { jpegSize } from '../validation/jpeg-size';
import { replyTime } from '../validation/korean-clock';
import { parseJson } from '../http/request-body';

/** Limits of the SENS file page: 300 KB, 1500x1440 pixels, kept for 6 days. */
const MAX_BYTES = 300 * 1_024;
const MAX_WIDTH = 1_500;
const MAX_HEIGHT = 1_440;
const RETENTION_MS = 6 * 86_400_000;
/** Most pictures kept; 100 of the largest take 30 MB. */
const MAX_FILES = 100;

/** A stored picture for MMS. */
interface PictureFile {
  readonly fileId: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface PictureFiles {
  /** Answers an upload with the id of the file, or of an earlier one with the same name and size. */
  upload(body: string): Answer;
  /** Finds a picture that has not expired; null if there is none. */
  find(fileId: string): PictureFile | null;
}

const schema = z.object({
  fileName: z.string().check(z.maxLength(40), z.regex(/\.jpe?g$/i)),
  fileBody: z.base64().check(z.minLength(1)),
});

/** Stores pictures in memory; `now` in ms since 1970. */
export function createPictureFiles(now: () => number): PictureFiles {
  const files = new Map<string, PictureFile>();
  const dropExpired = (): void => {
    for (const { fileId, expiresAt } of files.values()) {
      if (expiresAt <= now()) {
        files.delete(fileId);
      }
    }
  };
  const keep = (name: string, bytes: Buffer): PictureFile => {
    const known = [...files.values()].find((file) => file.name === name && file.bytes.length === bytes.length);
    if (known !== undefined) {
      return known;
    }
    const createdAt = now();
    const file = { fileId: randomUUID(), name, bytes, createdAt, expiresAt: createdAt + RETENTION_MS };
    files.set(file.fileId, file);
    const [oldest] = files.keys();
    if (files.size > MAX_FILES && oldest !== undefined) {
      files.delete(oldest);
    }
    return file;
  };
  return {
    upload: (body) => {
      dropExpired();
      const parsed = schema.safeParse(parseJson(body));
      if (!parsed.success) {
        return sensError(400, `Invalid parameter: ${parsed.error.issues[0]?.path.join('.') ?? 'body'}`);
      }
      const bytes = Buffer.from(parsed.data.fileBody, 'base64');
      const fault = pictureFault(bytes);
      return fault === null ? uploaded(keep(parsed.data.fileName, bytes)) : sensError(400, fault);
    },
    find: (fileId) => {
      dropExpired();
      return files.get(fileId) ?? null;
    },
  };
}

function pictureFault(bytes: Buffer): string | null {
  const size = jpegSize(bytes);
  if (size === null) {
    return 'Invalid file: not a JPEG.';
  }
  if (bytes.length > MAX_BYTES) {
    return 'Invalid file: larger than 300 KB.';
  }
  return size.width > MAX_WIDTH || size.height > MAX_HEIGHT ? 'Invalid file: larger than 1500x1440.' : null;
}

function uploaded({ fileId, createdAt, expiresAt }: PictureFile): Answer {
  return {
    status: 200,
    body: { fileId, createTime: replyTime(createdAt), expireTime: replyTime(expiresAt) },
  };
}

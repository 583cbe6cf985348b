import { ok, type Result } from '../../../shared/common/result';
import { idOf, jsonObject, textOf } from './sens-answer';
import type { SensFailure } from './sens-errors';
import type { MmsImage, SensFile, SensFileRecords } from './sens-file-records';
import { sensTime } from './sens-time';

/** A file about to expire is not counted on: SENS opens it some time after it took the message. */
const EXPIRY_ROOM_MS = 3_600_000;

/** Where a message's file comes from. */
interface ChosenFile {
  readonly fileId: string;
  /** False when it was uploaded just now. */
  readonly kept: boolean;
}

/** What a choice is made from. */
interface FileChoice {
  readonly records: SensFileRecords;
  readonly service: string;
  readonly image: MmsImage;
  /** ms since 1970. */
  readonly now: number;
  readonly upload: (image: MmsImage) => Promise<Result<SensFile, SensFailure>>;
}

/** The fileId of a picture: of an earlier upload while SENS keeps it, else of a new one, which is then remembered. */
export async function chooseFile(choice: FileChoice): Promise<Result<ChosenFile, SensFailure>> {
  const { records, service, image, now, upload } = choice;
  const kept = records.find(service, image.hash);
  if (kept !== null && kept.expiresAt - EXPIRY_ROOM_MS > now) {
    return ok({ fileId: kept.fileId, kept: true });
  }
  const uploaded = await upload(image);
  if (!uploaded.ok) {
    return uploaded;
  }
  records.save(service, image.hash, uploaded.value);
  return ok({ fileId: uploaded.value.fileId, kept: false });
}

/**
 * The body of an upload (SENS file page). SENS takes a file of equal name and size for the same file, so the name is
 * made of the content; it may have 40 characters.
 */
export function uploadBody({ hash, body }: MmsImage): string {
  return JSON.stringify({ fileName: `${hash.slice(0, 32)}.jpg`, fileBody: Buffer.from(body).toString('base64') });
}

/** The answer to an upload, or null when the body is no such answer; without a time it expires at once. */
export function parseFile(text: string): SensFile | null {
  const body = jsonObject(text);
  const fileId = idOf(body?.['fileId']);
  return fileId === null ? null : { fileId, expiresAt: sensTime(textOf(body?.['expireTime'])) ?? 0 };
}

import { fail, ok, type Result } from '../../../../shared/common/result';
import type { TextType } from '../../../../shared/sms/text';
import type { Clock } from '../../common/clock';
import { sensFailure, type SensFailure } from './errors';
import { idOf, jsonObject, parseRequestId, textOf } from './responses';
import { isSuccess, type SensCall } from './signed-call';
import { reserveTime, sensTime } from './time';
import type { MmsImage, SensAccess, SensFile, SensFileRecords } from './types';

/** SENS "messages" page: at most this many entries in `messages`. */
export const MAX_RECIPIENTS = 100;

/** When SENS is to send a message it takes now: at least 10 minutes ahead. */
interface Reserve {
  /** ms since 1970; rounded up to the minute. */
  readonly at: number;
  /** A name of the tz database. */
  readonly zone: string;
}

/** One message to up to 100 numbers (digits only) of one country. */
interface SendRequest {
  readonly type: TextType;
  /** Empty for none; at most 40 bytes in CP949, and not for an SMS. */
  readonly subject: string;
  readonly content: string;
  /** Digits, "82" for Korea; SENS sends nothing but SMS to other countries. */
  readonly countryCode: string;
  readonly to: readonly string[];
  /** For an MMS alone, which goes out as an LMS without it. */
  readonly image?: MmsImage | null;
  readonly reserve?: Reserve | null;
}

/** Asks SENS to take a message; gives its requestId. An image is uploaded first, unless SENS has it already. */
export type SensSend = (access: SensAccess, request: SendRequest) => Promise<Result<string, SensFailure>>;

/** What sending goes by. */
interface SendDeps {
  readonly clock: Clock;
  readonly files: SensFileRecords;
  /** Waited for before each request of a message but the first. */
  readonly turn: () => Promise<void>;
}

/** Sends messages and, for an MMS, their files (SENS sens-sms-send and sens-sms-attachment-create pages). */
export function createSensSend(call: SensCall, { clock, files, turn }: SendDeps): SensSend {
  const post = async (access: SensAccess, request: SendRequest, fileId: string | null): ReturnType<SensSend> => {
    const body = sendBody(access, request, fileId);
    const exchange = await call(access, { method: 'POST', resource: '/messages', body });
    const requestId = isSuccess(exchange) ? parseRequestId(exchange.text) : null;
    return requestId === null ? fail(sensFailure(exchange)) : ok(requestId);
  };

  const upload = async (access: SensAccess, image: MmsImage): Promise<Result<SensFile, SensFailure>> => {
    const exchange = await call(access, { method: 'POST', resource: '/files', body: uploadBody(image) });
    const file = isSuccess(exchange) ? parseFile(exchange.text) : null;
    return file === null ? fail(notTaken(sensFailure(exchange))) : ok(file);
  };

  const postWithImage = async (access: SensAccess, request: SendRequest, image: MmsImage): ReturnType<SensSend> => {
    const service = `${access.baseUrl} ${access.serviceId}`;
    const choice = { records: files, service, image, now: clock.now(), upload: () => upload(access, image) };
    const file = await chooseFile(choice);
    if (!file.ok) {
      return file;
    }
    if (!file.value.kept) {
      await turn();
    }
    const sent = await post(access, request, file.value.fileId);
    if (sent.ok || sent.error.code !== 'sens-bad-request' || !file.value.kept) {
      return sent;
    }
    // SENS may have lost the file before its time: it has refused the message, so it can be sent with a new one.
    files.forget(service, image.hash);
    await turn();
    const again = await chooseFile(choice);
    await turn();
    return again.ok ? post(access, request, again.value.fileId) : again;
  };

  return (access, request) =>
    request.image ? postWithImage(access, request, request.image) : post(access, request, null);
}

/** The body of a send (SENS "messages" page); `fileId` is that of the uploaded image, null for none. */
function sendBody(access: SensAccess, request: SendRequest, fileId: string | null): string {
  const { type, subject, content, countryCode, to, reserve } = request;
  return JSON.stringify({
    type,
    contentType: access.contentType,
    countryCode,
    from: access.from,
    ...(type === 'SMS' || subject === '' ? {} : { subject }),
    content,
    messages: to.map((number) => ({ to: number })),
    ...(fileId === null ? {} : { files: [{ fileId }] }),
    ...(reserve ? { reserveTime: reserveTime(reserve.at, reserve.zone), reserveTimeZone: reserve.zone } : {}),
  });
}

/** The message itself was not sent yet, whatever became of its file. */
function notTaken(failure: SensFailure): SensFailure {
  return failure.fate === 'unknown' ? { ...failure, fate: 'retry' } : failure;
}

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
async function chooseFile(choice: FileChoice): Promise<Result<ChosenFile, SensFailure>> {
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
function uploadBody({ hash, body }: MmsImage): string {
  return JSON.stringify({ fileName: `${hash.slice(0, 32)}.jpg`, fileBody: Buffer.from(body).toString('base64') });
}

/** The answer to an upload, or null when the body is no such answer; without a time it expires at once. */
function parseFile(text: string): SensFile | null {
  const body = jsonObject(text);
  const fileId = idOf(body?.['fileId']);
  return fileId === null ? null : { fileId, expiresAt: sensTime(textOf(body?.['expireTime'])) ?? 0 };
}

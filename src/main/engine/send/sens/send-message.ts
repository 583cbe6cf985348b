import { fail, ok, type Result } from '../../../../shared/common/result';
import type { TextType } from '../../../../shared/sms/fit-text';
import type { Clock } from '../../common/clock';
import { sensFailure, type SensFailure } from './errors';
import { idOf, jsonObject, parseRequestId, textOf } from './responses';
import { isSuccess, type SensCall } from './signed-call';
import { reserveTime, sensTime } from './time';
import type { MmsImage, SensAccess, SensFile, SensFileRecords } from './types';

/** SENS "messages" page: at most this many entries in `messages`. */
export const MAX_RECIPIENTS = 100;

/** Files that expire sooner are uploaded again: SENS opens a file some time after it accepted the message. */
const EXPIRY_MARGIN_MS = 3_600_000;

/** Time at which SENS should send a message, at least 10 minutes ahead. */
interface Reserve {
  /** ms since 1970; rounded up to the minute. */
  readonly at: number;
  /** A name of the tz database. */
  readonly zone: string;
}

/** One message to up to 100 numbers (digits only) of one country. */
interface SendRequest {
  readonly type: TextType;
  /** At most 40 bytes in CP949; empty for none and for an SMS. */
  readonly subject: string;
  readonly content: string;
  /** Digits, "82" for Korea; SENS sends only SMS to other countries. */
  readonly countryCode: string;
  readonly to: readonly string[];
  /** Only for an MMS, which goes out as an LMS without it. */
  readonly image?: MmsImage | null;
  readonly reserve?: Reserve | null;
}

/** Sends a message and returns its requestId. Uploads the image first, unless SENS still has it. */
export type SensSend = (access: SensAccess, request: SendRequest) => Promise<Result<string, SensFailure>>;

/** Dependencies of `createSensSend`. */
interface SendDeps {
  readonly clock: Clock;
  readonly files: SensFileRecords;
  /** Awaited before each request of a message but the first. */
  readonly turn: () => Promise<void>;
}

/**
 * Creates the function that sends messages and, for an MMS, uploads their files (SENS sens-sms-send and
 * sens-sms-attachment-create pages).
 */
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
    return file === null ? fail(notSent(sensFailure(exchange))) : ok(file);
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
    // SENS may have lost the file early. It refused the message, so sending it with a new file is safe.
    files.forget(service, image.hash);
    await turn();
    const again = await chooseFile(choice);
    await turn();
    return again.ok ? post(access, request, again.value.fileId) : again;
  };

  return (access, request) =>
    request.image ? postWithImage(access, request, request.image) : post(access, request, null);
}

/** Builds the body of a send (SENS "messages" page); `fileId` names the uploaded image, null for none. */
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

/** Marks a failed upload as safe to retry: the message itself was not sent. */
function notSent(failure: SensFailure): SensFailure {
  return failure.outcome === 'unknown' ? { ...failure, outcome: 'retry' } : failure;
}

/** File chosen for a message. */
interface ChosenFile {
  readonly fileId: string;
  /** False if it was uploaded just now. */
  readonly kept: boolean;
}

/** Input of `chooseFile`. */
interface FileChoice {
  readonly records: SensFileRecords;
  readonly service: string;
  readonly image: MmsImage;
  /** ms since 1970. */
  readonly now: number;
  readonly upload: (image: MmsImage) => Promise<Result<SensFile, SensFailure>>;
}

/** Chooses the file of a picture: an earlier upload that SENS still keeps, or a new one, which is recorded. */
async function chooseFile(choice: FileChoice): Promise<Result<ChosenFile, SensFailure>> {
  const { records, service, image, now, upload } = choice;
  const kept = records.find(service, image.hash);
  if (kept !== null && kept.expiresAt - EXPIRY_MARGIN_MS > now) {
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
 * Builds the body of an upload (SENS file page). SENS treats files of equal name and size as one, so the name is a hash
 * of the content; it may have 40 characters.
 */
function uploadBody({ hash, body }: MmsImage): string {
  return JSON.stringify({ fileName: `${hash.slice(0, 32)}.jpg`, fileBody: Buffer.from(body).toString('base64') });
}

/** Parses the answer to an upload; null if it is malformed. Without a time the file counts as expired. */
function parseFile(text: string): SensFile | null {
  const body = jsonObject(text);
  const fileId = idOf(body?.['fileId']);
  return fileId === null ? null : { fileId, expiresAt: sensTime(textOf(body?.['expireTime'])) ?? 0 };
}

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fail, ok, type Result } from '../../../../../shared/common/result';
import { isLoopbackHost } from '../../../../../shared/settings/channels/secret-value';
import { sanitizeErrorText } from '../../sens/responses';
import { connectionFailure, failureOf } from '../failures';
import { fitCharacters } from '../fit';
import { incomplete } from '../post';
import type { ChannelFailure, ChannelMessage, ChannelTarget, Deliver, Delivered, DeliveryMeans } from '../types';

const MAX_SUBJECT_CHARACTERS = 200;

/** Largest answer of an SMTP server. */
const MAX_ANSWER_BYTES = 65_536;

/** Failure that nodemailer reports. */
interface MailError {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

/** Mail ready to be sent. */
interface Mail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly content: Buffer;
}

/**
 * Sends a mail over SMTP (RFC 5321), encrypted with a verified certificate unless the server is on this machine. Once
 * the content has been sent, only an answer of the server tells whether it was accepted.
 */
export const deliverByMail: Deliver<'email'> = async (message, target, means) => {
  const { channel, secrets } = target;
  if (channel.user !== '' && (secrets.password ?? '') === '') {
    return incomplete('missing');
  }
  if (channel.security === 'none' && !isLoopbackHost(channel.host)) {
    return incomplete('insecure');
  }
  const mail = await composeMail(message, target);
  return sendMail(mail, target, means);
};

async function composeMail(message: ChannelMessage, { channel }: ChannelTarget<'email'>): Promise<Mail> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { title, text, key, facts } = message;
  const { at, host, incident } = facts;
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(channel.from)?.[1] ?? 'logbell.invalid';
  const thread = incident === null ? null : messageId(`incident ${host} ${incident}`, domain);
  const node = new MailComposer({
    from: channel.from,
    to: [...channel.to],
    subject: subjectOf(title === '' ? text : title),
    text,
    date: new Date(at),
    messageId: messageId(key, domain),
    ...(thread === null ? {} : { inReplyTo: thread, references: [thread] }),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const envelope = node.getEnvelope();
  return {
    envelope: { from: envelope.from === false ? '' : envelope.from, to: envelope.to },
    content: await node.build(),
  };
}

/** One line, cut to a length that mail clients show. */
function subjectOf(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]+/);
  return fitCharacters(line.replace(/\s+/g, ' '), MAX_SUBJECT_CHARACTERS);
}

/** Message id that is the same for the same name (RFC 5322, 3.6.4). */
function messageId(name: string, domain: string): string {
  return `<logbell.${createHash('sha256').update(name).digest('hex').slice(0, 32)}@${domain}>`;
}

async function sendMail(
  { envelope, content }: Mail,
  { channel, secrets }: ChannelTarget<'email'>,
  { timeouts, signal, hide }: DeliveryMeans,
): Promise<Result<Delivered, ChannelFailure>> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  let contentSent = false;
  const connection = new SMTPConnection({
    host: channel.host.replace(/^\[|\]$/g, ''),
    port: channel.port,
    secure: channel.security === 'tls',
    requireTLS: channel.security === 'starttls',
    ignoreTLS: channel.security === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    connectionTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.answerMs,
    socketTimeout: timeouts.answerMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    allowInternalNetworkInterfaces: true,
  });
  // Read only after the server asked for the content, so its first byte may have reached the server from then on.
  const watched = Readable.from(
    (function* () {
      contentSent = true;
      yield content;
    })(),
  );
  return new Promise((resolve) => {
    let ended = false;
    const end = (result: Result<Delivered, ChannelFailure>): void => {
      if (!ended) {
        ended = true;
        clearTimeout(limit);
        signal.removeEventListener('abort', aborted);
        resolve(result);
        if (result.ok) {
          connection.quit();
        } else {
          connection.close();
        }
      }
    };
    const failed = (error: unknown): void =>
      end(fail(mailFailure(withoutSecrets(error as MailError, hide), contentSent)));
    const aborted = (): void => failed({ code: 'aborted' });
    // A server that drips its answers byte by byte must not hold the channel.
    const limit = setTimeout(
      () => failed({ code: 'ETIMEDOUT' }),
      timeouts.connectMs + SESSION_ANSWERS * timeouts.answerMs,
    );
    signal.addEventListener('abort', aborted);
    connection.on('error', failed);
    connection.once('end', () => failed({ code: 'ECONNRESET' }));
    const send = (): void => {
      connection.send({ from: envelope.from, to: [...envelope.to] }, watched, (error, info) => {
        if (error) {
          failed(error);
        } else {
          end(ok({ refusedRecipients: info.rejected.length }));
        }
      });
    };
    connection.connect((error) => {
      if (error) {
        failed(error);
      } else if (channel.user === '') {
        send();
      } else {
        connection.login({ user: channel.user, pass: secrets.password ?? '' }, (refused) =>
          refused ? failed(refused) : send(),
        );
      }
    });
    if (signal.aborted) {
      aborted();
    }
  });
}

/** Number of answers in one session: greeting, EHLO, TLS, EHLO, AUTH, MAIL, RCPT, DATA, content. */
const SESSION_ANSWERS = 9;

/** The same error, whose words repeat no secret. */
function withoutSecrets(error: MailError, hide: (text: string) => string): MailError {
  const { code, originalCode, responseCode, command, response } = error;
  return { code, originalCode, responseCode, command, response: hide(response ?? '') };
}

function mailFailure(error: MailError, contentSent: boolean): ChannelFailure {
  const { responseCode = 0 } = error;
  if (responseCode >= 400) {
    return refusalOf(error, responseCode);
  }
  if (error.code === 'ETLS' || error.code === 'EREQUIRETLS') {
    return failureOf('channel-certificate', { reason: error.originalCode ?? error.code }, 'retry');
  }
  if (error.code === 'EAUTH') {
    return failureOf('channel-refused', { detail: 'AUTH' }, 'refused');
  }
  if (error.code === 'EENVELOPE') {
    return failureOf('channel-incomplete', { context: 'invalid' }, 'refused');
  }
  return connectionFailure({ code: error.originalCode ?? error.code ?? 'unknown', mayBeWritten: contentSent });
}

/** Meaning of a negative answer (RFC 5321, 4.2.1): 4xx may be repeated, 5xx not. */
function refusalOf({ command = '', response = '', code }: MailError, status: number): ChannelFailure {
  const detail = `${command} ${withoutAddresses(response)}`.trim();
  if (status < 500) {
    return failureOf('channel-server', { status }, 'retry');
  }
  const isAboutAccount = code === 'EAUTH' || command.startsWith('AUTH') || command === 'CONN' || status === 530;
  return failureOf(isAboutAccount ? 'channel-refused' : 'channel-bad-request', { detail }, 'refused');
}

/** Server's words without mail addresses. */
function withoutAddresses(response: string): string {
  return sanitizeErrorText(response.replace(/\S+@\S+/g, '***'));
}

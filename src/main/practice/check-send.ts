import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result';

/** A send request as the SENS "messages" page describes it, read and found right. */
export interface SendRequest {
  readonly type: 'SMS' | 'LMS';
  readonly contentType: string;
  readonly countryCode: string;
  readonly from: string;
  readonly subject: string;
  readonly content: string;
  readonly messages: readonly { readonly to: string; readonly subject: string; readonly content: string }[];
}

const digits = z.string().regex(/^\d{8,15}$/, 'digits only');
const schema = z.object({
  type: z
    .string()
    .transform((type) => type.toUpperCase())
    .pipe(z.enum(['SMS', 'LMS'])),
  contentType: z.enum(['COMM', 'AD']).default('COMM'),
  countryCode: z
    .string()
    .regex(/^\d{1,4}$/)
    .default('82'),
  from: digits,
  subject: z.string().optional(),
  content: z.string().min(1),
  messages: z
    .array(z.object({ to: digits, subject: z.string().optional(), content: z.string().min(1).optional() }))
    .min(1)
    .max(100),
});

/** Checks a send request's body; the error is the sentence for the 400. Texts that are too long are not an error to SENS. */
export function checkSend(body: string, registered: readonly string[]): Result<SendRequest, string> {
  const json = parseJson(body);
  if (json === undefined) {
    return fail('Request body is not valid JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return fail(`Invalid parameter: ${first?.path.join('.') ?? 'body'}`);
  }
  const { subject = '', content, messages, ...rest } = parsed.data;
  if (!registered.includes(rest.from)) {
    return fail('Calling number is not registered.');
  }
  if (rest.type === 'SMS' && (subject !== '' || messages.some((message) => message.subject !== undefined))) {
    return fail('Invalid parameter: subject is for LMS and MMS only.');
  }
  return ok({
    ...rest,
    subject,
    content,
    messages: messages.map((message) => ({
      to: message.to,
      subject: message.subject ?? subject,
      content: message.content ?? content,
    })),
  });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

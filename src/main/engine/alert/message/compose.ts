import { chooseLanguage } from '../../../../shared/i18n/language';
import { type Translate, translator } from '../../../../shared/i18n/translator';
import type { Rule, Settings } from '../../../../shared/settings/schema';
import { dialDigits, KOREA } from '../../../../shared/sms/phone-number';
import { estimatedWon } from '../../../../shared/sms/price';
import { sendable } from '../../../../shared/sms/sanitize';
import { fillTemplate, messageTime, namesVariable, type TemplateValues } from '../../../../shared/sms/template';
import { cutToBytes, type FitOptions, type FittedText, fitText, SUBJECT_BYTES } from '../../../../shared/sms/text';
import type { Composed } from '../../ledger/tables/types';
import type { Found } from '../../match/regex/types';
import type { AlertSummary, Origin } from './types';

/** A match, and everything else that its text is made of. */
export interface MessageSource {
  readonly rule: Rule;
  /** The rule's name for readers. */
  readonly title: string;
  readonly hostName: string;
  readonly settings: Pick<Settings, 'delivery'>;
  readonly line: string;
  readonly found: Found;
  /** The time of the match, ms since 1970. */
  readonly at: number;
  readonly origin?: Origin | undefined;
}

/** What an alert's text is made of. */
export interface AlertFacts extends Omit<TemplateValues, 'time' | 'told'>, FitOptions {
  readonly message: string;
  /** ms since 1970. */
  readonly at: number;
  readonly told: AlertSummary;
}

/** A text ready to be owed: fitted to SMS or LMS, with the subject an LMS carries. */
export interface ComposedText extends FittedText {
  readonly subject: string;
}

/** Composes the text of a match: its rule's message, filled in. */
export function composeMatch(source: MessageSource, told: AlertSummary): ComposedText {
  const { rule, title, hostName, settings, line, found, at, origin } = source;
  const { matched, groups, named } = found;
  const { smsOnly } = settings.delivery;
  const values = { rule: title, file: origin?.path ?? '', line, host: hostName, match: matched, groups, named };
  return composeAlert({ message: rule.message, at, told, smsOnly, ...values });
}

/** Composes an alert's text: the message filled in, and how many matches were held back ("+12") unless it says that itself. */
export function composeAlert({ message, at, told, smsOnly, ...values }: AlertFacts): ComposedText {
  const { count, heldBack, firstAt, key, incident } = told;
  const filled = fillTemplate(message, {
    ...values,
    time: messageTime(at),
    told: {
      count: String(count),
      key,
      heldBack: String(heldBack),
      incident: incident === 0 ? '' : String(incident),
      first: messageTime(firstAt),
      last: messageTime(at),
    },
  });
  const counts = ['count', 'heldBack'].filter((name) => !Object.hasOwn(values.named, name));
  const saysItself = heldBack === 0 || namesVariable(message, counts);
  return composeText(saysItself ? filled : `${filled} (+${heldBack})`, values.rule, { smsOnly });
}

/** Fits any message; `title` becomes the subject should it be an LMS, and the text should nothing of the message be left. */
export function composeText(message: string, title: string, fit: FitOptions): ComposedText {
  const fitted = fitText(message, fit);
  const said = fitted.content.trim() === '' ? fitText(title, fit) : fitted;
  return { ...said, subject: cutToBytes(sendable(title).content, SUBJECT_BYTES) };
}

/** The number of a recipient, digits only; null when it is no longer in the settings. */
export function numberOf({ recipients }: Settings, recipientId: string): string | null {
  const recipient = recipients.find(({ id }) => id === recipientId);
  return recipient ? dialDigits(recipient.number, recipient.countryCode) : null;
}

/** The country code of a recipient; Korea's when it is no longer in the settings. */
export function countryCodeOf({ recipients }: Settings, recipientId: string): string {
  return recipients.find(({ id }) => id === recipientId)?.countryCode ?? KOREA;
}

/** Fits a message that Logbell itself writes to what a recipient can get. */
export function composeTestText(settings: Settings, message: string, recipientId: string): Composed {
  const { delivery, sens } = settings;
  // Abroad SENS sends nothing but SMS.
  const smsOnly = delivery.smsOnly || countryCodeOf(settings, recipientId) !== KOREA;
  const text = composeText(message, 'Logbell', { smsOnly });
  return { ...text, costWon: estimatedWon(text.type, delivery.prices, sens.mode === 'practice') };
}

/** The words of such messages; the system's language is what the process runs in. */
export function ownWords({ app }: Settings): Translate {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  return translator(chooseLanguage(app.language, locale));
}

import { defaultMessages, type DefaultMessages } from '../../../../shared/i18n/default-messages';
import { chooseLanguage } from '../../../../shared/i18n/language';
import { type Translate, translator } from '../../../../shared/i18n/translator';
import type { AppSettings, Rule, Settings } from '../../../../shared/settings/schema';
import { dialDigits, KOREA } from '../../../../shared/sms/phone-number';
import { estimatedWon } from '../../../../shared/sms/price';
import { sanitize } from '../../../../shared/sms/sanitize';
import { fillTemplate, messageTime, namesVariable, type TemplateValues } from '../../../../shared/sms/template';
import { cutToBytes, type FitOptions, type FittedText, fitText, SUBJECT_BYTES } from '../../../../shared/sms/fit-text';
import type { Composed } from '../../ledger/tables/outbox/types';
import type { Found } from '../../match/regex/types';
import { fullText } from './channel-copies';
import type { AlertSummary, Origin } from './types';

/** A match, and everything else that its text is made of. */
export interface MessageSource {
  readonly rule: Rule;
  readonly title: string;
  readonly hostName: string;
  readonly settings: Pick<Settings, 'delivery'>;
  readonly line: string;
  readonly found: Found;
  /** The time of the match, ms since 1970. */
  readonly at: number;
  readonly origin?: Origin | undefined;
}

/** Values of an alert's text. */
export interface AlertContent extends Omit<TemplateValues, 'time' | 'alert'>, FitOptions {
  readonly message: string;
  /** ms since 1970. */
  readonly at: number;
  readonly summary: AlertSummary;
}

/** A text ready for the outbox: fitted to SMS or LMS, with the subject of an LMS. */
export interface ComposedText extends FittedText {
  readonly subject: string;
  /** The message in full, for channels. */
  readonly full: string;
}

/** Composes the text of a match from the message of its rule. */
export function composeMatch(source: MessageSource, summary: AlertSummary): ComposedText {
  const { rule, title, hostName, settings, line, found, at, origin } = source;
  const { matched, groups, named } = found;
  const { smsOnly } = settings.delivery;
  const values = {
    rule: title,
    file: origin?.path ?? '',
    line,
    host: hostOf(origin) ?? hostName,
    match: matched,
    groups,
    named,
  };
  return composeAlert({ message: rule.message, at, summary, smsOnly, ...values });
}

/** Host of an entry of the journal, which may come from another machine; null for others. */
function hostOf(origin: Origin | undefined): string | null {
  const host = origin?.entry?.host ?? '';
  return host === '' ? null : host;
}

/** Fills in the message, and appends the number of held matches ("+12") unless the message names it. */
export function composeAlert({ message, at, summary, smsOnly, ...values }: AlertContent): ComposedText {
  const { count, heldBack, firstAt, key, incident } = summary;
  const filled = fillTemplate(message, {
    ...values,
    time: messageTime(at),
    alert: {
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

/**
 * Fits any message to a text; `title` becomes the subject of an LMS, and the content if the message is empty. `whole`
 * is the message for channels, if it was shortened for the text.
 */
export function composeText(message: string, title: string, fit: FitOptions, whole = message): ComposedText {
  const fitted = fitText(message, fit);
  const isEmpty = fitted.content.trim() === '';
  const said = isEmpty ? fitText(title, fit) : fitted;
  const subject = cutToBytes(sanitize(title).content, SUBJECT_BYTES);
  return { ...said, subject, full: fullText(isEmpty ? title : whole) };
}

/** Returns a recipient's number, digits only; null if the recipient is not in the settings. */
export function numberOf({ recipients }: Settings, recipientId: string): string | null {
  const recipient = recipients.find(({ id }) => id === recipientId);
  return recipient ? dialDigits(recipient.number, recipient.countryCode) : null;
}

/** Returns a recipient's country code; Korea's if the recipient is not in the settings. */
export function countryCodeOf({ recipients }: Settings, recipientId: string): string {
  return recipients.find(({ id }) => id === recipientId)?.countryCode ?? KOREA;
}

/** Fits a message of Logbell's own to the type of text that a recipient can get. */
export function composeTestText(settings: Settings, message: string, recipientId: string): Composed {
  const { delivery, sens } = settings;
  // SENS sends only SMS abroad.
  const smsOnly = delivery.smsOnly || countryCodeOf(settings, recipientId) !== KOREA;
  const text = composeText(message, 'Logbell', { smsOnly });
  return { ...text, costWon: estimatedWon(text.type, delivery.prices, sens.mode === 'practice') };
}

const defaultsByLanguage = new Map<AppSettings['language'], DefaultMessages>();

/** Returns the messages of rules whose settings leave them out; cached, as a dry run asks for every alert. */
export function ownDefaultMessages(settings: Settings): DefaultMessages {
  const { language } = settings.app;
  const defaults = defaultsByLanguage.get(language) ?? defaultMessages(ownTranslations(settings));
  defaultsByLanguage.set(language, defaults);
  return defaults;
}

/** Returns the translations for such messages, in the language of the process if the settings say `system`. */
export function ownTranslations({ app }: Settings): Translate {
  const { locale } = Intl.DateTimeFormat().resolvedOptions();
  return translator(chooseLanguage(app.language, locale));
}

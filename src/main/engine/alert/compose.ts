import { sendable } from '../../../shared/sms/sanitize';
import { cutToBytes, fitText, SUBJECT_BYTES, type FitOptions, type FittedText } from '../../../shared/sms/text';
import { fillTemplate, messageTime, namesVariable, type TemplateValues } from '../../../shared/sms/template';
import type { Told } from './told';

/** What an alert's text is made of. */
export interface AlertFacts extends Omit<TemplateValues, 'time' | 'told'>, FitOptions {
  readonly message: string;
  /** ms since 1970. */
  readonly at: number;
  readonly told: Told;
}

/** A text ready to be owed: fitted to SMS or LMS, with the subject an LMS carries. */
export interface ComposedText extends FittedText {
  readonly subject: string;
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

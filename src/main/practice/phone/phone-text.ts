import type { Translate } from '../../../shared/i18n/translator';
import type { PhoneText } from '../../../shared/contract/delivery/practice-phone';
import type { Language, Prices } from '../../../shared/settings/schema';
import { koreanBytes } from '../validation/korean-bytes';
import type { ChannelPost } from '../store/channel-messages';
import type { PracticeMessage } from '../store/message-store';
import { visibleText } from './visible-text';

export interface PhoneFormat {
  readonly translate: Translate;
  readonly language: Language;
  readonly prices: Prices;
}

/** Formats a completed message as a handset shows it: truncated, with its cost below. */
export function phoneText(message: PracticeMessage, format: PhoneFormat): PhoneText {
  const { type, undelivered, completesAt, files } = message;
  const { translate, prices } = format;
  const arrived = undelivered === null;
  const bytes = koreanBytes(message.content);
  return {
    id: message.messageId,
    arrived,
    from: visibleText(hyphenated(message.from)),
    to: message.countryCode === HOME ? hyphenated(message.to) : `+${message.countryCode} ${message.to}`,
    time: timeText(completesAt, format.language),
    at: new Date(completesAt).toISOString(),
    subject: visibleText(message.arrivedSubject),
    content: visibleText(message.arrived),
    facts: [
      type,
      translate('phone.bytes', { bytes }),
      ...(arrived ? [translate('phone.cost', { won: prices[type] })] : []),
    ],
    notice: noticeOf(message, bytes - koreanBytes(message.arrived), translate),
    pictures: arrived ? files.map(({ fileId }) => `picture/${fileId}`) : [],
  };
}

/** Formats a message of a channel, which has no number and no cost. */
export function channelText(post: ChannelPost, { translate, language }: PhoneFormat): PhoneText {
  const { key, kind, channel, title, text, arrivedAt } = post;
  return {
    id: `channel ${key}`,
    arrived: true,
    from: translate(`phone.kind.${kind}`),
    to: visibleText(channel),
    time: timeText(arrivedAt, language),
    at: new Date(arrivedAt).toISOString(),
    subject: visibleText(title),
    content: visibleText(text),
    facts: [],
    notice: '',
    pictures: [],
  };
}

const HOME = '82';

function noticeOf({ undelivered }: PracticeMessage, cut: number, translate: Translate): string {
  if (undelivered !== null) {
    const { statusCode, statusMessage } = undelivered;
    return translate('phone.lost', { code: visibleText(statusCode), reason: visibleText(statusMessage) });
  }
  return cut > 0 ? translate('phone.cut', { bytes: cut }) : '';
}

/** Hyphenates a Korean number: 010-1234-5678, 02-123-4567, 1588-1234. */
function hyphenated(number: string): string {
  return number.replace(/^(1\d{3})(\d{4})$/, '$1-$2').replace(/^(02|0\d\d)(\d{3,4})(\d{4})$/, '$1-$2-$3');
}

function timeText(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    ...{ month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    hourCycle: 'h23',
  }).format(at);
}

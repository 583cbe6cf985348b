import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import { channelTitle } from '../../../../shared/settings/titles';
import { graphemes, plainText } from '../../../../shared/sms/sanitize';
import type { ChannelCopy, ChannelFacts } from '../../ledger/tables/types';

/** Most UTF-16 units of a message, and of a line, that a channel gets. */
const MOST_CHARACTERS = 4_000;
const ELLIPSIS = '…';

/** A message for channels. */
export interface ChannelMessage {
  readonly subject: string;
  readonly content: string;
  readonly facts: ChannelFacts;
}

/** Addresses a message to channels; control characters are removed, and what is too long is cut. */
export function channelCopies(channels: readonly Outlet[], message: ChannelMessage): ChannelCopy[] {
  if (channels.length === 0) {
    return [];
  }
  const { subject, content, facts } = message;
  const copy = { subject: fullText(subject), content, facts: { ...facts, line: fullText(facts.line) } };
  return channels.map((channel) => ({ channel: channel.id, title: channelTitle(channel), ...copy }));
}

/** Returns a text without control characters, cut if it is longer than a channel gets. */
export function fullText(text: string): string {
  return shortened(plainText(text), MOST_CHARACTERS);
}

/** Cuts a text between graphemes if it has more than `most` UTF-16 units. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  let kept = '';
  for (const grapheme of graphemes(text)) {
    if (kept.length + grapheme.length + ELLIPSIS.length > most) {
      break;
    }
    kept += grapheme;
  }
  return `${kept}${ELLIPSIS}`;
}

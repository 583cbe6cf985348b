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

/** Returns a text without control characters, cut between graphemes if it is longer than a channel gets. */
export function fullText(text: string): string {
  const plain = plainText(text);
  if (plain.length <= MOST_CHARACTERS) {
    return plain;
  }
  let kept = '';
  for (const grapheme of graphemes(plain)) {
    if (kept.length + grapheme.length + ELLIPSIS.length > MOST_CHARACTERS) {
      break;
    }
    kept += grapheme;
  }
  return `${kept}${ELLIPSIS}`;
}

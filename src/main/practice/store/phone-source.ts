import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChannelPost } from './channel-messages';
import type { MessageStore } from './message-store';

/** Data of the practice phone page. */
export interface PhoneSource {
  readonly sent: () => MessageStore;
  /** Messages of channels, oldest first. */
  readonly posted: () => readonly ChannelPost[];
  /** JPEG of an MMS; null if it has expired. */
  readonly picture: (fileId: string) => Buffer | null;
}

/** A page served beside the calls of SENS. */
export interface Phone {
  /** Path of the page; it handles every request under `/phone/`. */
  readonly path: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}

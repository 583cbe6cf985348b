import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageStore } from './message-store';

/** What the page of the practice phone shows. */
export interface PhoneSource {
  readonly sent: () => MessageStore;
  /** The JPEG of an MMS; null when it is not there any more. */
  readonly picture: (fileId: string) => Buffer | null;
}

/** A page served beside the calls of SENS. */
export interface Phone {
  /** Where it is; what starts with `/phone/` is left to it. */
  readonly path: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
}

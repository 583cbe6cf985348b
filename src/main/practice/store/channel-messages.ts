import * as z from 'zod/mini';
import type { Answer } from '../http/answers';
import { gatewayError, UNSUPPORTED_TYPE } from '../http/answers';
import { parseJson } from '../http/request-body';
import { CHANNEL_KINDS } from '../../../shared/settings/channels/channel-kinds';

/** Path to which Logbell posts the messages of all channels in practice mode. */
export const CHANNEL_MESSAGES_PATH = '/practice/channel-messages';

/** Number of newest messages kept. */
const KEPT = 200;

const MAX_CHARACTERS = 100_000;

const messageSchema = z.object({
  /** Same for a repeated message, which is kept once. */
  key: z.string().check(z.minLength(1), z.maxLength(MAX_CHARACTERS)),
  kind: z.enum([...CHANNEL_KINDS, 'alertmanager']),
  /** Title of the channel. */
  channel: z.string().check(z.maxLength(MAX_CHARACTERS)),
  title: z.string().check(z.maxLength(MAX_CHARACTERS)),
  text: z.string().check(z.maxLength(MAX_CHARACTERS)),
});

/** A message that a channel would have got. */
export interface ChannelPost extends z.infer<typeof messageSchema> {
  /** ms since 1970. */
  readonly arrivedAt: number;
}

/** The messages of all channels in practice mode. */
export interface ChannelPosts {
  /** Takes a posted message. Only JSON, which no form of a foreign web page can send without being asked for. */
  add(contentType: string, body: string): Answer;
  /** The newest messages, oldest first. */
  all(): readonly ChannelPost[];
}

/** Creates an empty store; `now` gives ms since 1970. */
export function createChannelPosts(now: () => number): ChannelPosts {
  const posts = new Map<string, ChannelPost>();
  return {
    add: (contentType, body) => {
      if (!/^application\/json\b/i.test(contentType)) {
        return UNSUPPORTED_TYPE;
      }
      const parsed = messageSchema.safeParse(parseJson(body));
      if (!parsed.success) {
        return gatewayError(400, '100', 'Bad Request Exception', 'Invalid channel message.');
      }
      if (!posts.has(parsed.data.key)) {
        posts.set(parsed.data.key, { ...parsed.data, arrivedAt: now() });
      }
      const [oldest] = posts.keys();
      if (posts.size > KEPT && oldest !== undefined) {
        posts.delete(oldest);
      }
      return { status: 202, body: null };
    },
    all: () => [...posts.values()],
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextState } from '../../../shared/contract/history';
import { recipientsOf } from '../../../shared/settings/recipients';
import { systemClock } from '../../engine/common/clock';
import { Engine } from '../../engine/engine';
import type { EngineEvent } from '../../engine/common/events';
import { engineConfig } from '../../settings/engine-config';
import { readImage } from '../../engine/common/files/image-file';
import type { CliContext } from '../cli-context';
import {
  type EventWriter,
  faultSentence,
  jsonWriter,
  plainWriter,
  printFault,
  writeLedgerFault,
} from '../format/event-writer';
import { TerminalWriter } from '../format/terminal-writer';
import { printError } from '../output/messages';
import { createPracticeAccess } from '../watch/practice-access';
import { type Output, statusLine } from '../output/terminal';
import type { ExitCode } from '../output/ending';

/** Arguments of `logbell send-test`. */
interface SendTestRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
  /** Ids of recipients and groups; empty for all, or for none if there are channels. */
  readonly to: readonly string[];
  /** Ids of channels. */
  readonly channels: readonly string[];
  readonly message: string;
  /** Path of a picture to attach; null for none. */
  readonly image: string | null;
  /** Resolves when the user asks to stop waiting. */
  readonly stop: Promise<unknown>;
}

const FINAL: readonly TextState[] = ['delivered', 'failed'];
/** Nothing more is learned of an unknown message through a channel. */
const FINAL_OF_CHANNEL: readonly TextState[] = [...FINAL, 'unknown'];

/**
 * Sends a test text, or a test message through channels, and waits for its final state. Uses a temporary ledger, so that a running Logbell is not disturbed.
 */
export async function runSendTest(run: SendTestRun): Promise<ExitCode> {
  const { context, output, to } = run;
  const { problems, paths, translate, state } = context;
  if (problems.length > 0) {
    problems.forEach((problem) => printFault(problem, paths.configFile, output, translate));
    return 2;
  }
  if (refusesAddressees(run)) {
    return 2;
  }
  const image = run.image === null ? null : readImage(run.image);
  if (image?.ok === false) {
    printError(output, translate, translate(`image.${image.error.code}`, image.error.params));
    return 2;
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'logbell-test-'));
  try {
    const named = to.length > 0 || run.channels.length > 0 ? { recipients: [...to] } : {};
    const recipientIds = recipientsOf(named, state.settings).map(({ id }) => id);
    const body = image === null ? null : image.value.body;
    return await sendAndFollow(run, { recipientIds, image: body, dataDir });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Prints which recipients and channels do not exist, or that there are none; false if the test can be sent. */
function refusesAddressees({ context, output, to, channels: channelIds }: SendTestRun): boolean {
  const { paths, translate, state } = context;
  const { recipients, groups, channels } = state.settings;
  const isIn = (all: readonly { readonly id: string }[], id: string): boolean => all.some((each) => each.id === id);
  const unknownIds = to.filter((id) => !isIn([...recipients, ...groups], id));
  const unknownChannels = channelIds.filter((id) => !isIn(channels, id));
  for (const id of unknownIds) {
    printError(output, translate, translate('cli.noSuchRecipient', { id }), translate('cli.fix.noSuchRecipient'));
  }
  for (const id of unknownChannels) {
    printError(output, translate, translate('cli.noSuchChannel', { id }), translate('cli.fix.noSuchChannel'));
  }
  const hasNobody = channelIds.length === 0 && recipients.length === 0;
  if (hasNobody) {
    const problem = { path: 'recipients', code: 'no-recipients', params: {} } as const;
    printError(output, translate, faultSentence(problem, paths.configFile, translate));
  }
  return hasNobody || unknownIds.length + unknownChannels.length > 0;
}

/** Recipients and picture of the text, and the folder of its ledger. */
interface TestText {
  readonly recipientIds: readonly string[];
  readonly image: Uint8Array | null;
  readonly dataDir: string;
}

async function sendAndFollow(run: SendTestRun, { recipientIds, image, dataDir }: TestText): Promise<ExitCode> {
  const { context, json, output, message, stop } = run;
  const channelIds = Array.from(new Set(run.channels));
  const { secrets, paths, translate, state } = context;
  const practice = createPracticeAccess(null);
  const writer = writerOf(run);
  const settings = { ...state.settings, files: [], rules: [] };
  const states = new Map<number, TextState>();
  const ended = new Set<number>();
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const follow = (event: EngineEvent): void => {
    if (event.event === 'text' || event.event === 'problem') {
      writer.event(event);
    }
    if (event.event === 'text') {
      states.set(event.id, event.state);
      const final = event.channel === undefined ? FINAL : FINAL_OF_CHANNEL;
      ended[final.includes(event.state) ? 'add' : 'delete'](event.id);
    }
    if (event.event === 'problem' || ended.size === recipientIds.length + channelIds.length) {
      finish();
    }
  };
  const server = await practice.for(settings.sens);
  if (!json && server) {
    output.out(translate('cli.practice'));
  }
  const access = engineConfig({
    settings,
    keys: secrets.keys(),
    channels: secrets.channels,
    practice: server,
    paths,
  });
  const config = { ...access, dataDir, ownFiles: [] };
  const parts = { config, clock: systemClock, hostName: hostname(), emit: follow };
  const started = await Engine.start(parts);
  if (started.ok) {
    await started.value.sendTest({ recipientIds, channelIds, content: message, image });
    await Promise.race([done, stop]);
    await started.value.stop();
  } else {
    writeLedgerFault(writer, started.error);
  }
  await practice.close();
  return Array.from(states.values()).every((state) => state === 'delivered') && states.size > 0 ? 0 : 1;
}

function writerOf({ context: { translate }, json, output }: SendTestRun): EventWriter {
  if (json) {
    return jsonWriter(output, translate);
  }
  return output.width() === null
    ? plainWriter(output, translate)
    : new TerminalWriter({ output, translate, status: statusLine(), verbose: false, titles: () => new Map() });
}

import { Badge, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type Icon,
  IconAlertTriangle,
  IconBellRinging,
  IconChevronDown,
  IconChevronRight,
  IconCircleCheck,
  IconClockPause,
  IconDeviceMobileMessage,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Decision,
  DigestEntry,
  EscalationEntry,
  SilenceEntry,
  HeldEntry,
  HistoryEntry,
  MatchEntry,
  ProblemEntry,
  TestEntry,
} from '../../../../shared/contract/history';
import { InertBlock, InertLine } from '../../../components/display/inert-text';
import { PathText } from '../../../components/display/path-text';
import { PracticeBadge } from '../../../components/display/state-badges';
import { TextsList } from '../../../components/display/texts-list';
import { useSentences } from '../../../format/sentences';
import { useFormats } from '../../../format/times';
import type { HeldRun, HistoryRow } from './held-runs';
import { ShowInFile } from './show-in-file';

const SHOWN_CHARACTERS = 400;

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  /** Row of the entry, if held matches are folded into it. */
  readonly row?: HistoryRow;
  /** Expands the run of `row` or folds it; without it the run is only counted. */
  readonly onToggle?: ((row: HistoryRow) => void) | undefined;
}

/** One entry of the history, with the reason for its decision and the run of held matches that it stands for. */
export const HistoryItem = memo(function HistoryItem({ entry, row, onToggle }: HistoryItemProps) {
  const more = row?.run ? <RunLine row={row} run={row.run} onToggle={onToggle} /> : null;
  switch (entry.kind) {
    case 'match':
      return <MatchItem entry={entry} more={more} />;
    case 'held':
      return <HeldItem entry={entry} more={more} />;
    case 'test':
    case 'digest':
    case 'escalation':
    case 'silence':
      return <OwnText entry={entry} />;
    case 'problem':
      return <ProblemItem entry={entry} />;
  }
});

/** Number of further matches of a run, and until when they are held. */
function RunLine({
  row,
  run,
  onToggle,
}: Omit<HistoryItemProps, 'entry'> & { readonly row: HistoryRow; readonly run: HeldRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const held = t(`window.heldRun.${run.why}`, { count: run.matches });
  const text = run.until === null ? held : t('window.heldRun.until', { held, until: formats.clock(run.until) });
  const Chevron = row.expanded ? IconChevronDown : IconChevronRight;
  return onToggle === undefined ? (
    <div className="logbell-dimmed">{text}</div>
  ) : (
    <div>
      <Button
        variant="light"
        color="gray"
        size="compact-sm"
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={row.expanded}
        onClick={() => onToggle(row)}
      >
        {text}
      </Button>
    </div>
  );
}

interface WithMore<Entry> {
  readonly entry: Entry;
  readonly more: ReactNode;
}

function MatchItem({ entry, more }: WithMore<MatchEntry>) {
  const sentences = useSentences();
  return (
    <TextedFrame entry={entry} title={entry.rule} decision={entry.decision}>
      <div className="logbell-entry-head">
        <PathText path={entry.path} size="xs" c="dimmed" />
        <ShowInFile match={entry} />
      </div>
      <LogLine line={entry.line} />
      <div>{sentences.decision(entry.decision)}</div>
      {more}
    </TextedFrame>
  );
}

/** Held matches of a flood, counted together. */
function HeldItem({ entry, more }: WithMore<HeldEntry>) {
  const { t } = useTranslation();
  const sentences = useSentences();
  return (
    <TextedFrame entry={entry} title={entry.rule} decision={entry.decision}>
      <div>{t('held.more', { count: entry.count })}</div>
      <div>{sentences.held(entry.decision)}</div>
      {more}
    </TextedFrame>
  );
}

/** Text without a match: a test, a digest of late texts, an escalation, or a request for a silence. */
function OwnText({ entry }: { readonly entry: TestEntry | DigestEntry | EscalationEntry | SilenceEntry }) {
  const { t } = useTranslation();
  const title =
    entry.kind === 'escalation' || entry.kind === 'silence'
      ? t(`window.history.${entry.kind}Of`, { rule: entry.rule })
      : t(`window.history.${isChannelTest(entry) ? 'channelTest' : entry.kind}`);
  return <TextedFrame title={title} entry={entry} />;
}

/** True for a test that went to channels only. */
function isChannelTest({ kind, texts }: Pick<TestEntry | DigestEntry, 'texts'> & { readonly kind: string }): boolean {
  return kind === 'test' && texts.length > 0 && texts.every(({ channel }) => channel !== '');
}

interface TextedFrameProps {
  readonly title: string;
  readonly entry: Exclude<HistoryEntry, ProblemEntry>;
  /** Decision on a match; missing for a text without one. */
  readonly decision?: Decision;
  readonly children?: ReactNode;
}

/** Entry with the message that was sent, and its texts. */
function TextedFrame({ title, entry, decision, children }: TextedFrameProps) {
  const held = decision?.outcome === 'held';
  const badges = (
    <>
      {decision && <OutcomeBadge decision={decision} />}
      {entry.texts.some(({ practice }) => practice) && <PracticeBadge />}
    </>
  );
  return (
    <Frame
      shape={decision === undefined ? IconDeviceMobileMessage : held ? IconClockPause : IconBellRinging}
      color={held ? undefined : 'var(--mantine-color-orange-light-color)'}
      title={title}
      at={entry.at}
      badge={badges}
      quiet={held}
    >
      {children}
      <SentText content={entry.content} />
      {entry.texts.length > 0 && <TextsList texts={entry.texts} />}
    </Frame>
  );
}

/** Says if a match sent something; the lines of a task that are as expected have no badge. */
function OutcomeBadge({ decision: { outcome, why } }: { readonly decision: Decision }) {
  const { t } = useTranslation();
  return why.startsWith('pair-') ? null : (
    <Badge color={outcome === 'held' ? 'gray' : 'orange'}>{t(`window.historyFilter.outcomeOf.${outcome}`)}</Badge>
  );
}

function ProblemItem({ entry }: { readonly entry: ProblemEntry }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  const over = entry.clearedAt;
  return (
    <Frame
      shape={over === null ? IconAlertTriangle : IconCircleCheck}
      color={over === null ? 'var(--mantine-color-error)' : undefined}
      title={sentences.problemTitle(entry)}
      at={entry.at}
    >
      <div className="logbell-dimmed">
        {over === null ? sentences.problemRemedy(entry) : t('window.history.over', { time: formats.moment(over) })}
      </div>
      {entry.reports?.map((report) => (
        <div key={`${report.about} ${report.id}`}>
          {sentences.problemReport(report)} {report.reason !== null && sentences.reason(report.reason)}
        </div>
      ))}
    </Frame>
  );
}

function SentText({ content }: { readonly content: string }) {
  const { t } = useTranslation();
  return content === '' ? null : (
    <div className="logbell-entry-sent">
      <span className="logbell-dimmed">{t('window.history.content')}</span> <InertBlock text={content} />
    </div>
  );
}

interface FrameProps {
  readonly shape: Icon;
  readonly color?: string | undefined;
  readonly title: string;
  readonly at: number;
  readonly badge?: ReactNode;
  /** True for an entry that is less important than the others. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** Plain elements with CSS classes: a long list renders many of them between two frames. */
function Frame({ shape: Shape, color, title, at, badge, quiet, children }: FrameProps) {
  const formats = useFormats();
  return (
    <article className="logbell-entry" aria-label={title} data-quiet={quiet === true ? true : undefined}>
      <Shape size={18} stroke={1.7} color={color ?? 'var(--mantine-color-dimmed)'} aria-hidden />
      <div className="logbell-entry-body">
        <div className="logbell-entry-head">
          <div className="logbell-entry-title">
            <span>
              <InertLine text={title} />
            </span>
            {badge}
          </div>
          <time dateTime={new Date(at).toISOString()}>{formats.moment(at)}</time>
        </div>
        {children}
      </div>
    </article>
  );
}

/** Line of a log; a very long one is cut until it is unfolded. */
function LogLine({ line }: { readonly line: string }) {
  const { t } = useTranslation();
  const [whole, { toggle }] = useDisclosure(false);
  const characters = Array.from(line);
  const long = characters.length > SHOWN_CHARACTERS;
  return (
    <div>
      <pre className="logbell-entry-line">
        <InertBlock text={long && !whole ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : line} />
      </pre>
      {long && (
        <Button variant="subtle" size="compact-xs" aria-expanded={whole} onClick={toggle}>
          {t(whole ? 'window.history.hideLine' : 'window.history.showLine')}
        </Button>
      )}
    </div>
  );
}

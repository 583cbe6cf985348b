import type { Translate } from '../../shared/i18n/translator';

/**
 * Label of a field in its form, by its path without indexes; the path itself if no form has it, and the name of a header
 * of a webhook.
 */
export function settingLabel(path: string, t: Translate): string {
  const label = LABELS[path];
  const above = GROUP_LABELS[path.split('.').slice(0, -1).join('.')];
  if (label === undefined && above === undefined) {
    return path;
  }
  const name = path.split('.').at(-1) ?? '';
  const own = label === undefined ? name : t(label, { type: name });
  return above === undefined ? own : `${t(above)}: ${own}`;
}

const LABELS: Readonly<Record<string, string>> = {
  'app.language': 'window.settings.language',
  'app.theme': 'window.settings.theme',
  'app.notifications': 'window.settings.notifications',
  'app.firstSteps': 'window.firstSteps.title',
  'watch.maxLineLength': 'window.settings.maxLineLength',
  'watch.grace': 'window.settings.grace',
  'sens.mode': 'window.delivery.mode',
  'sens.zone': 'window.delivery.zone',
  'sens.baseUrl': 'window.delivery.baseUrl',
  'sens.serviceId': 'window.delivery.serviceId',
  'sens.from': 'window.delivery.from',
  'sens.contentType': 'window.delivery.contentType',
  'delivery.smsOnly': 'window.cost.smsOnly',
  'delivery.channels': 'window.route.copies',
  'delivery.fallback.to': 'window.fallback.to',
  'delivery.fallback.after': 'window.fallback.after',
  'delivery.fallback.on': 'window.fallback.on',
  'problems.to': 'window.problemRoute.to',
  'problems.after': 'window.problemRoute.after',
  'rules.channels': 'window.channels.ofRule',
  'channels.name': 'window.channels.name',
  'channels.kind': 'window.channels.kinds',
  'channels.url': 'window.channels.url',
  'channels.headers': 'window.channels.headers',
  'channels.priority': 'window.channels.priority',
  'channels.tags': 'window.channels.tags',
  'channels.click': 'window.channels.click',
  'channels.host': 'window.channels.host',
  'channels.port': 'window.channels.port',
  'channels.security': 'window.channels.security',
  'channels.user': 'window.channels.user',
  'channels.from': 'window.channels.from',
  'channels.to': 'window.channels.to',
  'delivery.maxAge': 'window.sending.maxAge',
  'delivery.late': 'window.sending.late',
  'delivery.perSecond': 'window.sending.perSecond',
  'delivery.atOnce': 'window.sending.atOnce',
  'delivery.prices.SMS': 'window.cost.price',
  'delivery.prices.LMS': 'window.cost.price',
  'delivery.prices.MMS': 'window.cost.price',
  'policy.zone': 'window.quiet.zone',
  'policy.quiet': 'window.quiet.title',
  'policy.quietBy': 'window.policy.quietBy',
  'policy.wait': 'window.when.waitTime',
  'policy.budget.textsPerDay': 'window.budget.textsPerDay',
  'policy.budget.textsPerMonth': 'window.budget.textsPerMonth',
  'policy.budget.wonPerDay': 'window.budget.wonPerDay',
  'policy.budget.wonPerMonth': 'window.budget.wonPerMonth',
  'policy.budget.reserve': 'window.budget.reserve',
  'policy.digestAt': 'window.policy.digestAt',
  'policy.incidentMaxAge': 'window.policy.incidentMaxAge',
  'metrics.listen': 'window.settings.metricsListen',
  'metrics.maxSeries': 'window.settings.metricsMaxSeries',
  'receive.listen': 'window.settings.receiveListen',
  'receive.tokens': 'window.settings.receiveTokens',
  'receive.tls': 'window.settings.receiveTls',
  'receive.allow': 'window.settings.receiveAllow',
  'receive.hosts': 'window.settings.receiveHosts',
  'recipients.name': 'window.recipients.name',
  'recipients.number': 'window.recipients.number',
  'recipients.countryCode': 'window.recipients.countryCode',
  'groups.name': 'window.groups.name',
  'groups.recipients': 'window.groups.members',
  'files.path': 'window.files.path',
  'files.encoding': 'window.files.encoding',
  'files.start': 'window.files.start',
  'files.flushAfter': 'window.files.flush',
  'files.multiLine.preset': 'window.files.grouping',
  'files.multiLine.firstLine': 'window.files.firstLine',
  'files.multiLine.timeout': 'window.files.wait',
  'files.multiLine.maxLines': 'window.files.maxLines',
  'rules.name': 'window.rules.name',
  'rules.enabled': 'window.rules.enabled',
  'rules.files': 'window.rules.files',
  'rules.match': 'window.rules.pattern',
  'rules.butNot': 'window.rules.butNot',
  'rules.message': 'window.message.label',
  'rules.recipients': 'window.rules.recipients',
  'rules.to': 'window.settings.alertmanager',
  'rules.key': 'window.when.key',
  'rules.threshold.count': 'window.when.count',
  'rules.threshold.within': 'window.when.within',
  'rules.urgent': 'window.when.urgent',
  'rules.quiet': 'window.quiet.title',
  'rules.wait': 'window.when.waitTime',
  'rules.budget.textsPerDay': 'window.budget.textsPerDay',
  'rules.budget.textsPerMonth': 'window.budget.textsPerMonth',
  'rules.budget.wonPerDay': 'window.budget.wonPerDay',
  'rules.budget.wonPerMonth': 'window.budget.wonPerMonth',
  'rules.absence.after': 'window.absence.after',
  'rules.absence.by': 'window.absence.by',
  'rules.absence.forget': 'window.absence.forget',
  'rules.absence.message': 'window.message.label',
  'rules.absence.recovered': 'window.absence.recovered',
  'rules.ok': 'window.ok.pattern',
  'rules.okMessage': 'window.ok.text',
  'rules.escalate.after': 'window.escalate.after',
  'rules.escalate.to': 'window.escalate.to',
  'rules.pair.end': 'window.pair.end',
  'rules.pair.within': 'window.pair.within',
  'rules.pair.message': 'window.message.label',
  'rules.pair.recovered': 'window.pair.recovered',
  'rules.cooldown': 'window.rules.cooldown',
  'rules.cooldownBy': 'window.limits.by',
  'rules.rollup': 'window.limits.rollup',
  'rules.cooldownMax': 'window.limits.most',
};

/** Labels of groups of fields. */
const GROUP_LABELS: Readonly<Record<string, string>> = {
  'delivery.fallback': 'window.route.fallback',
  'channels.headers': 'window.channels.headers',
  'rules.threshold': 'window.when.threshold',
  'rules.absence': 'window.when.absence',
  'rules.escalate': 'window.escalate.on',
  'rules.pair': 'window.when.pair',
};

/** Meaning of a field that is left out, if it has one of its own. */
export const UNSET: Readonly<Record<string, string>> = {
  'policy.budget.textsPerDay': 'window.budget.noLimit',
  'rules.files': 'window.rules.allFiles',
  'rules.recipients': 'window.rules.allRecipients',
  'rules.quiet': 'window.quiet.shared',
  'rules.okMessage': 'window.message.standard',
  'rules.absence.message': 'window.message.standard',
  'rules.absence.recovered': 'window.message.standard',
  'rules.pair.message': 'window.message.standard',
};

/** Meaning of an empty list. */
export const EMPTY: Readonly<Record<string, string>> = {
  'policy.quiet': 'window.quiet.none',
  'rules.quiet': 'window.quiet.never',
  'rules.recipients': 'window.rules.channelsOnly',
};

/** Labels of values that are chosen from a list. */
export const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'app.language': { system: 'window.language.system', ko: 'window.language.ko', en: 'window.language.en' },
  'app.theme': { system: 'window.theme.system', light: 'window.theme.light', dark: 'window.theme.dark' },
  'app.firstSteps': {
    try: 'window.firstSteps.try',
    keys: 'window.firstSteps.keys',
    who: 'window.firstSteps.who',
    what: 'window.firstSteps.what',
    done: 'window.firstSteps.done',
  },
  'sens.mode': { practice: 'window.delivery.practice', live: 'window.delivery.live' },
  'sens.zone': {
    public: 'window.zone.public',
    government: 'window.zone.government',
    financial: 'window.zone.financial',
    custom: 'window.zone.custom',
  },
  'sens.contentType': { COMM: 'window.delivery.comm', AD: 'window.delivery.ad' },
  'delivery.late': { digest: 'window.sending.digest', desktop: 'window.sending.desktop' },
  'delivery.fallback.on': {
    refused: 'window.fallback.reason.refused',
    unreachable: 'window.fallback.reason.unreachable',
    unknown: 'window.fallback.reason.unknown',
    budget: 'window.fallback.reason.budget',
  },
  'channels.security': {
    tls: 'window.channels.securities.tls',
    starttls: 'window.channels.securities.starttls',
    none: 'window.channels.securities.none',
  },
  'policy.quietBy': { logbell: 'window.policy.byLogbell', sens: 'window.policy.bySens' },
  'files.encoding': {
    auto: 'window.encoding.auto',
    utf8: 'window.encoding.utf8',
    cp949: 'window.encoding.cp949',
    utf16le: 'window.encoding.utf16le',
    utf16be: 'window.encoding.utf16be',
    latin1: 'window.encoding.latin1',
  },
  'files.start': { end: 'window.start.endLong', beginning: 'window.start.beginningLong' },
  'files.multiLine.preset': {
    java: 'window.grouping.java',
    python: 'window.grouping.python',
    go: 'window.grouping.go',
  },
  'rules.absence.by': { rule: 'window.absence.rule', file: 'window.absence.file', key: 'window.absence.key' },
  'rules.cooldownBy': { line: 'window.limits.line', rule: 'window.limits.rule', key: 'window.limits.key' },
};

import { isLoopbackHost } from '../channels/secret-value';
import { settingsProblem, type SettingsProblem } from './problems';
import { type AlertmanagerSettings, OWN_LABELS } from '../alertmanager/alertmanager-schema';

/** Base URL of an Alertmanager: scheme, host, port and the path of a prefix. */
const BASE_URL = /^(https?):\/\/(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(\/[^\s\p{Cc}?#]*)?$/iu;
/** Name of a label (Prometheus data model, "Metric names and labels"); two underscores are for internal use. */
const LABEL_NAME = /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/;

/** Checks the addresses and labels of an Alertmanager cluster. */
export function alertmanagerProblems({ urls, labels }: AlertmanagerSettings): SettingsProblem[] {
  const bases = urls.map((url) => url.replace(/\/+$/, '').toLowerCase());
  return [
    ...urls.flatMap((url, index) => {
      const path = ['alertmanager', 'urls', index];
      if (!BASE_URL.test(url)) {
        return [settingsProblem(path, 'bad-url')];
      }
      return bases.indexOf(bases[index] ?? '') < index ? [settingsProblem(path, 'same-url')] : [];
    }),
    ...Object.entries(labels).flatMap(([name, value]) => {
      const path = ['alertmanager', 'labels', name];
      if (!LABEL_NAME.test(name)) {
        return [settingsProblem(['alertmanager', 'labels'], 'bad-label', { name })];
      }
      if (OWN_LABELS.includes(name)) {
        return [settingsProblem(path, 'own-label', { name })];
      }
      return /\p{Cc}/u.test(value) ? [settingsProblem(path, 'bad-value')] : [];
    }),
  ];
}

/** Warns of addresses beyond this computer to which a token travels unencrypted. */
export function alertmanagerWarnings(alertmanager: AlertmanagerSettings | null): SettingsProblem[] {
  if (alertmanager?.token === undefined) {
    return [];
  }
  return alertmanager.urls.flatMap((url, index) => {
    const [, scheme = '', host = ''] = BASE_URL.exec(url) ?? [];
    return scheme.toLowerCase() === 'http' && !isLoopbackHost(host)
      ? [settingsProblem(['alertmanager', 'urls', index], 'http-in-clear')]
      : [];
  });
}

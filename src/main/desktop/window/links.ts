import { shell } from 'electron';
import type { FolderName, LinkName, Unopened } from '../../../shared/contract/ipc/calls';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { AppPaths } from '../../settings/config-dir';

/** Pages of Naver Cloud. Besides these, only the practice phone is ever opened outside. */
const LINKS: Readonly<Record<LinkName, `https://${string}`>> = {
  'ncloud-console': 'https://console.ncloud.com/',
  'sens-guide': 'https://guide.ncloud-docs.com/docs/sens-overview',
  'sens-projects': 'https://console.ncloud.com/sens/project',
  'api-keys': 'https://www.ncloud.com/mypage/manage/authkey',
};

/** Opens one of the fixed pages in the person's browser. */
export function openLink(name: LinkName): Promise<Result<undefined, Unopened>> {
  return openAddress(LINKS[name]);
}

/** Opens the page of the practice phone, which this Logbell serves itself; fails with `no-phone` if there is none. */
export async function openPhone(phoneUrl: string | null): Promise<Result<undefined, Unopened | 'no-phone'>> {
  return phoneUrl === null ? fail('no-phone') : openAddress(phoneUrl);
}

/** Shows one of Logbell's own folders in the file manager. */
export async function openFolder(name: FolderName, paths: AppPaths): Promise<Result<undefined, Unopened>> {
  const place = { config: paths.configDir, data: paths.dataDir, logs: paths.logDir }[name];
  // Empty text means success (Electron docs, shell.openPath).
  return (await shell.openPath(place)) === '' ? ok(undefined) : fail({ place });
}

async function openAddress(place: string): Promise<Result<undefined, Unopened>> {
  try {
    await shell.openExternal(place);
    return ok(undefined);
  } catch {
    return fail({ place });
  }
}

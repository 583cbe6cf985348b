import { shell } from 'electron';
import type { FolderName, LinkName } from '../../shared/ipc-contract';
import type { AppPaths } from '../settings/config-dir';

/** The pages of Naver Cloud; besides them only the practice phone is ever opened outside. */
const LINKS: Readonly<Record<LinkName, `https://${string}`>> = {
  'ncloud-console': 'https://console.ncloud.com/',
  'sens-guide': 'https://guide.ncloud-docs.com/docs/sens-overview',
  'sens-projects': 'https://console.ncloud.com/sens/project',
  'api-keys': 'https://www.ncloud.com/mypage/manage/authkey',
};

/** Opens one of the fixed pages in the person's browser. */
export async function openLink(name: LinkName): Promise<void> {
  await shell.openExternal(LINKS[name]);
}

/** Opens the page of the practice phone, which this Logbell serves itself; gives whether there is one. */
export async function openPhone(phoneUrl: string | null): Promise<boolean> {
  if (phoneUrl !== null) {
    await shell.openExternal(phoneUrl);
  }
  return phoneUrl !== null;
}

/** Shows one of Logbell's own folders in the file manager. */
export async function openFolder(name: FolderName, paths: AppPaths): Promise<void> {
  const folders = { config: paths.configDir, data: paths.dataDir, logs: paths.logDir };
  await shell.openPath(folders[name]);
}

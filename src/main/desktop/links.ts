import { shell } from 'electron';
import type { FolderName, LinkName } from '../../shared/ipc-contract';
import type { AppPaths } from '../settings/config-dir';

/** All that is ever opened outside: pages of Naver Cloud. */
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

/** Shows one of Logbell's own folders in the file manager. */
export async function openFolder(name: FolderName, paths: AppPaths): Promise<void> {
  const folders = { config: paths.configDir, data: paths.dataDir, logs: paths.logDir };
  await shell.openPath(folders[name]);
}

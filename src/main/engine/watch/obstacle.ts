import type { FileStatus } from '../../../shared/contract/status';

/** Why a path is not being followed; `held-elsewhere` also while the file may be a copy in the making. */
export type Obstacle =
  'none' | 'missing' | 'unreadable' | 'failing' | 'directory' | 'special' | 'own' | 'held-elsewhere';

/** What stands in the way when the system gives this error (errno(3)) for a look at the path. */
export function obstacleOf(reason: string): Obstacle {
  switch (reason) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'unreadable';
    default:
      return 'failing';
  }
}

/** What the status says of a path that is not being followed. */
export function stateBehind(obstacle: Obstacle): FileStatus['state'] {
  switch (obstacle) {
    case 'none':
    case 'missing':
    case 'held-elsewhere':
      return 'waiting';
    case 'unreadable':
    case 'failing':
      return 'unreadable';
    case 'directory':
    case 'special':
    case 'own':
      return 'refused';
  }
}

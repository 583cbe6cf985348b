/** User and group of the system service, which its package creates. */
export const SERVICE_ACCOUNT = 'logbell';

/** The part of `process` that its types lack. */
interface Groups {
  readonly initgroups?: (user: string, group: string) => void;
}

/** Gives root the rights of the system service for the rest of the process, so that it reads what the service may read. */
export function takeServiceRights(): void {
  if (process.geteuid?.() !== 0) {
    return;
  }
  try {
    (process as Groups).initgroups?.(SERVICE_ACCOUNT, SERVICE_ACCOUNT);
    process.setgid?.(SERVICE_ACCOUNT);
    process.setuid?.(SERVICE_ACCOUNT);
  } catch {
    // Without the package there is no account, and no service to speak for.
  }
}

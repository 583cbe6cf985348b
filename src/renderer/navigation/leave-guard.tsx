import { createContext, use, useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../components/dialogs/confirm-dialog';

interface LeaveGuard {
  readonly setDirty: (scope: string, dirty: boolean) => void;
  /** Runs `action` now, or after the person discards the edits in `scope` (all edits if null). */
  readonly leave: (scope: string | null, action: () => void) => void;
}

const LeaveGuardContext = createContext<LeaveGuard | null>(null);

/** Protects unsaved edits: asks once before they are discarded. */
export function LeaveGuardProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const dirtyScopes = useRef(new Set<string>());
  const [pending, setPending] = useState<{ readonly scope: string | null; readonly action: () => void } | null>(null);
  const setDirty = useCallback((scope: string, dirty: boolean) => {
    if (dirty) {
      dirtyScopes.current.add(scope);
    } else {
      dirtyScopes.current.delete(scope);
    }
  }, []);
  const leave = useCallback((scope: string | null, action: () => void) => {
    const dirty = scope === null ? dirtyScopes.current.size > 0 : dirtyScopes.current.has(scope);
    if (dirty) {
      setPending({ scope, action });
    } else {
      action();
    }
  }, []);
  useEffect(() => {
    // Keeps the window open (HTML standard, "prompt to unload"); Electron does not ask by itself.
    const onBeforeUnload = (event: BeforeUnloadEvent): void => {
      if (dirtyScopes.current.size > 0) {
        event.preventDefault();
        leave(null, () => window.close());
      }
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => window.removeEventListener('beforeunload', onBeforeUnload);
  }, [leave]);
  const guard = useMemo(() => ({ setDirty, leave }), [setDirty, leave]);
  const discard = (): void => {
    if (pending?.scope === null) {
      dirtyScopes.current.clear();
    } else if (pending) {
      dirtyScopes.current.delete(pending.scope);
    }
    pending?.action();
    setPending(null);
  };
  return (
    <LeaveGuardContext value={guard}>
      {children}
      <ConfirmDialog
        opened={pending !== null}
        title={t('window.unsaved.title')}
        text={t('window.unsaved.text')}
        cancelLabel={t('window.unsaved.stay')}
        onCancel={() => setPending(null)}
        confirmLabel={t('window.unsaved.discard')}
        onConfirm={discard}
      />
    </LeaveGuardContext>
  );
}

function useGuard(): LeaveGuard {
  const guard = use(LeaveGuardContext);
  if (!guard) {
    throw new Error('LeaveGuardProvider is missing.');
  }
  return guard;
}

/** Marks the edits of one form. Returns the function that leaves only this form, asking first if it is dirty. */
export function useUnsavedEdits(dirty: boolean): (action: () => void) => void {
  const scope = useId();
  const { setDirty, leave } = useGuard();
  useEffect(() => {
    setDirty(scope, dirty);
    return () => setDirty(scope, false);
  }, [scope, dirty, setDirty]);
  return useCallback((action: () => void) => leave(scope, action), [leave, scope]);
}

/** Returns the function that leaves the whole page, asking first if any form is dirty. */
export function useLeavePage(): (action: () => void) => void {
  const { leave } = useGuard();
  return useCallback((action: () => void) => leave(null, action), [leave]);
}

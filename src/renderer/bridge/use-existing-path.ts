import { useEffect, useState } from 'react';
import { useActions } from './app-context';

/** First of some paths and globs that matches a file now; null if none does, undefined until that is known. */
export function useExistingPath(paths: readonly string[]): string | null | undefined {
  const actions = useActions();
  const [found, setFound] = useState<string | null>();
  const asked = JSON.stringify(paths);
  useEffect(() => {
    let isCurrent = true;
    const wanted = JSON.parse(asked) as string[];
    void Promise.all(wanted.map((path) => actions.previewPath(path))).then((answers) => {
      if (isCurrent) {
        setFound(wanted.find((_path, index) => hasFiles(answers[index])) ?? null);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, asked]);
  return found;
}

type Answer = Awaited<ReturnType<ReturnType<typeof useActions>['previewPath']>>;

function hasFiles(answer: Answer | undefined): boolean {
  return answer?.ok === true && answer.value.total > 0;
}

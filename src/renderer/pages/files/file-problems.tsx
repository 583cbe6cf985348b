import { Box, Text } from '@mantine/core';
import { useAppData } from '../../bridge/app-context';
import { targetOfProblem, type PartName } from '../../navigation/problem-target';
import { useSentences } from '../../format/sentences';

/** Problems of a row's files with their fixes; renders nothing if there are none. */
export function FileProblems({ parts }: { readonly parts: readonly PartName[] }) {
  const sentences = useSentences();
  const { status, settings } = useAppData();
  const own = status.problems.filter((problem) => {
    const { part } = targetOfProblem(problem, settings.problems);
    return part !== null && parts.includes(part);
  });
  return own.map((problem) => (
    <Box key={`${problem.code} ${problem.subject}`} mt={4} className="logbell-path">
      <Text size="xs" c="var(--mantine-color-error)">
        {sentences.problemTitle(problem)}
      </Text>
      <Text size="xs">{sentences.problemRemedy(problem)}</Text>
    </Box>
  ));
}

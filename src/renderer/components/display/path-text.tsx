import { Text, type TextProps } from '@mantine/core';
import { inertText } from '../../format/inert-text';
import { InertLine } from './inert-text';

interface PathTextProps extends Pick<TextProps, 'size' | 'c' | 'lineClamp'> {
  readonly path: string;
  /** Shows one line, cut at its start, since the end tells files apart. */
  readonly oneLine?: boolean;
}

/** Path, broken anywhere or cut at its start; the tooltip has all of it. */
export function PathText({ path, oneLine = false, ...props }: PathTextProps) {
  return (
    <Text
      ff="monospace"
      className="logbell-path"
      title={inertText(path)}
      {...(oneLine ? { truncate: 'start' } : {})}
      {...props}
    >
      <bdi>
        <InertLine text={path} />
      </bdi>
    </Text>
  );
}

import { Text, type TextProps } from '@mantine/core';
import { inertText } from '../../format/inert-text';
import { InertLine } from './inert-line';

interface PathTextProps extends Pick<TextProps, 'size' | 'c' | 'lineClamp'> {
  readonly path: string;
  /** One line whose beginning gives way, since the end tells files apart. */
  readonly oneLine?: boolean;
}

/** A path, broken anywhere or cut at its beginning; the whole is in its tooltip. */
export function PathText({ path, oneLine = false, ...look }: PathTextProps) {
  return (
    <Text
      ff="monospace"
      className="logbell-path"
      title={inertText(path)}
      {...(oneLine ? { truncate: 'start' } : {})}
      {...look}
    >
      <bdi>
        <InertLine text={path} />
      </bdi>
    </Text>
  );
}

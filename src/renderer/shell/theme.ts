import {
  alpha,
  Alert,
  Badge,
  createTheme,
  Drawer,
  EmptyState,
  NavLink,
  Table,
  Text,
  Tooltip,
  type CSSVariablesResolver,
  type MantineTheme,
} from '@mantine/core';

/** Mantine's own tokens, one or two shades darker than its defaults where WCAG AA (4.5:1) needs it. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: "'Logbell backslash', system-ui, 'Noto Sans KR', NanumGothic, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Noto Sans Mono', NanumGothicCoding, monospace",
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  components: {
    Alert: Alert.extend({ defaultProps: { variant: 'light', p: 'sm' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 600, radius: 'sm' } }),
    Drawer: Drawer.extend({ styles: { title: { fontWeight: 600 } } }),
    EmptyState: EmptyState.extend({ defaultProps: { py: 'xl' } }),
    NavLink: NavLink.extend({ defaultProps: { variant: 'light', py: 7 } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'sm', fz: 'sm' } }),
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        withArrow: true,
        openDelay: 400,
        transitionProps: { duration: 0 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});

/** Colors of small text, dark enough on light and light enough on dark for WCAG AA. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-indigo-light': 'var(--mantine-color-indigo-0)',
    '--mantine-color-indigo-light-hover': 'var(--mantine-color-indigo-1)',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-orange-light-color': '#9c3606',
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-cyan-light-color': '#0a5a68',
    '--mantine-color-red-light-color': '#a61e1e',
  },
  dark: {
    ...calmTints(colors),
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});

/** Softer tints of light variants on dark ground, where Mantine's own are loud on large surfaces. */
function calmTints(colors: MantineTheme['colors']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(colors).flatMap(([name, shades]) => [
      [`--mantine-color-${name}-light`, alpha(shades[6], 0.15)],
      [`--mantine-color-${name}-light-hover`, alpha(shades[6], 0.22)],
      [`--mantine-color-${name}-light-color`, shades[2]],
    ]),
  );
}

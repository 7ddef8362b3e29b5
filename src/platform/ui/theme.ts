import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The one accent: petrol. Step 7 on white and step 3 on the dark ground both pass 4.5 : 1. */
const petrol: MantineColorsTuple = [
  '#e9f3f5',
  '#d0e5e9',
  '#a6ccd4',
  '#86bcc7',
  '#5aa0af',
  '#37879a',
  '#1f7186',
  '#0f5c70',
  '#0b4a5b',
  '#083947',
];

/** Warm paper greys, so that white surfaces stand out without a hard line. */
const gray: MantineColorsTuple = [
  '#f7f6f3',
  '#efede8',
  '#e3e0d9',
  '#d3d0c7',
  '#b9b6ad',
  '#8d8b84',
  '#66655f',
  '#4d4d49',
  '#373836',
  '#202322',
];

/** Dark scheme: 0 is text, 7 the ground, 6 a surface, 4 a line. */
const dark: MantineColorsTuple = [
  '#e3e8e8',
  '#c3cccd',
  '#a3afb1',
  '#7f8d90',
  '#37444a',
  '#2a353a',
  '#1d272b',
  '#141c1f',
  '#0f1618',
  '#0a0f11',
];

const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Geeza Pro", "Helvetica Neue", Arial, sans-serif';

/** Mantine picks the text on a filled button for the light scheme only; ours follows the scheme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  const ours = input.color === undefined || input.color === 'petrol';
  return ours && input.variant === 'filled' ? { ...colours, color: 'var(--sj-on-accent)' } : colours;
};

/**
 * The browser keeps nothing of what is typed, neither to offer it to the next person nor to restore a tab: both would lie on
 * the device unsealed. The fields of a sign-in say for themselves what they want.
 */
const unkept = { autoComplete: 'off' } as const;

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { petrol, gray, dark },
  black: '#1c2122',
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", Consolas, monospace',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  headings: {
    fontFamily: fonts,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: true } },
    },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md' } },
    // It says by its label that something is on its way; a name needs a role.
    Skeleton: { defaultProps: { role: 'status' } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    // The list itself scrolls (base.css): a box around it that scrolls would have to be reachable by keyboard.
    Select: { defaultProps: { withScrollArea: false, ...unkept } },
    MultiSelect: { defaultProps: { withScrollArea: false, ...unkept } },
    TagsInput: { defaultProps: { withScrollArea: false, ...unkept } },
    TextInput: { defaultProps: unkept },
    Textarea: { defaultProps: unkept },
    NumberInput: { defaultProps: unkept },
    PasswordInput: { defaultProps: unkept },
  },
});

/** The variables that our own style sheets read, and the few Mantine defaults that miss WCAG AA contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--sj-rail': '14.5rem',
    '--sj-focus': '2px solid var(--sj-accent)',
  },
  light: {
    '--sj-ground': '#f7f6f3',
    '--sj-surface': '#ffffff',
    '--sj-sunken': '#efede8',
    '--sj-line': '#dedbd3',
    '--sj-line-strong': '#8d8b84',
    '--sj-text': '#1c2122',
    '--sj-quiet': '#5c5d59',
    '--sj-accent': '#0f5c70',
    '--sj-accent-soft': '#e0eef1',
    '--sj-on-accent': '#ffffff',
    '--sj-good': '#1d6b3f',
    '--sj-good-soft': '#e2f1e7',
    '--sj-warn': '#845400',
    '--sj-warn-soft': '#fbefd6',
    '--sj-bad': '#a82a22',
    '--sj-bad-soft': '#fbe7e4',
    '--sj-info': '#28558f',
    '--sj-info-soft': '#e5edf8',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5c5d59',
    '--mantine-color-placeholder': '#6b6b66',
    '--mantine-color-error': '#a82a22',
    '--mantine-color-red-light-color': '#a82a22',
    '--mantine-color-red-light-hover': '#fbe7e4',
    '--mantine-color-default-border': '#bcb9b0',
    '--mantine-color-disabled-color': '#6b6b66',
  },
  dark: {
    '--sj-ground': '#141c1f',
    '--sj-surface': '#1b2529',
    '--sj-sunken': '#101719',
    '--sj-line': '#2f3b40',
    '--sj-line-strong': '#7f8d90',
    '--sj-text': '#e3e8e8',
    '--sj-quiet': '#a3afb1',
    '--sj-accent': '#86bcc7',
    '--sj-accent-soft': '#1c3a43',
    '--sj-on-accent': '#0a1a1f',
    '--sj-good': '#83cfa0',
    '--sj-good-soft': '#17352a',
    '--sj-warn': '#ecbd63',
    '--sj-warn-soft': '#3a2e15',
    '--sj-bad': '#f3a197',
    '--sj-bad-soft': '#43221f',
    '--sj-info': '#a3c4f0',
    '--sj-info-soft': '#1d2f48',
    '--mantine-color-body': '#1b2529',
    '--mantine-color-dimmed': '#a3afb1',
    '--mantine-color-placeholder': '#98a4a6',
    '--mantine-color-error': '#f3a197',
    '--mantine-color-red-light-color': '#f3a197',
    '--mantine-color-red-light-hover': '#43221f',
    '--mantine-color-default-border': '#4a585d',
    '--mantine-color-anchor': '#86bcc7',
    '--mantine-color-disabled-color': '#98a4a6',
  },
});

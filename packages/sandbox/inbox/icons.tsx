import type { JSX } from 'preact';

/** Line icons of 24 × 24 units; always next to a text or inside a labelled control. */
const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4 4',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 3.5V12l3 2',
  alert: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm0 4v5m0 2.6v.4',
  back: 'M15 5l-7 7 7 7',
  close: 'm6 6 12 12M18 6 6 18',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  moon: 'M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z',
  system: 'M4 5h16v11H4zM9 20h6m-3-4v4',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h.01M10 14h4',
  trash: 'M5 7h14M10 7V4.5h4V7m-7 0 .8 12.5h8.4L17 7m-7 4v5m4-5v5',
  bubble: 'M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z',
  external: 'M14 5h5v5m0-5-9 9M10 6H5v13h13v-5',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  chart: 'M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6',
  sliders:
    'M4 7h9m4 0h3M4 17h3m4 0h9M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0Zm-6 10a2 2 0 1 0 4 0 2 2 0 0 0-4 0Z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

export function Logo(): JSX.Element {
  return (
    <svg class="logo" width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="currentColor"
        d="M9 4h14a6 6 0 0 1 6 6v8a6 6 0 0 1-6 6h-7.5L9.6 28.6A1 1 0 0 1 8 27.8V24a6 6 0 0 1-5-6v-8a6 6 0 0 1 6-6Z"
      />
      <g class="logo-dots">
        <circle cx="10" cy="14" r="2.2" />
        <circle cx="16" cy="14" r="2.2" />
        <circle cx="22" cy="14" r="2.2" />
      </g>
    </svg>
  );
}

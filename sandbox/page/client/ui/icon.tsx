const PATHS = {
  attach: 'M15.5 8.5 9.2 14.8a2.6 2.6 0 0 1-3.7-3.7l6.9-6.9a4 4 0 0 1 5.6 5.7l-7 7a5.5 5.5 0 0 1-7.7-7.800l5.5-5.5',
  back: 'M12.5 4 6.5 10l6 6',
  bot: 'M4 8.5A2.5 2.5 0 0 1 6.5 6h7A2.5 2.5 0 0 1 16 8.5v5a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 4 13.5zM10 6V3.5M7.5 10.5v1M12.5 10.5v1',
  card: 'M4.500 4h11A1.5 1.5 0 0 1 17 5.500v9a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 3 14.500v-9A1.5 1.5 0 0 1 4.500 4zM6 8h8M6 11.500h5',
  check: 'm4 10.5 4 4 8-9',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.5V10l2.5 2',
  close: 'm5 5 10 10M15 5 5 15',
  file: 'M6 2.5h5L15.5 7v9a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 16V4A1.5 1.5 0 0 1 6 2.5zM11 2.5V7h4.5',
  gear: 'M3 6h7m4 0h3M3 14h3m4 0h7M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2.5 2 2.5 12 0 14M10 3c-2.5 2-2.5 12 0 14',
  key: 'M12.5 11a4 4 0 1 0-3.800-2.700L3 14v3h3v-2h2v-2l1.700-1.700a4 4 0 0 0 2.800.7zM14 6.200v.1',
  leave: 'M11.5 4H6a1.5 1.5 0 0 0-1.5 1.5v9A1.5 1.5 0 0 0 6 16h5.5M9 10h8m-3-3 3 3-3 3',
  person: 'M10 10a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3.5 17c.5-3.3 3-5 6.5-5s6 1.7 6.5 5',
  plus: 'M10 4v12M4 10h12',
  send: 'M3.5 10 17 3.5 12 17l-2.5-5.5zM9.5 11.5 17 3.5',
  warning: 'M10 3 2.5 16.5h15zM10 8v4M10 14.200v.1',
} as const

/** A drawing beside or instead of words; those who cannot see it hear the words only. */
export const Icon = ({ name, size = 18 }: { name: keyof typeof PATHS; size?: number }) => (
  <svg
    class="icon"
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
)

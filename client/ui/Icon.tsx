/** Line icons of the design: 24 grid, square joins. Each stands beside a word or carries a label. */
const paths = {
  alert: 'M12 3.5L21.5 20h-19zM12 10v4.5M12 17.2v.1',
  award: 'M12 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM8.500 13.500L7 21l5-2.500L17 21l-1.500-7.500',
  back: 'M9 5.5h11.5v13H9L3 12zM12 9.5l5 5M17 9.5l-5 5',
  battery: 'M3 8h15v8H3zM21 11v2M6 11h6v2H6z',
  book: 'M12 6C10 4.500 7 4 3.500 4v14c3.500 0 6.500.5 8.500 2 2-1.500 5-2 8.500-2V4C17 4 14 4.500 12 6zM12 6v14',
  camera: 'M3.5 7.5h4L9 5h6l1.5 2.5h4V19h-17zM12 9.5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z',
  chart: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  'cloud-ok': 'M7 18.5h10a4 4 0 0 0 .6-7.95A6 6 0 0 0 6.1 10.1 4.25 4.25 0 0 0 7 18.5z M9 13.5l2.2 2.2 4-4.2',
  copy: 'M8 8h12v12H8zM4 16V4h12',
  doc: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12.5h6M9 16h6',
  down: 'M5 9.5l7 7 7-7',
  download: 'M12 4v11M8 11l4 4 4-4M4 15v5h16v-5',
  equal: 'M5 9h14M5 15h14',
  export: 'M12 15V4M8 8l4-4 4 4M4 15v5h16v-5',
  eye: 'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  finger:
    'M6 18c1.5-2 2-4 2-6a4 4 0 0 1 8 0c0 3-.5 5.500-1.500 8M12 12c0 4-1 6.500-2.500 8.500M4.500 14c.5-1 .5-2 .5-3a7 7 0 0 1 10-6.300M18 8c.7 1.300 1 2.700 1 4 0 2-.2 3.500-.5 5',
  flag: 'M5.5 21V4h12l-2.5 4 2.5 4h-12',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
  grid: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  grip: 'M9 5v.1M15 5v.1M9 12v.1M15 12v.1M9 19v.1M15 19v.1',
  key: 'M8 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 13.2L20 4.2M16 8l3 3M13.5 10.5l2 2',
  left: 'M14.5 5l-7 7 7 7',
  link: 'M10 14l4-4M9 8l2-2a4 4 0 0 1 6 6l-2 2M15 16l-2 2a4 4 0 0 1-6-6l2-2',
  lock: 'M5.5 10.5h13v10h-13zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2.5',
  mic: 'M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3',
  minus: 'M5 12h14',
  note: 'M4 4.500h16v11L15.500 20H4zM20 15.500h-4.500V20M8 9h8M8 13h5',
  offline:
    'M3 4l17 17M8.5 8.2A10 10 0 0 0 4 11M12 7a11 11 0 0 1 8 4M15 12.5A6 6 0 0 1 17 14M7 14a7 7 0 0 1 4-2M12 18.5v.1',
  org: 'M4 20.500V6.500l8-3 8 3v14M9 20.500v-5h6v5M8.500 10h.1M12 10h.1M15.500 10h.1',
  pen: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 2.5-6 6.5-6s6.5 2 6.5 6M16 4.5a3.3 3.3 0 0 1 0 6.3M17.5 14.3c2.6.6 4 2.5 4 5.7',
  picture: 'M3.500 5h17v14h-17zM3.500 16l5-5 4 4 3-3 5 4.500M15.500 9v.1',
  plus: 'M5 12h14M12 5v14',
  print: 'M7 9V3.500h10V9M7 16.500H4V9h16v7.500h-3M7 14h10v6.500H7z',
  queue: 'M12 3.5v9M8.5 9l3.5 3.5L15.5 9M4 15.5v4h16v-4',
  right: 'M9.5 5l7 7-7 7',
  scale: 'M12 4v16M7 20h10M5 7.5l7-1.5 7 1.5M5 7.5L2.5 14h5zM19 7.5L16.5 14h5z',
  screen: 'M3 4.5h18v12H3zM8 20.5h8M12 16.5v4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3L20.5 20.5',
  sheet: 'M4 4.5h16v15H4zM4 9.5h16M4 14.5h16M10 9.5v10',
  stamp: 'M9 4h6v5l1.5 4h-9L9 9zM5 13h14v4H5zM5 20.5h14',
  star: 'M12 3.8l2.5 5.3 5.8.7-4.3 4 1.1 5.7L12 16.7l-5.1 2.8L8 13.8l-4.3-4 5.8-.7z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  swap: 'M4 8h14M15 5l3 3-3 3M20 16H6M9 13l-3 3 3 3',
  sync: 'M19.5 8A8 8 0 0 0 5 9.5M4.5 5v4.5H9M4.5 16A8 8 0 0 0 19 14.5M19.5 19v-4.5H15',
  tablet: 'M4 3.5h16v17H4zM11 17.5h2',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  wifi: 'M2.5 9a14 14 0 0 1 19 0M6 12.8a9 9 0 0 1 12 0M9.3 16.4a4 4 0 0 1 5.4 0M12 19.8v.1',
  x: 'M5 5l14 14M19 5L5 19',
} as const

export type IconName = keyof typeof paths

export function Icon(props: { name: IconName; label?: string; class?: string }) {
  return (
    <svg
      class={`i ${props.class ?? ''}`}
      viewBox="0 0 24 24"
      role={props.label ? 'img' : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : 'true'}
    >
      <path d={paths[props.name]} />
    </svg>
  )
}

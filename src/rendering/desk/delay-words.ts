/** Short spans as a person reads them: how late, how long after. */

const UNITS = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
] as const

/** `340 ms`, `2.4 s`, `12 min 5 s`, `3 h 20 min`. */
export function shortSpan(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`
  const rounded = Math.round(ms / 1000) * 1000
  const first = UNITS.findIndex(([size]) => rounded >= size)
  const parts = UNITS.slice(first, first + 2).flatMap(([size, unit], index) => {
    const count = Math.floor((index === 0 ? rounded : rounded % (UNITS[first]?.[0] ?? 1)) / size)
    return count === 0 || unit === 'ms' ? [] : [`${count} ${unit}`]
  })
  return parts.join(' ')
}

/** `3,482 ms`. */
export function inMs(ms: number): string {
  return `${Math.round(ms).toLocaleString('en-US')} ms`
}

/** What EXPLAIN says about reading a file. */
import { formatRegion } from '../../genomics/format-region.ts'
import type { Region } from '../../genomics/region.ts'

const SHOWN_REGIONS = 5

export function regionsNote(regions: readonly Region[]): string {
  const shown = regions.slice(0, SHOWN_REGIONS).map(formatRegion)
  if (regions.length > SHOWN_REGIONS) shown.push(`… ${regions.length - SHOWN_REGIONS} more`)
  return `[${shown.join(', ')}]`
}

/** '18 KiB of 3.1 MiB'. */
export function bytesNote(bytes: number, size: number | undefined): string {
  return size === undefined ? formatBytes(bytes) : `${formatBytes(Math.min(bytes, size))} of ${formatBytes(size)}`
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // From 1023.5 on, rounding would print 1024.
  for (; value >= 1023.5 && unit < UNITS.length - 1; unit++) value /= 1024
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`
}

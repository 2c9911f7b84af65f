/** A Region as region text: 1-based and closed, with braces where the name would be misread. Twin of parse-region. */
import type { Region } from './region.ts'

export function formatRegion(region: Region): string {
  const plain = !region.contig.includes(':') && !region.contig.startsWith('{')
  const name = plain ? region.contig : `{${region.contig}}`
  const interval = region.interval
  if (interval === undefined) return name
  const first = interval.start + 1
  if (interval.end >= Number.MAX_SAFE_INTEGER) return first === 1 ? name : `${name}:${first}-`
  return `${name}:${first}-${interval.end}`
}

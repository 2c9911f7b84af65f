/** Where an error lies, in words: 'calls.vcf, line 17', and before the line is counted 'calls.vcf, byte 512' or 'calls.vcf.gz, virtual offset 0:512'. */
import type { ErrorLocation } from '../common/errors.ts'

export function placeText(at: ErrorLocation): string {
  const file = at.location ?? 'the file'
  if (at.line !== undefined) return `${file}, line ${at.line}`
  if (at.record !== undefined && at.virtualOffset !== undefined) return `${file}, record ${at.record} at virtual offset ${at.virtualOffset}`
  if (at.virtualOffset !== undefined) return `${file}, virtual offset ${at.virtualOffset}`
  if (at.slice !== undefined && at.byteOffset !== undefined) return `${file}, ${slicePlace(at, at.byteOffset)}`
  if (at.record !== undefined && at.byteOffset !== undefined) return `${file}, record ${at.record} at byte ${at.byteOffset}`
  return at.byteOffset === undefined ? file : `${file}, byte ${at.byteOffset}`
}

/** Of CRAM: its container, the slice in it, the record in that. */
function slicePlace({ container, slice, record }: ErrorLocation, byteOffset: number): string {
  const name = container === undefined ? 'container' : `container ${container}`
  return `${name} at byte ${byteOffset}, slice ${slice}${record === undefined ? '' : `, record ${record}`}`
}

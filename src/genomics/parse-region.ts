/** Region text to a Region, by samtools' rules: 1-based and closed, thousands commas, braces around names that hold a colon. */
import { QueryError } from '../common/errors.ts'
import type { Interval, Region } from './region.ts'

/** What stands for the end of a contig whose length is not known: JSON has no Infinity. */
const CONTIG_END = Number.MAX_SAFE_INTEGER

/**
 * 'chr1' is all of it, 'chr1:100' and 'chr1:100-' go to its end, 'chr1:-200' begins at 1, 'chr1:1,000-2,000' and 'chr1:1e3-2k' count as they read.
 * `contigs` decides names that hold a colon ('HLA-A*01:01'); without it the text after the last colon is a range where it reads as one.
 */
export function parseRegion(text: string, contigs?: readonly string[]): Region {
  if (text === '') throw regionError(text, 'it is empty')
  if (text.startsWith('{')) return parseBraced(text)
  const colon = text.lastIndexOf(':')
  const isContig = contigs?.includes(text) ?? false
  if (colon < 0) return { contig: text }
  const contig = text.slice(0, colon)
  const interval = parseRange(text, text.slice(colon + 1))
  if (isContig) {
    if (interval !== undefined && contigs?.includes(contig)) {
      throw regionError(text, `both "${contig}" and "${text}" are contigs; write {${contig}}${text.slice(colon)} or {${text}}`)
    }
    return { contig: text }
  }
  if (interval === undefined) {
    if (contigs?.includes(contig)) throw regionError(text, `"${text.slice(colon + 1)}" is not a range such as 1,000-2,000`)
    return { contig: text }
  }
  if (contig === '') throw regionError(text, 'it names no contig')
  return { contig, interval }
}

/** '{name}' or '{name}:range'. The last brace that ends the text or stands before a colon closes the name. */
function parseBraced(text: string): Region {
  const match = /^\{(.+)\}(?::([^{}]*))?$/s.exec(text)
  const contig = match?.[1]
  if (contig === undefined) throw regionError(text, 'its brace is not closed; write {name}:1-5')
  const range = match?.[2]
  if (range === undefined) return { contig }
  const interval = parseRange(text, range)
  if (interval === undefined) throw regionError(text, `"${range}" is not a range such as 1,000-2,000`)
  return { contig, interval }
}

/** The interval of '100', '100-', '-200' or '100-200'; undefined where it does not read as one. */
function parseRange(text: string, range: string): Interval | undefined {
  const match = /^([^-]*)(-?)([^-]*)$/.exec(range)
  const [, from = '', dash = '', to = ''] = match ?? []
  if (match === null || (from === '' && to === '')) return undefined
  const first = from === '' ? 1 : parsePosition(from)
  const last = dash === '' || to === '' ? CONTIG_END : parsePosition(to)
  if (first === undefined || last === undefined) return undefined
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) throw regionError(text, 'its positions must be whole numbers below 2^53')
  if (first < 1) throw regionError(text, 'positions count from 1')
  if (last < first) throw regionError(text, `it ends at ${last}, before its start ${first}`)
  return { start: first - 1, end: last }
}

/** '1,000', '1e6', '1.5M': digits with commas, an exponent, or a suffix k, M, G (htslib's hts_parse_decimal). */
function parsePosition(text: string): number | undefined {
  const match = /^(\d[\d,]*(?:\.\d+)?)(?:[eE]\+?(\d+)|([kKmMgG]))?$/.exec(text)
  if (match === null) return undefined
  const [, digits = '', exponent, suffix = ''] = match
  const scale = exponent === undefined ? { '': 1, k: 1e3, m: 1e6, g: 1e9 }[suffix.toLowerCase()] : 10 ** Number(exponent)
  return Math.floor(Number(digits.replaceAll(',', '')) * (scale ?? 1))
}

function regionError(text: string, why: string): QueryError {
  return new QueryError('PLAN', `Region "${text}" cannot be read: ${why}.`)
}

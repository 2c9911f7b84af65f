/** Compares rows of a table with lines of SAM text, field by field. */
import type { Row } from './open-alignments.ts'

const UNMAPPED = 4

/** The twelve columns as `samtools view` prints them, with the end that its CIGAR gives. */
export function wantedCore(line: string): readonly string[] {
  const [name = '', flag = '', chrom = '', pos = '', mapq = '', cigar = '', next = '', nextPos = '', length = '', seq = '', qual = ''] =
    line.split('\t')
  const end = pos === '0' ? '.' : String(Number(pos) - 1 + (Number(flag) & UNMAPPED ? 1 : Math.max(1, referenceLength(cigar))))
  const mate = next === '=' ? chrom : next
  return [name, chrom, pos, end, flag, cigar, mapq, mate, nextPos, seq, qual, length]
}

export function foundCore(row: Row): readonly string[] {
  const { name, chrom, start, end, flags, cigar, mapping_quality, mate_chrom, mate_start, sequence, quality_scores, template_length } = row
  const text = (value: unknown, missing: string) => (value === null ? missing : String(value))
  return [
    text(name, '*'),
    text(chrom, '*'),
    text(start, '0'),
    text(end, '.'),
    String(flags),
    text(cigar, '*'),
    String(mapping_quality),
    text(mate_chrom, '*'),
    text(mate_start, '0'),
    text(sequence, '*'),
    text(quality_scores, '*'),
    String(template_length),
  ]
}

function referenceLength(cigar: string): number {
  let length = 0
  for (const [, digits, operation] of cigar.matchAll(/(\d+)([MIDNSHP=X])/g)) if ('MDN=X'.includes(operation ?? '')) length += Number(digits)
  return length
}

/** Tags of a line: name to type and value. */
export function tagsOf(line: string): ReadonlyMap<string, { readonly type: string; readonly value: string }> {
  const tags = new Map<string, { type: string; value: string }>()
  for (const field of line.split('\t').slice(11)) {
    const tag = field.slice(0, 2)
    if (!tags.has(tag)) tags.set(tag, { type: field.charAt(3), value: field.slice(5) })
  }
  return tags
}

/** Whether a column's value is what the text says. Floats are printed with six digits. */
export function sameTag(found: unknown, wanted: { readonly type: string; readonly value: string } | undefined): boolean {
  if (wanted === undefined) return found === null
  if (found === null) return false
  const { type, value } = wanted
  if (type === 'B') {
    const items = value.split(',').slice(1)
    if (!Array.isArray(found)) return found === value
    return found.length === items.length && items.every((item, i) => sameNumber(Number(found[i]), item))
  }
  if (typeof found === 'number' || typeof found === 'bigint') return sameNumber(Number(found), value)
  return found === value
}

function sameNumber(found: number, wanted: string): boolean {
  if (/nan/i.test(wanted)) return Number.isNaN(found)
  if (/inf/i.test(wanted)) return !Number.isFinite(found)
  return found === Number(wanted) || Math.abs(found - Number(wanted)) <= 1e-5 * Math.abs(Number(wanted))
}

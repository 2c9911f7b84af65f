/** A fault of a FASTQ record as an error that names the line and the record. */
import { QueryError } from '../../common/errors.ts'
import { placeText } from '../place-text.ts'
import { nameEnd } from '../sequences/name-end.ts'
import type { SequenceBlock } from '../sequences/sequence-rows.ts'
import { quoteField } from '../text/row-faults.ts'
import type { FastqFault } from './fastq-fault.ts'
import { type FastqLines, lineStart, lineStop } from './fastq-lines.ts'

const ADVICE = "Mend the file, or read it with on_malformed => 'skip'."

export function describeFault(fault: FastqFault, lines: FastqLines, block: SequenceBlock): QueryError {
  const at = block.locate(lineStart(lines, fault.line))
  return new QueryError('FORMAT', `${placeText(at)}: ${faultText(fault, lines)} ${ADVICE}`, at)
}

function faultText({ kind, line, record }: FastqFault, lines: FastqLines): string {
  const text = quoteField(lines.bytes, lineStart(lines, line), lineStop(lines, line))
  switch (kind) {
    case 'header':
      return `a record begins with "@", and not with ${text}.`
    case 'sequence':
      return `the sequence of record ${nameOf(lines, record)} is ${text}.`
    case 'plus':
      return `behind the sequence of record ${nameOf(lines, record)} comes ${text} in place of "+". If the sequences of the file stand on several lines, read it with multi_line => true.`
    case 'length':
      return `record ${nameOf(lines, record)} has ${lengthsText(lines, { line, record })}.`
    case 'truncated':
      return `the file ends inside record ${nameOf(lines, record)}.`
  }
}

function nameOf(lines: FastqLines, record: number): string {
  const from = lineStart(lines, record) + 1
  return quoteField(lines.bytes, from, nameEnd(lines.bytes, from, lineStop(lines, record)))
}

function lengthsText(lines: FastqLines, { line, record }: { readonly line: number; readonly record: number }): string {
  const length = (at: number) => lineStop(lines, at) - lineStart(lines, at)
  return line === record + 3
    ? `${length(line)} quality scores for ${length(record + 1)} letters`
    : 'another number of quality scores than of letters'
}

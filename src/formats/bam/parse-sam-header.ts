/** Parses the text of a SAM or BAM header. */
import { QueryError } from '../../common/errors.ts'
import type { AlignmentHeader, HeaderFields, ReferenceSequence } from './alignment-header.ts'

/** `references`: the list of a BAM file, which counts more than @SQ. */
export function parseSamHeader(
  lines: readonly string[],
  file: { readonly location: string; readonly references?: readonly ReferenceSequence[] },
): AlignmentHeader {
  const { location } = file
  let hd: HeaderFields | undefined
  const kinds: Record<'@SQ' | '@RG' | '@PG', HeaderFields[]> = { '@SQ': [], '@RG': [], '@PG': [] }
  const comments: string[] = []
  const references = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const kind = line.slice(0, 3)
    if (kind === '@CO') comments.push(line.slice(4))
    else if (kind === '@HD') hd ??= fieldsOf(line)
    else if (kind === '@SQ' || kind === '@RG' || kind === '@PG') {
      const fields = fieldsOf(line)
      kinds[kind].push(fields)
      if (kind === '@SQ' && file.references === undefined) addReference(references, fields, { location, line: index + 1 })
    }
  }
  return {
    hd,
    sequences: kinds['@SQ'],
    references: file.references ?? [...references].map(([name, length]) => ({ name, length })),
    readGroups: kinds['@RG'],
    programs: kinds['@PG'],
    comments,
    lines,
  }
}

/** 'SN:chr1\tLN:100' after the record type. A part without a colon is no field and only kept in the line. */
function fieldsOf(line: string): HeaderFields {
  const fields = new Map<string, string>()
  for (const part of line.split('\t').slice(1)) {
    if (part.charAt(2) === ':' && !fields.has(part.slice(0, 2))) fields.set(part.slice(0, 2), part.slice(3))
  }
  return fields
}

function addReference(
  references: Map<string, number>,
  fields: HeaderFields,
  at: { readonly location: string; readonly line: number },
): void {
  const name = fields.get('SN')
  const place = `${at.location}, line ${at.line}`
  if (name === undefined || name === '') throw new QueryError('FORMAT', `${place}: an @SQ line names no sequence (SN).`, at)
  if (references.has(name)) {
    throw new QueryError('FORMAT', `${place}: the header lists the sequence "${name}" twice (@SQ SN). Names must be unique.`, at)
  }
  const length = fields.get('LN')
  if (length === undefined || !/^\d+$/.test(length)) {
    throw new QueryError('FORMAT', `${place}: the length of the sequence "${name}" (@SQ LN) is ${length ?? 'missing'}.`, at)
  }
  references.set(name, Number(length))
}

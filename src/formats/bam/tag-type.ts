/** Types of tags: from the letters of the SAM specification to columns. */
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { registeredTags } from './tag-registry.ts'

/** What the first records of a file say of one tag: its letters ('i', 'B:C'), and whether a number was beyond Int32. */
export interface SampledTag {
  readonly tag: string
  readonly letters: ReadonlySet<string>
  readonly beyondInt32: boolean
}

export interface TagColumn {
  readonly tag: string
  readonly type: DataType
  /** The letters that gave the type. */
  readonly letters: string
}

const ITEMS: Readonly<Record<string, DataType>> = {
  c: { kind: 'int8' },
  C: { kind: 'uint8' },
  s: { kind: 'int16' },
  S: { kind: 'uint16' },
  i: { kind: 'int32' },
  I: { kind: 'uint32' },
  f: { kind: 'float32' },
}

/** undefined: no letters of the specification. */
export function typeOfLetters(letters: string): DataType | undefined {
  if (letters.length === 3 && letters.startsWith('B:')) {
    const item = ITEMS[letters.charAt(2)]
    return item && { kind: 'list', item }
  }
  switch (letters) {
    case 'A':
    case 'Z':
    case 'H':
      return { kind: 'utf8' }
    case 'c':
    case 'C':
    case 's':
    case 'S':
    case 'i':
      return { kind: 'int32' }
    case 'I':
      return { kind: 'uint32' }
    case 'f':
      return { kind: 'float32' }
    default:
      return undefined
  }
}

/** 'NM:i' or 'ML:B:C'. */
export function parseTagHint(hint: string): { readonly tag: string; readonly letters: string } {
  const match = /^([!-~]{2}):(.+)$/.exec(hint)
  const [, tag = '', letters = ''] = match ?? []
  if (match !== null && typeOfLetters(letters) !== undefined) return { tag, letters }
  throw new QueryError(
    'CONFIGURATION',
    `Option tag_type_hints holds "${hint}", which is no tag with a type such as 'NM:i', 'RG:Z' or 'ML:B:C' (types A, i, f, Z, H, B:c, B:C, B:s, B:S, B:i, B:I, B:f).`,
  )
}

/** The column of a tag: its type by the data, then by the hints, then by the specification, else text. */
export function tagColumn(
  tag: string,
  known: { readonly sampled: SampledTag | undefined; readonly hints: ReadonlyMap<string, string> },
): TagColumn {
  // Letters and digits by the specification; files hold others, too.
  if (!/^[!-~]{2}$/.test(tag)) {
    throw new QueryError('CONFIGURATION', `Option tag_fields names "${tag}"; a tag has two letters or digits, such as NM or X0.`)
  }
  const { sampled, hints } = known
  if (sampled !== undefined) return { tag, ...typeOfSample(sampled) }
  const letters = hints.get(tag) ?? registeredTags.get(tag)?.type ?? 'Z'
  return { tag, type: typeOfLetters(letters) ?? { kind: 'utf8' }, letters }
}

const INTEGERS = 'cCsSiI'

function typeOfSample({ letters, beyondInt32 }: SampledTag): Omit<TagColumn, 'tag'> {
  const all = [...letters]
  const shown = all.sort().join('|')
  if (all.every(one => INTEGERS.includes(one))) return { type: { kind: beyondInt32 ? 'int64' : 'int32' }, letters: 'i' }
  if (all.length === 1) return { type: typeOfLetters(shown) ?? { kind: 'utf8' }, letters: shown }
  if (all.every(one => one === 'f' || INTEGERS.includes(one))) return { type: { kind: 'float64' }, letters: shown }
  const items = all.map(one => (one.startsWith('B:') ? one.charAt(2) : ''))
  // Writers take the smallest type that holds an array.
  if (items.every(item => item !== '' && INTEGERS.includes(item))) {
    return { type: { kind: 'list', item: { kind: items.includes('I') ? 'int64' : 'int32' } }, letters: shown }
  }
  if (items.every(item => item !== '')) return { type: { kind: 'list', item: { kind: 'float64' } }, letters: shown }
  return { type: { kind: 'utf8' }, letters: shown }
}

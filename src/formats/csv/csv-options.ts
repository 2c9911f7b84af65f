/** What a CSV or TSV table can be told: DuckDB's names. */
import * as z from 'zod/mini'
import { commonOptions, optionKinds } from '../common-options.ts'

/** One byte, or nothing for none. */
const letter = z
  .string({ error: 'one letter' })
  .check(z.refine(text => text.length === 0 || (text.length === 1 && text.charCodeAt(0) < 128), { error: 'one ASCII letter, or nothing' }))
const count = z.union([z.int(), z.pipe(z.string().check(z.regex(/^-?\d+$/)), z.transform(Number))], { error: 'a whole number' })
const texts = z.union(
  [
    z.array(z.string()),
    z.pipe(
      z.string(),
      z.transform(one => [one]),
    ),
  ],
  { error: "a text or a list such as ['NA', '.']" },
)

/** {'name': 'BIGINT'}, or the same as text: 'name BIGINT, other VARCHAR'. */
const typeList = z.union([z.record(z.string(), z.string()), z.pipe(z.string(), z.transform(parseTypes))], {
  error: "names with types, such as {'start': 'BIGINT', 'name': 'VARCHAR'}",
})

function parseTypes(list: string): Record<string, string> {
  const pairs = list.split(',').map(pair => /^\s*(\S+)\s+(.+?)\s*$/.exec(pair))
  return Object.fromEntries(pairs.flatMap(pair => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])))
}

export const csvOptionSchema = z.object({
  onMalformed: commonOptions.onMalformed,
  projectionPushdown: commonOptions.projectionPushdown,
  predicatePushdown: commonOptions.predicatePushdown,
  /** How the coordinates in the file count: noted in the schema, and nothing is shifted. */
  zeroBased: z.optional(optionKinds.flag),
  /** What parts the fields. Absent: told by the file. */
  delim: z.optional(letter),
  sep: z.optional(letter),
  delimiter: z.optional(letter),
  /** The first line holds names. Absent: told by the file. */
  header: z.optional(optionKinds.flag),
  /** Empty: quotes are letters like any other, and then the file is read in pieces. */
  quote: z._default(letter, '"'),
  /** In front of a quote inside quotes. Absent: the quote itself, twice. */
  escape: z.optional(letter),
  /** Texts that stand for NULL. Absent: nothing between two delimiters. */
  nullstr: z.optional(texts),
  /** Quoted texts may stand for NULL too; otherwise "" is the empty text. */
  allowQuotedNulls: z._default(optionKinds.flag, false),
  /** Lines to leave out before the header. */
  skip: z._default(count, 0),
  /** All columns of the file, with their types. */
  columns: z.optional(typeList),
  /** Types of some columns. */
  types: z.optional(typeList),
  /** Names of all columns, instead of the header's. */
  names: z.optional(optionKinds.names),
  /** No types are inferred. */
  allVarchar: z._default(optionKinds.flag, false),
  /** Lines that begin with it are left out. */
  comment: z.optional(letter),
  /** Rows that types are inferred from; -1: all of the file. */
  sampleSize: z._default(count, 20_480),
  /** The same as on_malformed => 'skip'. */
  ignoreErrors: z._default(optionKinds.flag, false),
  /** A line with too few fields has NULL in the others. */
  nullPadding: z._default(optionKinds.flag, false),
  /** The file is read in pieces. Absent: where there are no quotes, because a line break inside quotes ends no record. */
  parallel: z.optional(optionKinds.flag),
})

export type CsvOptions = z.output<typeof csvOptionSchema>

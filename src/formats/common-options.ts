/** The options every format takes, as a zod shape. Values may come as text: OPTIONS (zero_based 'true') knows nothing else. */
import * as z from 'zod/mini'

/** true, false, or their names. */
const flag = z.union(
  [
    z.boolean(),
    z.pipe(
      z.enum(['true', 'false']),
      z.transform(text => text === 'true'),
    ),
  ],
  {
    error: 'true or false',
  },
)

/** A list of names, or one text with commas. NULL is the same as leaving it out. */
const names = z.union(
  [
    z.array(z.string()),
    z.pipe(
      z.string(),
      z.transform(text =>
        text
          .split(',')
          .map(name => name.trim())
          .filter(name => name !== ''),
      ),
    ),
  ],
  { error: "a list of names such as ['AF', 'DP'] or 'AF,DP'" },
)

export const optionKinds = { flag, names }

export const commonOptions = {
  /** Starts are shown 0-based, half-open. */
  zeroBased: z._default(flag, false),
  /** Where the index lies, if not beside the data. */
  indexPath: z.optional(z.string({ error: 'a path' })),
  /** 'skip' leaves out a record that cannot be read, 'null' its field; both are counted. */
  onMalformed: z._default(z.enum(['error', 'skip', 'null'], { error: "'error', 'skip' or 'null'" }), 'error'),
  /** 'int64' for contigs beyond 4 Gbp. */
  positions: z._default(z.enum(['uint32', 'int64'], { error: "'uint32' or 'int64'" }), 'uint32'),
  /** Off: every column is built, whatever the query asks for. */
  projectionPushdown: z._default(flag, true),
  /** Off: filters run above the scan, and the index is not used. */
  predicatePushdown: z._default(flag, true),
}

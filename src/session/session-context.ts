/** What `open()` gives: a session, with methods of its own for every format, and names in snake case beside those in camel case. */
import { type AlignmentMethods, alignmentMethods } from './alignment-methods.ts'
import { type FormatMethods, formatMethods } from './format-methods.ts'
import { type RangeMethods, rangeMethods } from './range-functions/range-methods.ts'
import { Session } from './session.ts'
import type { OptionValue } from './session-option.ts'
import type { SessionPlatform } from './session-platform.ts'
import { type SnakeCaseMethods, snakeCaseMethods } from './snake-case-methods.ts'
import { type TableMethods, tableMethods } from './table-methods.ts'

export type SessionContext = Session & FormatMethods & RangeMethods & AlignmentMethods & TableMethods & SnakeCaseMethods

/** Options by the names of SET, or as `targetPartitions`. */
export type OpenOptions = Readonly<Record<string, OptionValue | undefined>>

export function createSessionContext(platform: SessionPlatform, options?: OpenOptions): SessionContext {
  const session = new Session(platform, options)
  return Object.assign(
    session,
    formatMethods(session),
    rangeMethods((name, operands, options) => session.range(name, operands, options)),
    alignmentMethods((name, args, options) => session.call(name, args, options)),
    tableMethods(session),
    snakeCaseMethods(session),
  )
}

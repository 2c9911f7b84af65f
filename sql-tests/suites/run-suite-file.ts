/** Runs one public sqllogictest file in a session of its own. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Batch } from '../../src/columnar/batch.ts'
import { QueryError } from '../../src/common/errors.ts'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import type { Relation } from '../../src/session/relation.ts'
import { createSessionContext, type SessionContext } from '../../src/session/session-context.ts'
import { compareValues, hashOf, sortValues } from './compare-values.ts'
import { dialectOptions } from './dialect-options.ts'
import { parseSuite } from './parse-suite.ts'
import { suiteDialect } from './suite-dialect.ts'
import type { SuiteFileOutcome, SuiteOutcome } from './suite-outcome.ts'
import type { SuiteCondition, SuiteDialect, SuiteRecord } from './suite-record.ts'
import { suiteValues } from './suite-values.ts'

const ENGINE = 'locusql'
/** What DuckDB's files may require of the machine or the build, and every engine like ours has. */
const HAVE =
  /^(vector_size|skip_reload|no_|not|64bit|parquet|core_functions|strinline|noforcestorage|ram|disk_space|longdouble|allow_unsigned_extensions|block_size)/

export interface SuiteRunOptions {
  /** A record that takes longer has failed. */
  readonly secondsForEach: number
}

export async function runSuiteFile(file: string, options: SuiteRunOptions): Promise<SuiteFileOutcome> {
  const text = readFileSync(file, 'utf8')
  const dialect = suiteDialect(file, text)
  const records = parseSuite(text)
  const session = createSessionContext(createNodePlatform(), dialectOptions(dialect))
  const run = new SuiteRun(session, dialect, options)
  const started = performance.now()
  try {
    await run.records(records, file, new Map())
  } finally {
    await session.close()
  }
  return { file, outcomes: run.outcomes, milliseconds: performance.now() - started }
}

type Variables = ReadonlyMap<string, string>

class SuiteRun {
  readonly outcomes: SuiteOutcome[] = []
  readonly #session: SessionContext
  readonly #dialect: SuiteDialect
  readonly #options: SuiteRunOptions
  readonly #labels = new Map<string, string>()
  #hashThreshold = 0
  /** Why the records from here on are skipped. */
  #skipping: string | undefined
  #halted = false

  constructor(session: SessionContext, dialect: SuiteDialect, options: SuiteRunOptions) {
    this.#session = session
    this.#dialect = dialect
    this.#options = options
  }

  async records(records: readonly SuiteRecord[], file: string, variables: Variables): Promise<void> {
    for (const record of records) {
      if (this.#halted) return
      if (record.conditions.every(condition => holds(condition, variables))) await this.#directive(record, file, variables)
    }
  }

  async #directive(record: SuiteRecord, file: string, variables: Variables): Promise<void> {
    switch (record.kind) {
      case 'hash-threshold':
        this.#hashThreshold = record.values
        return
      case 'halt':
        this.#halted = true
        return
      case 'mode':
        if (record.word === 'skip') this.#skipping ??= 'mode skip'
        if (record.word === 'unskip') this.#skipping = undefined
        return
      case 'require':
        if (!HAVE.test(record.what)) this.#skipping ??= `requires ${record.what}`
        return
      case 'include':
        return this.#include(record.path, file, record.line)
      case 'loop':
        for (const value of record.values) await this.records(record.body, file, new Map([...variables, [record.variable, value]]))
        return
      case 'unsupported':
        this.#skip(record.body, record.what)
        return
      default:
        return this.#check(record, variables)
    }
  }

  #skip(records: readonly SuiteRecord[], why: string): void {
    for (const record of records) {
      if (record.kind === 'loop' || record.kind === 'unsupported') this.#skip(record.body, why)
      if (record.kind === 'statement' || record.kind === 'query') this.#report(record, record.sql, { status: 'skipped', message: why })
    }
  }

  async #include(target: string, file: string, line: number): Promise<void> {
    const included = path.join(path.dirname(file), target)
    let text: string
    try {
      text = readFileSync(included, 'utf8')
    } catch {
      this.outcomes.push({ line, sql: `include ${target}`, status: 'skipped', message: 'includes a file that is not there' })
      return
    }
    await this.records(parseSuite(text), included, new Map())
  }

  async #check(record: SuiteRecord & { kind: 'statement' | 'query' }, variables: Variables): Promise<void> {
    const sql = substitute(record.sql, variables)
    if (this.#skipping !== undefined) return this.#report(record, sql, { status: 'skipped', message: this.#skipping })
    const message = record.kind === 'statement' ? await this.#statement(record, sql) : await this.#query(record, sql, variables)
    this.#report(record, sql, message === undefined ? { status: 'passed' } : { status: 'failed', message })
  }

  #report(record: SuiteRecord, sql: string, outcome: Pick<SuiteOutcome, 'status' | 'message'>): void {
    this.outcomes.push({ line: record.line, sql, ...outcome })
  }

  /** What an error says does not matter here, but a bug of our own is no answer. */
  async #statement({ expects }: SuiteRecord & { kind: 'statement' }, sql: string): Promise<string | undefined> {
    try {
      await this.#run(sql)
    } catch (error) {
      const ownFault = !(error instanceof QueryError) || error.code === 'INTERNAL'
      return expects === 'ok' || ownFault ? messageOf(error) : undefined
    }
    return expects === 'error' ? 'succeeded, but should have failed' : undefined
  }

  async #query(record: SuiteRecord & { kind: 'query' }, sql: string, variables: Variables): Promise<string | undefined> {
    let rows: readonly (readonly string[])[]
    try {
      const { schema, batches } = await this.#run(sql)
      if (schema.fields.length !== record.types.length) return `${schema.fields.length} columns, expected ${record.types.length}`
      rows = suiteValues(this.#dialect, { schema, batches, types: record.types })
    } catch (error) {
      return messageOf(error)
    }
    if (record.label !== undefined) {
      const hash = hashOf(sortValues(rows, record.sort).flat())
      if ((this.#labels.get(record.label) ?? hash) !== hash) return `differs from the other query labelled ${record.label}`
      this.#labels.set(record.label, hash)
    }
    return compareValues(rows, {
      dialect: this.#dialect,
      sort: record.sort,
      expected: record.expected.map(line => substitute(line, variables)),
      hashThreshold: this.#hashThreshold,
    })
  }

  /** The last of the statements of a text gives its rows. */
  async #run(sql: string) {
    const relations = this.#session.script(sql, { signal: AbortSignal.timeout(this.#options.secondsForEach * 1000) })
    let result: Awaited<ReturnType<typeof collect>> = { schema: { fields: [] }, batches: [] }
    for (const relation of relations) result = await collect(relation)
    return result
  }
}

async function collect(relation: Relation) {
  const { schema, batches } = await relation.start()
  const collected: Batch[] = []
  for await (const batch of batches) collected.push(batch)
  return { schema, batches: collected }
}

/** DuckDB's files ask for the turn of a loop too: `onlyif i=3`. Any other word is the name of an engine. */
function holds({ when, word }: SuiteCondition, variables: Variables): boolean {
  const test = /^(\w+)\s*(>=|<=|!=|<>|=|<|>)\s*(.+)$/.exec(word)
  const value = variables.get(test?.[1] ?? '')
  const is = test && value !== undefined ? compare(value, test[2] ?? '', test[3] ?? '') : word.toLowerCase() === ENGINE
  return is === (when === 'onlyif')
}

function compare(a: string, operator: string, b: string): boolean {
  const order = Number.isNaN(Number(a) - Number(b)) ? a.localeCompare(b) : Number(a) - Number(b)
  switch (operator) {
    case '=':
      return order === 0
    case '<':
      return order < 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    case '>=':
      return order >= 0
    default:
      return order !== 0
  }
}

/** Variables of loops stand as `${i}` and, in newer files of DuckDB, as `{i}`. */
function substitute(text: string, variables: Variables): string {
  let result = text
  for (const [name, value] of variables) result = result.replaceAll(`\${${name}}`, value).replaceAll(`{${name}}`, value)
  return result
}

function messageOf(error: unknown): string {
  if (error instanceof QueryError) return `${error.code}: ${error.message}`
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** Runs the records of an .slt file against one session, and either checks or completes what they expect. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Batch } from '../../src/columnar/batch.ts'
import type { Relation } from '../../src/session/relation.ts'
import type { SessionContext } from '../../src/session/session-context.ts'
import { formatResult, type SltResult } from './format-result.ts'
import { parseSlt } from './parse-slt.ts'
import type { SltRecord, SltSort } from './slt-record.ts'

export interface SltFailure {
  readonly file: string
  readonly record: SltRecord
  readonly message: string
  /** What the record's lines must be for it to pass. */
  readonly corrected: readonly string[]
}

export interface SltRun {
  readonly failures: readonly SltFailure[]
  readonly records: number
}

/** `words` say how this run differs from others: 'node', 'workers', 'inline'. */
export async function runSlt(file: string, session: SessionContext, words: readonly string[]): Promise<SltRun> {
  const failures: SltFailure[] = []
  const labels = new Map<string, string>()
  const text = readFileSync(file, 'utf8')
  let records = 0
  for (const record of parseSlt(text, file)) {
    if (!record.conditions.every(({ when, word }) => words.includes(word) === (when === 'onlyif'))) continue
    if (record.kind === 'halt') break
    if (record.kind === 'include') {
      const included = await runSlt(path.join(path.dirname(file), record.path), session, words)
      failures.push(...included.failures)
      records += included.records
      continue
    }
    records++
    const failure = record.kind === 'statement' ? await runStatement(record, session) : await runQuery(record, session, labels)
    if (failure) failures.push({ file, record, ...failure })
  }
  return { failures, records }
}

type Failure = Pick<SltFailure, 'message' | 'corrected'>

async function runStatement(record: SltRecord & { kind: 'statement' }, session: SessionContext): Promise<Failure | undefined> {
  const sql = record.sql.split('\n')
  let result: SltResult | undefined
  try {
    for (const relation of session.script(record.sql)) result = await resultOf(relation, 'nosort')
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (record.error === undefined)
      return { message: `failed: ${message}`, corrected: [`statement error ${escapeRegExp(message)}`, ...sql] }
    if (new RegExp(record.error, 'u').test(message)) return undefined
    return {
      message: `error: ${message}\n  does not match: ${record.error}`,
      corrected: [`statement error ${escapeRegExp(message)}`, ...sql],
    }
  }
  if (record.error === undefined) return undefined
  const corrected = result?.types ? [`query ${result.types}`, ...sql, '----', ...result.lines] : ['statement ok', ...sql]
  return { message: `succeeded, but should have failed with: ${record.error}`, corrected }
}

async function runQuery(
  record: SltRecord & { kind: 'query' },
  session: SessionContext,
  labels: Map<string, string>,
): Promise<Failure | undefined> {
  const sql = record.sql.split('\n')
  let result: SltResult
  try {
    result = await resultOf(session.sql(record.sql), record.sort)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { message: `failed: ${message}`, corrected: [`statement error ${escapeRegExp(message)}`, ...sql] }
  }
  const options = [record.sort === 'nosort' ? '' : ` ${record.sort}`, record.label === undefined ? '' : ` ${record.label}`].join('')
  const corrected = [`query ${result.types}${options}`, ...sql, '----', ...result.lines]
  const actual = result.lines.join('\n')
  const expected = record.expected.join('\n')
  if (!sameTypes(record.types, result.types)) return { message: `column types are ${result.types}, expected ${record.types}`, corrected }
  if (actual !== expected) return { message: `expected:\n${indent(expected)}\ngot:\n${indent(actual)}`, corrected }
  if (record.label !== undefined) {
    const other = labels.get(record.label)
    if (other !== undefined && other !== actual) return { message: `differs from the other query labelled ${record.label}`, corrected }
    labels.set(record.label, actual)
  }
  return undefined
}

async function resultOf(relation: Relation, sort: SltSort): Promise<SltResult> {
  const { schema, batches } = await relation.start()
  const collected: Batch[] = []
  for await (const batch of batches) collected.push(batch)
  return formatResult(schema, collected, sort)
}

function sameTypes(expected: string, actual: string): boolean {
  return expected.length === actual.length && [...expected].every((letter, index) => letter === '?' || letter === actual[index])
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}

function escapeRegExp(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { QueryError } from '../../common/errors.ts'
import { parseStatements } from './parse-statements.ts'

const nested: Readonly<Record<string, (depth: number) => string>> = {
  parentheses: n => `SELECT ${'('.repeat(n)}1${')'.repeat(n)}`,
  subqueries: n => `${'(SELECT '.repeat(n)}1${')'.repeat(n)}`,
  'derived tables': n => `SELECT * FROM ${'(SELECT * FROM '.repeat(n)}t${')'.repeat(n)}`,
  CASE: n => `SELECT ${'CASE WHEN a THEN '.repeat(n)}1${' END'.repeat(n)}`,
  calls: n => `SELECT ${'f('.repeat(n)}1${')'.repeat(n)}`,
  windows: n => `SELECT ${'f() OVER (ORDER BY '.repeat(n)}1${')'.repeat(n)}`,
  lists: n => `SELECT ${'['.repeat(n)}1${']'.repeat(n)}`,
  structs: n => `SELECT ${'{a: '.repeat(n)}1${'}'.repeat(n)}`,
  subscripts: n => `SELECT ${'a['.repeat(n)}1${']'.repeat(n)}`,
  'IN lists': n => `SELECT ${'a IN ('.repeat(n)}1${')'.repeat(n)}`,
  'joined parentheses': n => `SELECT * FROM ${'('.repeat(n)}t JOIN u USING (a)${') JOIN u USING (a)'.repeat(n)}`,
  'right-hand joins': n => `SELECT * FROM t${' JOIN u'.repeat(n)}${' USING (a)'.repeat(n)}`,
  'set operations': n => `${'(SELECT 1 UNION ALL '.repeat(n)}SELECT 1${')'.repeat(n)}`,
  WITH: n => `${'WITH a AS ('.repeat(n)}SELECT 1${') SELECT 1'.repeat(n)}`,
  'grouping sets': n => `SELECT 1 GROUP BY ${'GROUPING SETS ('.repeat(n)}a${')'.repeat(n)}`,
  types: n => `SELECT a::${'STRUCT(a '.repeat(n)}INT${')'.repeat(n)}`,
  NOT: n => `SELECT ${'NOT '.repeat(n)}a`,
  signs: n => `SELECT ${'- '.repeat(n)}a`,
  '1 + 1 + …': n => `SELECT 1${' + 1'.repeat(n)}`,
  '::': n => `SELECT a${'::INT'.repeat(n)}`,
  'IS NULL IS NULL': n => `SELECT a${' IS NULL'.repeat(n)}`,
  joins: n => `SELECT * FROM t${' JOIN u USING (a)'.repeat(n)}`,
  'mixed set operations': n => `SELECT 1${' UNION ALL SELECT 1 UNION SELECT 1'.repeat(n)}`,
  'parentheses to the left': n => `SELECT ${'('.repeat(n)}1${' + 1)'.repeat(n)}`,
  'parentheses to the right': n => `SELECT ${'1 + ('.repeat(n)}1${')'.repeat(n)}`,
  PREPARE: n => `${'PREPARE p AS '.repeat(n)}SELECT 1`,
}

function refusal(text: string): unknown {
  try {
    parseStatements(text)
  } catch (error) {
    return error
  }
  return 'accepted'
}

describe.each(Object.entries(nested))('%s', (_name, nest) => {
  test('nest 200 deep', () => {
    expect(refusal(nest(200))).toBe('accepted')
  })

  test.each([1_100, 10_000, 100_000])('are refused with a place at a depth of %d', depth => {
    const text = nest(depth)
    const started = performance.now()
    const error = refusal(text)
    expect(error).toBeInstanceOf(QueryError)
    expect(error).toMatchObject({
      code: 'RESOURCE',
      message: 'The SQL text nests too deep here. Split the expression, or move parts of it into a WITH clause or a view.',
      at: { sqlOffset: expect.any(Number) },
    })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('long texts that do not nest are fine', () => {
  test.each([
    ['50,000 terms of AND', `SELECT a${' AND b = 1'.repeat(50_000)}`],
    ['50,000 terms of OR', `SELECT a${' OR b = 1'.repeat(50_000)}`],
    ['an IN list of 100,000', `SELECT a IN (${'1, '.repeat(100_000)}1)`],
    ['3,000 times UNION ALL', `SELECT 1${' UNION ALL SELECT 1'.repeat(3_000)}`],
    ['3,000 common table expressions', `WITH ${Array.from({ length: 3_000 }, (_, i) => `a${i} AS (SELECT 1)`).join(', ')} SELECT 1`],
    ['10,000 branches of CASE', `SELECT CASE ${'WHEN a THEN 1 '.repeat(10_000)} END`],
    ['50,000 rows of VALUES', `VALUES (1)${', (1)'.repeat(50_000)}`],
    ['50,000 statements', 'SELECT 1;'.repeat(50_000)],
    ['a literal of 1 MB', `SELECT '${'x'.repeat(1_000_000)}'`],
    ['a name of 1 MB', `SELECT "${'x'.repeat(1_000_000)}"`],
    ['900 times + 1', `SELECT 1${' + 1'.repeat(900)}`],
  ])('%s', (_name, text) => {
    const started = performance.now()
    expect(refusal(text)).toBe('accepted')
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

/** In a thread whose stack is as small as that of Node's main thread: the threads that run these tests have four times as much. */
async function inSmallStack(texts: readonly string[]): Promise<readonly string[]> {
  const parser = await build({
    stdin: { contents: `export * from './parse-statements.ts'`, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    globalName: 'sql',
    write: false,
  })
  const script = `${parser.outputFiles[0]?.text}
    const { parentPort, workerData } = require('node:worker_threads')
    const heightOf = value => Array.isArray(value) ? Math.max(0, ...value.map(heightOf)) : typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(heightOf)) : 0
    const attempt = text => { try { const tree = sql.parseStatements(text); return 'height ' + heightOf(tree) } catch (error) { return error.code ?? String(error) } }
    parentPort.postMessage(workerData.map(attempt))`
  const worker = new Worker(script, { eval: true, workerData: texts, resourceLimits: { stackSizeMb: 1 } })
  return new Promise<readonly string[]>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`the thread ended with ${code}`)))
  }).finally(() => worker.terminate())
}

describe('in the stack of a main thread', () => {
  test('the limit is reached before the end of the stack', async () => {
    const builders = Object.values(nested)
    const answers = await inSmallStack(builders.map(nest => nest(10_000)))
    expect(answers).toEqual(builders.map(() => 'RESOURCE'))
  })

  test('a recursive walk of three functions a level gets through the highest trees', async () => {
    const [chain, calls] = await inSmallStack([`SELECT 1${' + 1'.repeat(990)}`, `SELECT ${'f('.repeat(300)}1${')'.repeat(300)}`])
    expect(Number(chain?.replace('height ', ''))).toBeGreaterThan(990)
    expect(Number(calls?.replace('height ', ''))).toBeGreaterThan(600)
  })
})

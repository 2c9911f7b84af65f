/** Our grammar against PostgreSQL's own (libpg-query) and node-sql-parser: the shape of expressions and set operations, and what is accepted. */
import { loadModule, parseSync } from 'libpg-query'
import nodeSqlParser from 'node-sql-parser/build/postgresql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { QueryError } from '../../src/common/errors.ts'
import type { QueryBody } from '../../src/sql/ast/query.ts'
import { parseExpression } from '../../src/sql/parser/parse-expression.ts'
import { parseStatements } from '../../src/sql/parser/parse-statements.ts'
import { readCorpus } from './sql-grammar/corpus.ts'
import { randomExpression, seededRandom } from './sql-grammar/random-expression.ts'
import { showExpression } from './sql-grammar/show-expression.ts'
import { showPostgres } from './sql-grammar/show-postgres.ts'

beforeAll(loadModule)

const EXPRESSIONS = 6000

/** The result, or undefined where the text is refused. A failure of the test's own code is not a refusal. */
function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('not shown')) throw error
    if (error instanceof RangeError || error instanceof TypeError) throw error
    return undefined
  }
}

function postgresExpression(text: string): string {
  // The tree is untyped JSON.
  const tree = parseSync(`SELECT ${text}`) as any
  return showPostgres(tree.stmts[0].stmt.SelectStmt.targetList[0].ResTarget.val)
}

describe('expressions without parentheses', () => {
  test('have the shape that PostgreSQL gives them', () => {
    const random = seededRandom(20261123)
    const counts = { same: 0, refusedByBoth: 0, acceptedByUsOnly: 0 }
    for (let i = 0; i < EXPRESSIONS; i++) {
      const text = randomExpression(random, 1 + Math.floor(random() * 7))
      const theirs = attempt(() => postgresExpression(text))
      const ours = attempt(() => showExpression(parseExpression(text)))
      if (theirs !== undefined) {
        expect(ours, text).toBe(theirs)
        counts.same++
      } else if (ours === undefined) counts.refusedByBoth++
      else {
        // The lower bound of BETWEEN is a restricted expression in PostgreSQL, without IN, LIKE, NOT and ANY; here it may hold them.
        expect(text).toMatch(/BETWEEN/)
        counts.acceptedByUsOnly++
      }
    }
    expect(counts.same).toBeGreaterThan(4000)
    expect(counts.refusedByBoth).toBeGreaterThan(500)
    expect(counts.acceptedByUsOnly).toBeLessThan(EXPRESSIONS / 50)
  })
})

describe('set operations', () => {
  test('nest as in PostgreSQL', () => {
    const random = seededRandom(7)
    for (let i = 0; i < 500; i++) {
      const text = randomSetOperations(random, 2 + Math.floor(random() * 6))
      const [statement] = parseStatements(text)
      if (statement?.kind !== 'select') throw new Error('not a query')
      const theirs = parseSync(text) as any
      expect(showBody(statement.query.body), text).toBe(showPostgresBody(theirs.stmts[0].stmt.SelectStmt))
    }
  })
})

function randomSetOperations(random: () => number, count: number): string {
  const operations = ['UNION', 'UNION ALL', 'INTERSECT', 'INTERSECT ALL', 'EXCEPT', 'EXCEPT ALL']
  const parts = ['SELECT 0']
  for (let i = 1; i < count; i++) {
    parts.push(operations[Math.floor(random() * operations.length)] ?? '')
    parts.push(random() < 0.2 ? `(SELECT ${i} UNION SELECT ${i})` : `SELECT ${i}`)
  }
  return parts.join(' ')
}

/** Flat chains are shown as the left-deep pairs that they mean. */
function showBody(body: QueryBody): string {
  if (body.kind === 'nested') return showBody(body.query.body)
  if (body.kind === 'select') return body.items.map(item => showExpression(item.expression)).join()
  if (body.kind !== 'set-operation') throw new Error(`not shown: ${body.kind}`)
  const operator = `${body.operation.toUpperCase()}${body.all ? ' ALL' : ''}`
  return body.inputs.map(showBody).reduce((left, right) => `(${left} ${operator} ${right})`)
}

// The tree is untyped JSON.
function showPostgresBody(select: any): string {
  if (select.op === 'SETOP_NONE') return select.targetList.map((target: any) => showPostgres(target.ResTarget.val)).join()
  const operator = `${select.op.replace('SETOP_', '')}${select.all ? ' ALL' : ''}`
  return `(${showPostgresBody(select.larg)} ${operator} ${showPostgresBody(select.rarg)})`
}

describe('statements', () => {
  const parser = new nodeSqlParser.Parser()
  const peers: Readonly<Record<string, (sql: string) => unknown>> = {
    'libpg-query': parseSync,
    'node-sql-parser': sql => parser.astify(sql, { database: 'postgresql' }),
  }
  const accepts = (parse: (sql: string) => unknown, sql: string) => attempt(() => [parse(sql)]) !== undefined

  test('of our dialect all parse here', () => {
    const dialect = readCorpus('dialect')
    expect(dialect.length).toBeGreaterThanOrEqual(250)
    for (const { sql } of dialect) expect(parseStatements(sql), sql).toHaveLength(1)
  })

  test.each(Object.entries(peers))('that %s accepts parse here, but for the listed ones', (_name, parse) => {
    const accepted = [...readCorpus('dialect'), ...readCorpus('foreign')].filter(({ sql }) => accepts(parse, sql))
    expect(accepted.length).toBeGreaterThan(150)
    const refused = accepted.filter(({ sql, refusedBecause }) => refusedBecause === undefined && !accepts(parseStatements, sql))
    expect(refused).toEqual([])
  })

  test('on the list of differences are refused with an error of ours, and accepted by a peer', () => {
    const differences = readCorpus('foreign').filter(({ refusedBecause }) => refusedBecause !== undefined)
    expect(differences.length).toBeGreaterThan(50)
    for (const { sql } of differences) {
      expect(() => parseStatements(sql), sql).toThrow(QueryError)
      expect(
        Object.values(peers).some(parse => accepts(parse, sql)),
        sql,
      ).toBe(true)
    }
  })
})

/** The span of every expression in the corpus: it lies within its parent's, and its text alone parses to the same expression. */
import { describe, expect, test } from 'vitest'
import type { Expression } from '../../src/sql/ast/expression.ts'
import type { Span } from '../../src/sql/ast/span.ts'
import { parseExpression } from '../../src/sql/parser/parse-expression.ts'
import { parseStatements } from '../../src/sql/parser/parse-statements.ts'
import { readCorpus } from './sql-grammar/corpus.ts'

interface Spanned {
  readonly span: Span
  readonly kind?: string
}

/** Every object with a span, with the nearest one around it. */
function* spannedNodes(value: unknown, parent?: Spanned): Generator<{ readonly node: Spanned; readonly parent: Spanned | undefined }> {
  if (typeof value !== 'object' || value === null) return
  const node = 'span' in value ? (value as Spanned) : undefined // whatever has a span is a node of the tree
  if (node) yield { node, parent }
  for (const [key, child] of Object.entries(value)) if (key !== 'span' && key !== 'opSpan') yield* spannedNodes(child, node ?? parent)
}

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, child) => (key === 'span' || key === 'opSpan' ? undefined : child)))
}

// What parses as part of something only: a star, a lambda, a bare word of SET, an option, what is not an expression at all.
const expressionKinds: ReadonlySet<string> = new Set(
  (
    'null boolean number string binary typed-literal unary binary-op logical is is-distinct between in-list in-query like exists ' +
    'quantified subquery cast case call list struct row subscript slice field extract columns'
  ).split(' '),
)

// The number of a ? depends on those before it.
const corpus = [
  ...readCorpus('dialect').filter(({ sql }) => !sql.includes('?')),
  ...readCorpus('foreign').filter(({ refusedBecause }) => refusedBecause === undefined),
]

describe('every span', () => {
  test.each(corpus.map(({ sql }) => [sql]))('%s', sql => {
    for (const statement of parseStatements(sql)) {
      for (const { node, parent } of spannedNodes(statement)) {
        const { start, end } = node.span
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThanOrEqual(start)
        if (parent !== undefined) {
          expect(start, `${sql}: ${JSON.stringify(node)}`).toBeGreaterThanOrEqual(parent.span.start)
          expect(end, `${sql}: ${JSON.stringify(node)}`).toBeLessThanOrEqual(parent.span.end)
        }
        if (end === start || !expressionKinds.has(node.kind ?? '') || 'with' in node || 'rows' in node) continue
        if (node.kind === 'call' && !('call' in node)) continue // the statement CALL
        const text = sql.slice(start, end)
        expect(withoutSpans(parseExpression(text)), `${sql}: ${text}`).toEqual(withoutSpans(node as unknown as Expression)) // its kind says so
      }
    }
  })
})

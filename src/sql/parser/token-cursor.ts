/** The parser's place in the tokens of one text: what stands here, moving on, spans, depth, and errors that say what was expected. */
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { Expression } from '../ast/expression.ts'
import type { Query, QueryBody } from '../ast/query.ts'
import type { Span } from '../ast/span.ts'
import type { Statement } from '../ast/statement.ts'
import { clauseWords } from '../keywords.ts'
import { symbols, tokenKind } from '../lexer/token-kind.ts'
import { tokenValue } from '../lexer/token-value.ts'
import type { Tokens } from '../lexer/tokens.ts'
import { describeToken } from './describe-token.ts'
import { MAX_DEPTH, MAX_HEIGHT, nestingError } from './nesting.ts'

/** The rules that call each other in a circle (an expression holds a query, which holds expressions). `grammar.ts` ties the knot. */
export interface Grammar {
  expression(cursor: TokenCursor): Expression
  /** The right side of an operator, or what a prefix operator applies to: as far as operators of at least `minPower` reach. */
  operand(cursor: TokenCursor, minPower: number): Expression
  /** Goes on after a parenthesised operand that has been read already: subscripts, then operators. */
  afterPrimary(cursor: TokenCursor, left: { readonly expression: Expression; readonly start: number }): Expression
  query(cursor: TokenCursor): Query
  /** Goes on after a parenthesised query that turned out to be the first input of a set operation, or to have an ORDER BY. */
  queryAfter(cursor: TokenCursor, first: QueryBody): Query
  statement(cursor: TokenCursor): Statement
}

export class TokenCursor {
  readonly text: string
  readonly grammar: Grammar
  /** The token here: its kind, its place, its lower-case text if it is an unquoted word, its text if it is a symbol. */
  kind: number = tokenKind.end
  start = 0
  end = 0
  word = ''
  symbol = ''
  /** Where the token before this one ended: the end of every construct that was just read. */
  previousEnd = 0
  /** How many parameters this statement has so far; `$n` and `?` do not mix. */
  readonly parameters = { placeholders: 0, numbered: false }
  /** The index of a token that was read as an alias without AS: perhaps a misspelt keyword. */
  aliasIndex = -1
  private index = 0
  private depth = 0
  private height = 0
  private readonly tokens: Tokens

  constructor(text: string, tokens: Tokens, grammar: Grammar) {
    this.text = text
    this.tokens = tokens
    this.grammar = grammar
    this.load()
  }

  get atEnd(): boolean {
    return this.kind === tokenKind.end
  }

  get isString(): boolean {
    return this.kind === tokenKind.string || this.kind === tokenKind.escapeString || this.kind === tokenKind.dollarString
  }

  /** The value of the literal or quoted name here. */
  get value(): string {
    return tokenValue(this)
  }

  advance(): void {
    this.previousEnd = this.end
    if (this.kind !== tokenKind.end) this.index++
    this.load()
  }

  isWord(word: string): boolean {
    return this.word === word
  }

  isSymbol(symbol: string): boolean {
    return this.symbol === symbol
  }

  /** The lower-case word, or the symbol, that stands `distance` tokens further on; '' for anything else. */
  peek(distance: number): string {
    const kind = this.peekKind(distance)
    if (kind >= tokenKind.firstSymbol) return symbols[kind - tokenKind.firstSymbol] ?? ''
    if (kind !== tokenKind.word) return ''
    const at = this.index + distance
    return this.text.slice(this.tokens.starts[at], this.tokens.ends[at]).toLowerCase()
  }

  peekKind(distance: number): number {
    const at = this.index + distance
    return at < this.tokens.count ? (this.tokens.kinds[at] ?? tokenKind.end) : tokenKind.end
  }

  acceptWord(word: string): boolean {
    if (this.word !== word) return false
    this.advance()
    return true
  }

  /** All of the words in a row, or none. */
  acceptWords(...words: readonly string[]): boolean {
    if (this.word !== words[0]) return false
    for (let i = 1; i < words.length; i++) if (this.peek(i) !== words[i]) return false
    for (let i = 0; i < words.length; i++) this.advance()
    return true
  }

  acceptSymbol(symbol: string): boolean {
    if (this.symbol !== symbol) return false
    this.advance()
    return true
  }

  /** `place` finishes the sentence: 'after the table', 'to close CASE'. */
  expectWord(word: string, place: string): void {
    if (!this.acceptWord(word)) this.fail(`${word.toUpperCase()} ${place}`, { candidates: [word.toUpperCase()] })
  }

  expectSymbol(symbol: string, place: string): void {
    if (!this.acceptSymbol(symbol)) this.fail(`"${symbol}" ${place}`)
  }

  /** From `start` to the end of what was read last. */
  span(start: number): Span {
    return { start, end: this.previousEnd }
  }

  /** The alias that was just read stands at the token before this one. */
  markAlias(): void {
    this.aliasIndex = this.index - 1
  }

  /** Begins a level that weighs `weight` units of stack. The value goes to `leave`. */
  enter(weight = 1): number {
    this.depth += weight
    if (this.depth > MAX_DEPTH) throw nestingError(this.start)
    const outerHeight = this.height
    this.height = 0
    return outerHeight
  }

  /** Ends a level whose parts hang below a node of their own. */
  leave(outerHeight: number, weight = 1): void {
    this.grow()
    this.leaveOperand(outerHeight, weight)
  }

  /** Ends the level of an operand: the operator it belongs to calls `grow`. */
  leaveOperand(outerHeight: number, weight = 1): void {
    this.depth -= weight
    this.height = Math.max(outerHeight, this.height)
  }

  /** What was read so far became the left side of a further operator or join, so the tree is one level higher. */
  grow(): void {
    if (++this.height > MAX_HEIGHT) throw nestingError(this.start)
  }

  readExpression(): Expression {
    return this.grammar.expression(this)
  }

  readOperand(minPower: number): Expression {
    return this.grammar.operand(this, minPower)
  }

  readQuery(): Query {
    return this.grammar.query(this)
  }

  resetParameters(): void {
    this.parameters.placeholders = 0
    this.parameters.numbered = false
  }

  /** One sentence: what was expected, what was found, and perhaps what was meant. */
  fail(expected: string, help: { readonly candidates?: readonly string[]; readonly hint?: string } = {}): never {
    const misspelt = this.misspeltAlias()
    if (misspelt !== undefined) throw misspelt
    const nearest = this.word === '' ? undefined : suggest(this.word, help.candidates ?? [])
    const meant = nearest === undefined || nearest.toLowerCase() === this.word ? help.hint : `Did you mean ${nearest}?`
    const hint = meant === undefined ? '' : ` ${meant}`
    throw new QueryError('SQL', `Expected ${expected}, found ${describeToken(this)}.${hint}`, { sqlOffset: this.start })
  }

  /** `SELECT * FORM t` reads FORM as an alias and fails at t: the alias is the mistake. */
  private misspeltAlias(): QueryError | undefined {
    if (this.aliasIndex < 0 || this.aliasIndex !== this.index - 1) return undefined
    if (this.tokens.kinds[this.aliasIndex] !== tokenKind.word) return undefined
    const start = this.tokens.starts[this.aliasIndex] ?? 0
    const alias = this.text.slice(start, this.previousEnd)
    const meant = suggest(alias, clauseWords)
    if (meant === undefined) return undefined
    return new QueryError('SQL', `Unexpected ${describeToken(this)} after "${alias}". Did you mean ${meant}?`, { sqlOffset: start })
  }

  private load(): void {
    // The last token is `end`, and `advance` never passes it.
    this.kind = this.tokens.kinds[this.index]!
    this.start = this.tokens.starts[this.index]!
    this.end = this.tokens.ends[this.index]!
    this.word = this.kind === tokenKind.word ? this.text.slice(this.start, this.end).toLowerCase() : ''
    this.symbol = this.kind >= tokenKind.firstSymbol ? symbols[this.kind - tokenKind.firstSymbol]! : ''
  }
}

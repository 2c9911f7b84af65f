/** Which operator stands at the cursor, how tightly it binds, and the function that reads it. */
import type { BinaryOperator } from '../../ast/expression.ts'
import type { TokenCursor } from '../token-cursor.ts'
import type { InfixResult, LeftSide } from './left-side.ts'
import { power } from './power.ts'
import { readBinary, readComparison, readLogical } from './read-binary.ts'
import { readAtTimeZone, readCollate, readIs, readIsNull } from './read-is.ts'
import { readLike, readPatternOperator } from './read-like.ts'
import { readBetween, readIn } from './read-membership.ts'

export interface Infix {
  readonly power: number
  readonly read: (cursor: TokenCursor, left: LeftSide) => InfixResult
}

export function infixAt(cursor: TokenCursor): Infix | undefined {
  if (cursor.symbol !== '') return symbolInfixes.get(cursor.symbol)
  if (cursor.word === '') return undefined
  if (cursor.word === 'not') return negatable.has(cursor.peek(1)) ? wordInfixes.get(cursor.peek(1)) : undefined
  if (cursor.word === 'similar') return cursor.peek(1) === 'to' ? wordInfixes.get('similar') : undefined
  if (cursor.word === 'at') return cursor.peek(1) === 'time' ? wordInfixes.get('at') : undefined
  return wordInfixes.get(cursor.word)
}

const negatable: ReadonlySet<string> = new Set(['between', 'in', 'like', 'ilike', 'similar', 'glob'])

const wordInfixes: ReadonlyMap<string, Infix> = new Map([
  ['or', { power: power.or, read: (cursor, left) => readLogical(cursor, left, 'or') }],
  ['and', { power: power.and, read: (cursor, left) => readLogical(cursor, left, 'and') }],
  ['is', { power: power.is, read: readIs }],
  ['isnull', { power: power.is, read: readIsNull }],
  ['notnull', { power: power.is, read: readIsNull }],
  ['between', { power: power.membership, read: readBetween }],
  ['in', { power: power.membership, read: readIn }],
  ['like', { power: power.membership, read: readLike }],
  ['ilike', { power: power.membership, read: readLike }],
  ['similar', { power: power.membership, read: readLike }],
  ['glob', { power: power.membership, read: readLike }],
  ['at', { power: power.timeZone, read: readAtTimeZone }],
  ['collate', { power: power.collate, read: readCollate }],
] satisfies readonly (readonly [string, Infix])[])

const symbolInfixes: ReadonlyMap<string, Infix> = new Map([
  ...comparisons({ '=': '=', '==': '=', '<>': '<>', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }),
  ...binaries(power.other, { '||': '||', '&': '&', '|': '|', '#': '#', '<<': '<<', '>>': '>>', '->': '->', '->>': '->>' }),
  ...binaries(power.other, { '@>': '@>', '<@': '<@', '&&': '&&' }),
  ...binaries(power.sum, { '+': '+', '-': '-' }),
  ...binaries(power.product, { '*': '*', '/': '/', '//': '//', '%': '%' }),
  ...binaries(power.exponent, { '^': '^', '**': '^' }),
  ...['~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*'].map((symbol): [string, Infix] => [
    symbol,
    { power: power.other, read: readPatternOperator },
  ]),
])

function comparisons(operators: Readonly<Record<string, BinaryOperator>>): [string, Infix][] {
  return Object.entries(operators).map(([symbol, op]) => [
    symbol,
    { power: power.comparison, read: (cursor, left) => readComparison(cursor, left, op) },
  ])
}

function binaries(binaryPower: number, operators: Readonly<Record<string, BinaryOperator>>): [string, Infix][] {
  return Object.entries(operators).map(([symbol, op]) => [
    symbol,
    { power: binaryPower, read: (cursor, left) => readBinary(cursor, left, { op, power: binaryPower }) },
  ])
}

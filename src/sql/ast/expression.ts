import type { Identifier, QualifiedName, TypeName } from './identifier.ts'
import type { Query } from './query.ts'
import type { Span } from './span.ts'

interface Node {
  readonly span: Span
}

export type BinaryOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '^'
  | '||'
  | '&'
  | '|'
  | '#'
  | '<<'
  | '>>'
  | '->'
  | '->>'
  | '@>'
  | '<@'
  | '&&'

/** `a AND b AND c` is one node with three operands, so that long chains do not nest. */
export type Expression =
  | (Node & { readonly kind: 'null' })
  | (Node & { readonly kind: 'default' }) // a value of INSERT or UPDATE: the column's DEFAULT
  | (Node & { readonly kind: 'boolean'; readonly value: boolean })
  | (Node & { readonly kind: 'number'; readonly text: string }) // digits as written, without underscores: '10', '1e6', '0xff', '.5'
  | (Node & { readonly kind: 'string'; readonly value: string })
  | (Node & { readonly kind: 'binary'; readonly hex: string }) // x'DEAD'
  | (Node & { readonly kind: 'typed-literal'; readonly type: TypeName; readonly value: string }) // DATE '2020-01-01', INTERVAL '1 day'
  | (Node & { readonly kind: 'parameter'; readonly index: number }) // 0-based: $1 is 0, the first ? is 0
  | (Node & { readonly kind: 'name'; readonly name: QualifiedName }) // column, alias.column, or struct path: the binder decides
  | (Node & {
      readonly kind: 'star'
      readonly qualifier?: QualifiedName
      readonly exclude: readonly Identifier[]
      readonly replace: readonly { readonly expression: Expression; readonly name: Identifier }[]
      readonly rename: readonly { readonly from: Identifier; readonly to: Identifier }[]
    })
  | (Node & { readonly kind: 'columns'; readonly pattern: Expression }) // COLUMNS('regex') or COLUMNS(*)
  | (Node & { readonly kind: 'unary'; readonly op: '-' | '+' | '~' | 'not'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'binary-op'
      readonly op: BinaryOperator
      readonly opSpan: Span
      readonly left: Expression
      readonly right: Expression
    })
  | (Node & { readonly kind: 'logical'; readonly op: 'and' | 'or'; readonly operands: readonly Expression[] })
  | (Node & {
      readonly kind: 'is'
      readonly test: 'null' | 'true' | 'false' | 'unknown'
      readonly negated: boolean
      readonly operand: Expression
    })
  | (Node & { readonly kind: 'is-distinct'; readonly negated: boolean; readonly left: Expression; readonly right: Expression }) // negated: IS NOT DISTINCT FROM
  | (Node & {
      readonly kind: 'between'
      readonly negated: boolean
      readonly symmetric: boolean
      readonly operand: Expression
      readonly low: Expression
      readonly high: Expression
    })
  | (Node & { readonly kind: 'in-list'; readonly negated: boolean; readonly operand: Expression; readonly list: readonly Expression[] })
  | (Node & { readonly kind: 'in-query'; readonly negated: boolean; readonly operand: Expression; readonly query: Query })
  | (Node & {
      readonly kind: 'like'
      readonly operator: 'like' | 'ilike' | 'similar' | 'regex' | 'regex-insensitive' | 'glob'
      readonly negated: boolean
      readonly operand: Expression
      readonly pattern: Expression
      readonly escape?: Expression
    })
  | (Node & { readonly kind: 'exists'; readonly query: Query })
  | (Node & {
      readonly kind: 'quantified'
      readonly op: BinaryOperator
      readonly quantifier: 'any' | 'all'
      readonly left: Expression
      readonly right: { readonly query: Query } | { readonly list: Expression }
    })
  | (Node & { readonly kind: 'subquery'; readonly query: Query })
  | (Node & { readonly kind: 'cast'; readonly operand: Expression; readonly type: TypeName; readonly onError: 'throw' | 'null' })
  | (Node & {
      readonly kind: 'case'
      readonly operand?: Expression
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[]
      readonly otherwise?: Expression
    })
  | (Node & { readonly kind: 'call'; readonly call: FunctionCall })
  | (Node & { readonly kind: 'list'; readonly items: readonly Expression[] }) // [1, 2], ARRAY[1, 2]
  | (Node & { readonly kind: 'struct'; readonly fields: readonly { readonly name: Identifier; readonly value: Expression }[] }) // {'a': 1}
  | (Node & { readonly kind: 'row'; readonly items: readonly Expression[] }) // (a, b), ROW(a, b)
  | (Node & { readonly kind: 'subscript'; readonly operand: Expression; readonly index: Expression })
  | (Node & {
      readonly kind: 'slice'
      readonly operand: Expression
      readonly from?: Expression
      readonly to?: Expression
      readonly step?: Expression
    })
  | (Node & { readonly kind: 'field'; readonly operand: Expression; readonly name: Identifier }) // (expr).name, f(x).name
  | (Node & { readonly kind: 'extract'; readonly part: string; readonly operand: Expression })
  | (Node & { readonly kind: 'lambda'; readonly parameters: readonly Identifier[]; readonly body: Expression }) // x -> x + 1

/** `substring(x FROM 1 FOR 3)`, `position(a IN b)`, `trim(BOTH ' ' FROM x)` are turned into plain arguments by the parser. */
export interface FunctionCall {
  readonly name: QualifiedName
  readonly args: readonly Expression[]
  readonly named: readonly { readonly name: Identifier; readonly value: Expression }[] // name => value, name := value
  readonly star: boolean // count(*)
  readonly distinct: boolean
  readonly orderBy: readonly OrderItem[] // inside the parentheses, or WITHIN GROUP
  readonly filter?: Expression
  readonly over?: WindowSpecification | Identifier
  readonly ignoreNulls: boolean
  readonly span: Span
}

export interface OrderItem {
  readonly expression: Expression
  readonly descending: boolean
  readonly nulls?: 'first' | 'last' // absent: last for ascending, first for descending (PostgreSQL)
  readonly span: Span
}

export interface WindowSpecification {
  readonly base?: Identifier
  readonly partitionBy: readonly Expression[]
  readonly orderBy: readonly OrderItem[]
  readonly frame?: WindowFrameClause
  readonly span: Span
}

export interface WindowFrameClause {
  readonly unit: 'rows' | 'range' | 'groups'
  readonly start: FrameBoundClause
  readonly end: FrameBoundClause // CURRENT ROW when not written
  readonly exclude: 'no-others' | 'current-row' | 'group' | 'ties'
  readonly span: Span
}

export type FrameBoundClause =
  | { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row'; readonly span: Span }
  | { readonly kind: 'preceding' | 'following'; readonly by: Expression; readonly span: Span }

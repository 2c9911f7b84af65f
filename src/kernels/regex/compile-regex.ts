/** A parsed regular expression as a program for the two machines that run it. */
import { QueryError } from '../../common/errors.ts'
import { Alphabet } from './alphabet.ts'
import type { Assertion, CharacterSet, ParsedRegex, RegexNode } from './syntax.ts'

/**
 * set: consume a character of `set`, go to `next`. split: try `next` first, then `other`. save: remember the place in slot `slot`.
 * assert: go on if it holds here.
 */
export type Instruction =
  | { readonly op: 'set'; readonly set: number; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'save'; readonly slot: number; next: number }
  | { readonly op: 'assert'; readonly what: Assertion; next: number }
  | { readonly op: 'match' }

export interface RegexProgram {
  readonly instructions: readonly Instruction[]
  readonly alphabet: Alphabet
  /** Two slots a group, the whole match being group 0. */
  readonly slots: number
  readonly names: ReadonlyMap<string, number>
  /** Line and word assertions look at both neighbours, which the automaton does not do. */
  readonly needsNeighbours: boolean
}

const LARGEST = 20_000

export function compileRegex(parsed: ParsedRegex, pattern: string): RegexProgram {
  const builder = new ProgramBuilder(pattern)
  const match = builder.add({ op: 'match' })
  const end = builder.add({ op: 'save', slot: 1, next: match })
  const start = builder.emit(parsed.node, end)
  builder.add({ op: 'save', slot: 0, next: start })
  return {
    instructions: builder.instructions,
    alphabet: new Alphabet(builder.sets),
    slots: (parsed.groups + 1) * 2,
    names: parsed.names,
    needsNeighbours: builder.instructions.some(step => step.op === 'assert' && step.what !== 'text-start' && step.what !== 'text-end'),
  }
}

/** Built from the end: each part is given what comes after it. The program starts at its last instruction. */
class ProgramBuilder {
  readonly instructions: Instruction[] = []
  readonly sets: CharacterSet[] = []
  readonly #pattern: string

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  add(instruction: Instruction): number {
    if (this.instructions.length >= LARGEST) {
      throw new QueryError(
        'RESOURCE',
        `The regular expression '${this.#pattern.slice(0, 60)}' needs more than ${LARGEST} steps; repeat less`,
      )
    }
    this.instructions.push(instruction)
    return this.instructions.length - 1
  }

  /** The entry of `node`, which goes on to `next`. */
  emit(node: RegexNode, next: number): number {
    switch (node.kind) {
      case 'empty':
        return next
      case 'set':
        return this.add({ op: 'set', set: this.sets.push(node.ranges) - 1, next })
      case 'assert':
        return this.add({ op: 'assert', what: node.what, next })
      case 'sequence':
        return node.nodes.reduceRight((after, part) => this.emit(part, after), next)
      case 'choice':
        return this.#choice(node.nodes, next)
      case 'group': {
        const end = this.add({ op: 'save', slot: node.index * 2 + 1, next })
        return this.add({ op: 'save', slot: node.index * 2, next: this.emit(node.node, end) })
      }
      case 'repeat':
        return this.#repeat(node, next)
    }
  }

  #choice(nodes: readonly RegexNode[], next: number): number {
    const entries = nodes.map(node => this.emit(node, next))
    return entries.reduceRight((others, entry) => this.add({ op: 'split', next: entry, other: others }))
  }

  #repeat(node: RegexNode & { readonly kind: 'repeat' }, next: number): number {
    let entry = next
    if (node.max === Number.POSITIVE_INFINITY) entry = this.#loop(node, next)
    else for (let i = node.min; i < node.max; i++) entry = this.#optional(node, this.emit(node.node, entry), next)
    for (let i = 0; i < node.min; i++) entry = this.emit(node.node, entry)
    return entry
  }

  #loop(node: RegexNode & { readonly kind: 'repeat' }, next: number): number {
    const split = this.add({ op: 'split', next: 0, other: 0 })
    const body = this.emit(node.node, split)
    this.instructions[split] = node.greedy ? { op: 'split', next: body, other: next } : { op: 'split', next, other: body }
    return split
  }

  #optional(node: RegexNode & { readonly kind: 'repeat' }, body: number, next: number): number {
    return this.add(node.greedy ? { op: 'split', next: body, other: next } : { op: 'split', next, other: body })
  }
}

/** Reads a regular expression in RE2's syntax: what a linear-time engine can do, so no backreferences and no lookaround. */
import { QueryError } from '../../common/errors.ts'
import { complementOf, escapedSets, foldCase, unicodeSet } from './character-sets.ts'
import { parseClass } from './parse-class.ts'
import { PatternCursor } from './pattern-cursor.ts'
import type { CharacterSet, ParsedRegex, RegexFlags, RegexNode } from './syntax.ts'

const MOST_NESTED = 200
const MOST_REPEATED = 1000

export function parseRegex(pattern: string, flags: RegexFlags): ParsedRegex {
  const parser = new RegexParser(pattern, flags)
  const node = parser.parseAll()
  return { node, groups: parser.groups, names: parser.names }
}

class RegexParser {
  groups = 0
  readonly names = new Map<string, number>()
  readonly #cursor: PatternCursor
  #flags: RegexFlags
  #depth = 0

  constructor(pattern: string, flags: RegexFlags) {
    this.#cursor = new PatternCursor(pattern)
    this.#flags = flags
  }

  parseAll(): RegexNode {
    const node = this.#choice()
    if (!this.#cursor.done) throw this.#cursor.error('has a closing parenthesis that nothing opened')
    return node
  }

  #choice(): RegexNode {
    if (++this.#depth > MOST_NESTED) throw this.#cursor.error(`is nested more than ${MOST_NESTED} deep`)
    const outer = this.#flags
    const nodes = [this.#sequence()]
    while (this.#cursor.accept('|')) nodes.push(this.#sequence())
    // Flags that were set inside the parentheses end with them.
    this.#flags = outer
    this.#depth--
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes }
  }

  #sequence(): RegexNode {
    const nodes: RegexNode[] = []
    while (!this.#cursor.done && !this.#cursor.at('|') && !this.#cursor.at(')')) {
      if (this.#cursor.accept('\\Q')) nodes.push(...this.#quoted())
      else nodes.push(this.#repeated(this.#atom()))
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'sequence', nodes }
  }

  #quoted(): readonly RegexNode[] {
    const text = this.#cursor.takeUntil('\\E')
    return Array.from(text, character => this.#set([codeOf(character), codeOf(character)]))
  }

  #repeated(atom: RegexNode): RegexNode {
    let node = atom
    for (let times = 0; ; times++) {
      const bounds = this.#quantifier()
      if (!bounds) return node
      if (times > 0) throw this.#cursor.error('has a quantifier after a quantifier')
      const lazy = this.#cursor.accept('?')
      if (this.#cursor.at('+')) throw this.#cursor.error('has a possessive quantifier, which is not supported')
      node = { kind: 'repeat', node, ...bounds, greedy: lazy === this.#flags.lazyByDefault }
    }
  }

  #quantifier(): { readonly min: number; readonly max: number } | undefined {
    if (this.#cursor.accept('*')) return { min: 0, max: Number.POSITIVE_INFINITY }
    if (this.#cursor.accept('+')) return { min: 1, max: Number.POSITIVE_INFINITY }
    if (this.#cursor.accept('?')) return { min: 0, max: 1 }
    const match = this.#cursor.acceptPattern(/\{(\d+)(,?)(\d*)\}/y)
    if (!match) return undefined
    const min = Number(match[1])
    const max = match[3] ? Number(match[3]) : match[2] ? Number.POSITIVE_INFINITY : min
    if (min > max) throw this.#cursor.error(`repeats ${match[0]}, which ends before it starts`)
    if (min > MOST_REPEATED || (Number.isFinite(max) && max > MOST_REPEATED))
      throw this.#cursor.error(`repeats more than ${MOST_REPEATED} times`)
    return { min, max }
  }

  #atom(): RegexNode {
    const character = this.#cursor.take()
    switch (character) {
      case '(':
        return this.#group()
      case '[':
        return { kind: 'set', ranges: parseClass(this.#cursor, this.#flags.ignoreCase) }
      case '.':
        return { kind: 'set', ranges: this.#flags.dotMatchesNewline ? [0, 0x10ffff] : complementOf([10, 10]) }
      case '^':
        return { kind: 'assert', what: this.#flags.multiline ? 'line-start' : 'text-start' }
      case '$':
        return { kind: 'assert', what: this.#flags.multiline ? 'line-end' : 'text-end' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        throw this.#cursor.error(`has nothing before '${character}'`)
      default:
        return this.#set([codeOf(character), codeOf(character)])
    }
  }

  #group(): RegexNode {
    const { groups } = this
    const looking = this.#cursor.acceptPattern(/\?<?[=!]/y)
    if (looking) throw this.#cursor.error(`uses '(${looking[0]}', and lookaround is not supported`)
    const named = this.#cursor.acceptPattern(/\?P?<(\w+)>/y)
    if (named?.[1] !== undefined) {
      if (this.names.has(named[1])) throw this.#cursor.error(`names the group ${named[1]} twice`)
      this.names.set(named[1], groups + 1)
    }
    if (!named && this.#cursor.accept('?')) return this.#flagGroup()
    this.groups++
    const node = this.#choice()
    this.#close()
    return { kind: 'group', node, index: groups + 1 }
  }

  /** `(?i)` to the end of the enclosing group, `(?i:…)` for its own. */
  #flagGroup(): RegexNode {
    const match = this.#cursor.acceptPattern(/([imsU]*)(?:-([imsU]+))?([:)])/y)
    if (!match) throw this.#cursor.error("has an unknown group after '(?'")
    const changed = withFlags(this.#flags, match[1] ?? '', match[2] ?? '')
    if (match[3] === ')') {
      this.#flags = changed
      return { kind: 'empty' }
    }
    const outer = this.#flags
    this.#flags = changed
    const node = this.#choice()
    this.#flags = outer
    this.#close()
    return node
  }

  #close(): void {
    if (!this.#cursor.accept(')')) throw this.#cursor.error('has a parenthesis that is not closed')
  }

  #escape(): RegexNode {
    const assertion = this.#cursor.acceptPattern(/[AzbB]/y)
    if (assertion) return { kind: 'assert', what: assertionOf(assertion[0]) }
    if (this.#cursor.acceptPattern(/[1-9]|k[<{]/y)) throw this.#cursor.error('uses a backreference, which is not supported')
    const property = this.#cursor.acceptPattern(/([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/y)
    if (property) return this.#property(property)
    const letter = this.#cursor.acceptPattern(/[dDwWsS]/y)
    // Sets by name are closed under case as far as RE2 cares.
    if (letter) return { kind: 'set', ranges: escapedSets.get(letter[0]) ?? [] }
    const code = this.#cursor.escapedCode()
    return this.#set([code, code])
  }

  #property(match: RegExpExecArray): RegexNode {
    const ranges = unicodeSet(match[3] ?? match[4] ?? '')
    if (!ranges) throw this.#cursor.error(`names the unknown property ${match[0]}`)
    const negated = (match[1] === 'P') !== (match[2] === '^')
    return { kind: 'set', ranges: negated ? complementOf(ranges) : ranges }
  }

  #set(ranges: CharacterSet): RegexNode {
    return { kind: 'set', ranges: this.#flags.ignoreCase ? foldCase(ranges) : ranges }
  }
}

function assertionOf(letter: string): 'text-start' | 'text-end' | 'word' | 'not-word' {
  if (letter === 'A') return 'text-start'
  if (letter === 'z') return 'text-end'
  return letter === 'b' ? 'word' : 'not-word'
}

function withFlags(flags: RegexFlags, on: string, off: string): RegexFlags {
  const value = (letter: string, before: boolean) => (on.includes(letter) ? true : off.includes(letter) ? false : before)
  return {
    ignoreCase: value('i', flags.ignoreCase),
    dotMatchesNewline: value('s', flags.dotMatchesNewline),
    multiline: value('m', flags.multiline),
    lazyByDefault: value('U', flags.lazyByDefault),
  }
}

function codeOf(character: string): number {
  const code = character.codePointAt(0)
  if (code === undefined)
    throw new QueryError('INTERNAL', 'A regular expression gave an empty character. This is a bug in locusql; please report it.')
  return code
}

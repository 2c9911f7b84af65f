/** Regular expressions in RE2's syntax. They run in linear time, so no pattern can hang a query. */
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { Regex } from '../../kernels/regex/regex.ts'
import type { Captures } from '../../kernels/regex/regex-machine.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { checkTextLength } from '../support/result-size.ts'
import { type RowFunction, rowFunction } from '../support/row-function.ts'
import { cachedRegex, isSoundPattern } from './regex-cache.ts'

const utf8: DataType = { kind: 'utf8' }
const texts: DataType = { kind: 'list', item: utf8 }

/** `optionsAt`: the argument that holds the options. */
function regexFunction(description: RowFunction, optionsAt: number): ScalarFunction {
  const fn = rowFunction(description)
  return { ...fn, safeFor: constants => isSoundPattern(constants[1], constants.length > optionsAt ? constants[optionsAt] : '') }
}

function groupText(text: string, match: Captures, group: number): string {
  const start = match[group * 2] ?? -1
  return start < 0 ? '' : text.slice(start, match[group * 2 + 1])
}

function checkGroup(regex: Regex, group: number): void {
  if (group >= 0 && group <= regex.groups) return
  throw new QueryError('EXECUTION', `The regular expression has no group ${group}; it has ${regex.groups}`)
}

function extract(text: string, pattern: string, group = 0, options = ''): string {
  const regex = cachedRegex(pattern, options)
  checkGroup(regex, group)
  const match = regex.find(text)
  return match ? groupText(text, match, group) : ''
}

function extractAll(text: string, pattern: string, group = 0, options = ''): readonly string[] {
  const regex = cachedRegex(pattern, options)
  checkGroup(regex, group)
  return Array.from(regex.findAll(text), match => groupText(text, match, group))
}

function replace(text: string, pattern: string, replacement: string, options = ''): string {
  const regex = cachedRegex(pattern, options)
  let result = ''
  let from = 0
  for (const match of regex.findAll(text)) {
    result += text.slice(from, match[0]) + expand(replacement, text, match)
    checkTextLength(result.length, 'regexp_replace')
    from = match[1] ?? from
    if (!options.includes('g')) break
  }
  return result + text.slice(from)
}

/** `\1` to `\9` are groups, `\0` and `\&` the whole match, `\\` a backslash. */
function expand(replacement: string, text: string, match: Captures): string {
  if (!replacement.includes('\\')) return replacement
  return replacement.replace(/\\(\d|&|\\)/g, (_whole, what: string) => {
    if (what === '\\') return '\\'
    return groupText(text, match, what === '&' ? 0 : Number(what))
  })
}

function split(text: string, pattern: string, options = ''): readonly string[] {
  const parts: string[] = []
  let from = 0
  for (const match of cachedRegex(pattern, options).findAll(text)) {
    const [start = 0, end = 0] = match
    // An empty match splits between characters, not before the first or after the last.
    if (end === 0 || (start === end && start === text.length)) continue
    parts.push(text.slice(from, start))
    from = end
  }
  return [...parts, text.slice(from)]
}

/** What the groups of the first match hold, or the whole of it where there are no groups; NULL where nothing matches. */
function groups(text: string, pattern: string, options = ''): readonly (string | null)[] | null {
  if (options.includes('g')) throw new QueryError('EXECUTION', "Function regexp_match finds one match; 'g' is for regexp_extract_all")
  const regex = cachedRegex(pattern, options)
  const match = regex.find(text)
  if (!match) return null
  if (regex.groups === 0) return [groupText(text, match, 0)]
  return Array.from({ length: regex.groups }, (_, i) => ((match[(i + 1) * 2] ?? -1) < 0 ? null : groupText(text, match, i + 1)))
}

export const regexpFunctions: readonly ScalarFunction[] = [
  regexFunction(
    {
      name: 'regexp_matches',
      aliases: ['regexp_like'],
      summary: 'Whether some part of a text matches a regular expression; the operator `~`.',
      example: "SELECT regexp_matches('chr10', '^chr[0-9]+$')",
      result: 'true',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: { kind: 'boolean' },
      compute: (text: string, pattern: string, options?: string) => cachedRegex(pattern, options).test(text),
    },
    2,
  ),
  regexFunction(
    {
      name: 'regexp_full_match',
      summary: 'Whether a whole text matches a regular expression.',
      example: "SELECT regexp_full_match('chr10', 'chr[0-9]')",
      result: 'false',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: { kind: 'boolean' },
      compute: (text: string, pattern: string, options?: string) => cachedRegex(`\\A(?:${pattern})\\z`, options).test(text),
    },
    2,
  ),
  regexFunction(
    {
      name: 'regexp_count',
      summary: 'How many parts of a text match a regular expression.',
      example: "SELECT regexp_count('ACGACG', 'CG')",
      result: '2',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: { kind: 'int32' },
      compute: (text: string, pattern: string, options?: string) => extractAll(text, pattern, 0, options).length,
    },
    2,
  ),
  regexFunction(
    {
      name: 'regexp_substr',
      summary: 'The first part of a text that matches a regular expression, or NULL.',
      example: "SELECT regexp_substr('sample_12', '[0-9]+')",
      result: '12',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: utf8,
      compute: (text: string, pattern: string, options?: string) => {
        const match = cachedRegex(pattern, options).find(text)
        return match ? groupText(text, match, 0) : null
      },
    },
    2,
  ),
  regexFunction(
    {
      name: 'regexp_instr',
      summary: 'Where a text first matches a regular expression (1 is the first character), or 0.',
      example: "SELECT regexp_instr('sample_12', '[0-9]+')",
      result: '8',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: { kind: 'int32' },
      compute: (text: string, pattern: string, options?: string) => {
        const match = cachedRegex(pattern, options).find(text)
        return match ? [...text.slice(0, match[0])].length + 1 : 0
      },
    },
    2,
  ),
  rowFunction({
    name: 'regexp_escape',
    summary: 'A text as the regular expression that matches it.',
    example: "SELECT regexp_escape('HLA-A*01')",
    result: 'HLA\\-A\\*01',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (text: string) => text.replace(/[^\w\u0080-\u{10ffff}]/gu, mark => `\\${mark}`),
  }),
  rowFunction({
    name: 'regexp_extract',
    summary: 'The first part of a text that matches, or what one of its groups holds; empty where nothing matches.',
    example: "SELECT regexp_extract('chr10:500', ':(\\d+)', 1)",
    result: '500',
    takes: ['text', 'text'],
    optional: ['integer', 'text'],
    gives: utf8,
    compute: extract,
  }),
  rowFunction({
    name: 'regexp_match',
    summary: 'What the groups of the first match hold, as a list; the whole match where there are no groups; NULL where nothing matches.',
    example: "SELECT regexp_match('chr10:500', '(\\w+):(\\d+)')",
    result: '[chr10, 500]',
    takes: ['text', 'text'],
    optional: ['text'],
    gives: texts,
    compute: groups,
  }),
  rowFunction({
    name: 'regexp_extract_all',
    summary: 'All parts of a text that match, or what one of their groups holds, as a list.',
    example: "SELECT regexp_extract_all('10M2D5M', '\\d+')",
    result: '[10, 2, 5]',
    takes: ['text', 'text'],
    optional: ['integer', 'text'],
    gives: texts,
    compute: extractAll,
  }),
  rowFunction({
    name: 'regexp_replace',
    summary: "The text with the first match replaced, or with the option 'g' every match; \\1 stands for the first group.",
    example: "SELECT regexp_replace('chr10', 'chr(.*)', '\\1')",
    result: '10',
    takes: ['text', 'text', 'text'],
    optional: ['text'],
    gives: utf8,
    compute: replace,
  }),
  regexFunction(
    {
      name: 'regexp_split_to_array',
      aliases: ['string_split_regex', 'str_split_regex', 'regexp_split'],
      summary: 'The parts of a text between matches of a regular expression, as a list.',
      example: "SELECT regexp_split_to_array('A, T;G', '[,;] *')",
      result: '[A, T, G]',
      takes: ['text', 'text'],
      optional: ['text'],
      gives: texts,
      compute: split,
    },
    2,
  ),
]

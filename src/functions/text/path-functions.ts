/** The parts of a file's path; both / and \ part its folders. */
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

const utf8 = { kind: 'utf8' } as const

function parts(path: string): readonly string[] {
  return path.split(/[/\\]+/).filter((part, i) => part !== '' || i === 0)
}

export const pathFunctions: readonly ScalarFunction[] = [
  rowFunction({
    name: 'parse_filename',
    summary: 'The name of the file at the end of a path; true as second argument leaves out its extension.',
    example: "SELECT parse_filename('data/calls.vcf', true)",
    result: 'calls',
    safe: true,
    takes: ['text'],
    optional: ['boolean'],
    gives: utf8,
    compute: (path: string, withoutExtension = false) => {
      const name = path.split(/[/\\]/).at(-1) ?? ''
      return withoutExtension ? name.replace(/(?<=.)\.[^.]*$/, '') : name
    },
  }),
  rowFunction({
    name: 'parse_dirname',
    summary: 'The first folder of a path.',
    example: "SELECT parse_dirname('data/2024/calls.vcf')",
    result: 'data',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (path: string) => (/[/\\]/.test(path) ? path.split(/[/\\]/)[0] || path.charAt(0) : ''),
  }),
  rowFunction({
    name: 'parse_dirpath',
    summary: 'The path without the name of its file.',
    example: "SELECT parse_dirpath('data/2024/calls.vcf')",
    result: 'data/2024',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (path: string) => path.slice(0, Math.max(0, path.search(/[/\\][^/\\]*$/))),
  }),
  rowFunction({
    name: 'parse_path',
    summary: 'The folders of a path and its file, as a list.',
    example: "SELECT parse_path('data/2024/calls.vcf')",
    result: '[data, 2024, calls.vcf]',
    safe: true,
    takes: ['text'],
    gives: { kind: 'list', item: utf8 },
    compute: (path: string) => (path.startsWith('/') ? ['/', ...parts(path).slice(1)] : parts(path)),
  }),
]

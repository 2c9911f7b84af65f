/** Finds imports that the layer table forbids, cycles between files, `node:` outside its places, and one format importing another. */
import path from 'node:path/posix'
import { entryPoints, formatImports, layers, nodePlaces, sharedFormatFolders } from './layer-table.ts'

export interface SourceFile {
  /** Relative to src/, with forward slashes. */
  readonly path: string
  readonly text: string
}

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
  readonly dynamic: boolean
}

/** One sentence a violation; an empty list is a sound house. */
export function checkLayers(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map(file => file.path))
  const complaints: string[] = []
  const graph = new Map<string, string[]>()
  for (const file of files) {
    const edges: string[] = []
    graph.set(file.path, edges)
    for (const found of importsOf(file.text)) {
      if (found.specifier.startsWith('node:') && !nodePlaces.some(place => file.path.startsWith(place))) {
        complaints.push(`${file.path} imports ${found.specifier}: only ${nodePlaces.join(', ')} may.`)
      }
      if (!found.specifier.startsWith('.')) continue
      const target = path.normalize(path.join(path.dirname(file.path), found.specifier))
      if (!known.has(target)) {
        complaints.push(`${file.path} imports ${found.specifier}, which is no file of src/.`)
        continue
      }
      // A type or a dynamic import does not run when the module loads: it cannot make a loading cycle.
      if (!found.typeOnly && !found.dynamic) edges.push(target)
      const complaint = forbidden(file.path, target, found)
      if (complaint !== undefined) complaints.push(complaint)
    }
  }
  return [...complaints, ...cycles(graph)]
}

function forbidden(from: string, to: string, found: Import): string | undefined {
  if (entryPoints.includes(from)) return undefined
  if (entryPoints.includes(to)) return `${from} imports the entry point ${to}.`
  const [fromRoom = '', fromFormat] = from.split('/')
  const [toRoom = '', toFormat] = to.split('/')
  const allowed = layers[fromRoom]
  if (allowed === undefined) return `${from} stands in a room that the layer table does not name.`
  if (fromRoom === 'formats' && toRoom === 'formats') return forbiddenFormat({ from, to, fromFormat, toFormat, dynamic: found.dynamic })
  if (fromRoom === toRoom || allowed.includes(toRoom)) return undefined
  if (allowed.includes(`${toRoom} types`))
    return found.typeOnly ? undefined : `${from} imports values of ${to}: ${fromRoom} may import only types of ${toRoom}.`
  return `${from} imports ${to}: ${fromRoom} may not import ${toRoom}.`
}

function forbiddenFormat(edge: {
  from: string
  to: string
  fromFormat?: string | undefined
  toFormat?: string | undefined
  dynamic: boolean
}): string | undefined {
  const { from, to, fromFormat = '', toFormat = '' } = edge
  const fromShared = from.split('/').length === 2
  const toShared = to.split('/').length === 2 || sharedFormatFolders.includes(toFormat)
  if (toShared || fromFormat === toFormat) return undefined
  // The list of formats loads each on first use.
  if (fromShared) return undefined
  return formatImports[fromFormat]?.includes(toFormat) ? undefined : `${from} imports ${to}: one format may not import another.`
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g

function importsOf(text: string): readonly Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  return [...code.matchAll(importPattern)].map(match => ({
    // One of the two groups matched, by the pattern.
    specifier: (match[2] ?? match[3])!,
    typeOnly: match[1] !== undefined,
    dynamic: match[3] !== undefined,
  }))
}

function cycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const state = new Map<string, 'open' | 'done'>()
  const stack: string[] = []
  const found: string[] = []
  const visit = (file: string): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push(`Cycle: ${[...stack.slice(stack.indexOf(file)), file].join(' -> ')}`)
      return
    }
    state.set(file, 'open')
    stack.push(file)
    for (const next of graph.get(file) ?? []) visit(next)
    stack.pop()
    state.set(file, 'done')
  }
  for (const file of graph.keys()) visit(file)
  return found
}

/** Which format a file has: by its name, else by its first bytes. */
import { QueryError } from '../common/errors.ts'
import { locationPath } from '../common/location-path.ts'
import { type FormatEntry, type FormatName, fileFormats } from '../formats/index.ts'
import type { ByteSource } from '../io/byte-source.ts'
import { detectCompression } from '../io/detect-compression.ts'
import { openText } from '../io/lines/open-text.ts'
import { formatNames } from './format-names.ts'
import type { SessionPlatform } from './session-platform.ts'

export async function detectFormat(location: string, { store, codecs }: SessionPlatform): Promise<FormatName> {
  const byName = formatOfName(location)
  if (byName) return byName
  const source = await store.open(location)
  try {
    const head = await readHead(source, codecs)
    const found = formatNames.find(name => magicOf(name).some(magic => head.startsWith(magic)))
    if (found) return found
  } finally {
    await source.close()
  }
  // The extensions of compressed files say no more than those without.
  const extensions = formatNames.flatMap(name => fileFormats[name].extensions).filter(extension => !/\.(gz|bgz|bgzf)$/.test(extension))
  const formats = formatNames.map(name => `read_${name}('…')`)
  throw new QueryError(
    'PLAN',
    `The format of ${location} is not known: its name has none of ${extensions.join(', ')}, and its first bytes tell nothing. Say it: ${formats.join(', ')}.`,
    { location },
  )
}

/** The longest extension wins; case and the query of a URL (`?token=`) do not matter. */
export function formatOfName(location: string): FormatName | undefined {
  const name = locationPath(location).toLowerCase()
  let best: { readonly format: FormatName; readonly length: number } | undefined
  for (const format of formatNames) {
    for (const extension of fileFormats[format].extensions) {
      if (name.endsWith(extension) && extension.length > (best?.length ?? 0)) best = { format, length: extension.length }
    }
  }
  return best?.format
}

/** The beginning of the text, inflated, as Latin-1: magic words are ASCII. */
async function readHead(source: ByteSource, codecs: SessionPlatform['codecs']): Promise<string> {
  const text = await openText({ source, codecs, compression: await detectCompression(source) })
  try {
    await text.fill()
    return String.fromCharCode(...text.buffer.bytes().subarray(0, 256)).replace(/^\u00ef\u00bb\u00bf/, '')
  } finally {
    await text.close()
  }
}

function magicOf(name: FormatName): readonly string[] {
  const entry: FormatEntry = fileFormats[name]
  return entry.magic ?? []
}

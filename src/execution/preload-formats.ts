/** Loads what the fragments over some files will need, in a thread that has nothing to do yet. */
import { fileFormats } from '../formats/index.ts'
import { inflateModule } from '../io/inflate/inflate-module.ts'

export async function preloadFormats(files: readonly string[]): Promise<void> {
  const formats = Object.values(fileFormats).filter(({ extensions }) =>
    extensions.some(extension => files.some(file => file.toLowerCase().endsWith(extension))),
  )
  await Promise.all([inflateModule(), ...formats.map(format => format.load())])
}

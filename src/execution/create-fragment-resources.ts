/** What a worker needs to run fragments: the platform's bytes and codecs, with all built-in functions and formats. Limits come with each fragment. */
import { loadFileFormat } from '../formats/load-file-format.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'
import type { FragmentResources } from './fragment-resources.ts'

export function createFragmentResources(platform: {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
}): Omit<FragmentResources, 'limits'> {
  return { ...platform, functions: createFunctionRegistry(), loadFormat: loadFileFormat }
}

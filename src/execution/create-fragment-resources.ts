/** What a thread needs to run fragments: the platform's bytes and codecs, with all built-in functions and formats. */
import { loadFileFormat } from '../formats/load-file-format.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'
import { defaultLimits } from './fragment-limits.ts'
import type { FragmentResources } from './fragment-resources.ts'

export function createFragmentResources(platform: { readonly store: ObjectStore; readonly codecs: CodecRegistry }): FragmentResources {
  return { ...platform, functions: createFunctionRegistry(), limits: defaultLimits, loadFormat: loadFileFormat }
}

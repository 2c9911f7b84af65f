/** Making structs. Fields are read by the `field` expression. */
import type { ScalarFunction } from '../function-registry.ts'

export const structFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'struct_pack',
    summary: "A struct of named values: `{'a': 1}`.",
    example: "SELECT {'a': 1, 'b': 'x'}",
    result: "{'a': 1, 'b': x}",
    safe: true,
    // The names stand in the type that the binder makes; without it they are v1, v2, …
    resultType: types => ({ kind: 'struct', fields: types.map((type, i) => ({ name: `v${i + 1}`, type, nullable: true })) }),
    evaluate: (args, numRows, type) => ({ type, length: numRows, nullCount: 0, values: new Uint8Array(0), children: args }),
  },
]

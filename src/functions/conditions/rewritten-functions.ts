/** Functions that the binder turns into other expressions, so that they share their laziness and their kernels; described here for SHOW FUNCTIONS. */
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'

type Description = Pick<ScalarFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>

function rewritten(description: Description): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    resultType: () => undefined,
    evaluate: () => {
      throw new QueryError('INTERNAL', `A call of ${description.name} reached evaluation. This is a bug in locusql; please report it.`)
    },
  }
}

export const rewrittenFunctions: readonly ScalarFunction[] = [
  rewritten({
    name: 'if',
    aliases: ['iff', 'iif'],
    summary: 'The second argument where the first is TRUE, else the third, or NULL without one; only the one that is taken is evaluated.',
    example: "SELECT if(1 < 2, 'yes', 'no')",
    result: 'yes',
  }),
  rewritten({
    name: 'nvl2',
    summary: 'The second argument where the first is not NULL, else the third.',
    example: "SELECT nvl2(NULL, 'there', 'missing')",
    result: 'missing',
  }),
  rewritten({ name: 'add', summary: 'The sum: `a + b`.', example: 'SELECT add(1, 2)', result: '3' }),
  rewritten({ name: 'subtract', summary: 'The difference: `a - b`.', example: 'SELECT subtract(5, 2)', result: '3' }),
  rewritten({ name: 'multiply', summary: 'The product: `a * b`.', example: 'SELECT multiply(3, 2)', result: '6' }),
  rewritten({
    name: 'divide',
    summary: 'The quotient: `a / b`; of integers without its fraction.',
    example: 'SELECT divide(7, 2)',
    result: '3',
  }),
  rewritten({ name: 'mod', summary: 'The remainder of a division: `a % b`.', example: 'SELECT mod(7, 3)', result: '1' }),
  rewritten({ name: 'xor', summary: 'The bits that two integers do not share: `a # b`.', example: 'SELECT xor(17, 5)', result: '20' }),
  rewritten({
    name: 'date_add',
    summary: 'A date or timestamp moved by an interval.',
    example: "SELECT date_add(DATE '2024-01-31', INTERVAL 1 MONTH)",
    result: '2024-02-29 00:00:00',
  }),
  rewritten({
    name: 'list_transform',
    aliases: ['array_transform', 'list_apply', 'array_apply', 'apply'],
    summary: 'The list with a lambda applied to each item; a second parameter of the lambda is the place of the item, from 1.',
    example: 'SELECT list_transform([1, 2, 3], x -> x * 10)',
    result: '[10, 20, 30]',
  }),
  rewritten({
    name: 'list_filter',
    aliases: ['array_filter', 'filter'],
    summary: 'The items for which a lambda is TRUE; a second parameter of the lambda is the place of the item, from 1.',
    example: 'SELECT list_filter([1, 2, 3], x -> x > 1)',
    result: '[2, 3]',
  }),
  rewritten({
    name: 'list_reduce',
    aliases: ['array_reduce', 'reduce'],
    summary:
      'One value from all items: a lambda of what is there so far and the next item, beginning with the first item or the third argument.',
    example: 'SELECT list_reduce([1, 2, 3], (sum, x) -> sum + x)',
    result: '6',
  }),
  rewritten({
    name: 'arrow_cast',
    summary: "A cast to a type as Arrow writes it: 'Int64', 'Utf8', 'Timestamp(Microsecond, None)', 'List(Int32)', 'Decimal128(10, 2)'.",
    example: "SELECT arrow_cast('12', 'Int64') + 1",
    result: '13',
  }),
  rewritten({
    name: 'named_struct',
    summary: "A struct of names and values in turn: `{'a': 1}`.",
    example: "SELECT named_struct('a', 1, 'b', 'x')",
    result: "{'a': 1, 'b': x}",
  }),
  rewritten({
    name: 'generate_subscripts',
    summary: 'A row for each place of a list; the second argument is the dimension 1.',
    example: "SELECT max(place) FROM (SELECT generate_subscripts(['a', 'b'], 1) AS place)",
    result: '2',
  }),
  rewritten({
    name: 'empty',
    aliases: ['list_empty', 'array_empty'],
    summary: 'Whether a list has no items.',
    example: 'SELECT empty([1])',
    result: 'false',
  }),
  rewritten({
    name: 'total',
    summary: 'The sum as a DOUBLE; 0 where there are no values.',
    example: 'SELECT total(x) FROM (VALUES (1), (2)) AS t(x)',
    result: '3',
  }),
  rewritten({ name: 'iszero', summary: 'Whether a number is 0.', example: 'SELECT iszero(0)', result: 'true' }),
  rewritten({
    name: 'nanvl',
    summary: 'The first argument, or the second where the first is NaN.',
    example: "SELECT nanvl('NaN'::DOUBLE, 0)",
    result: '0',
  }),
  rewritten({
    name: 'current_database',
    summary: 'The database of the session: memory.',
    example: 'SELECT current_database()',
    result: 'memory',
  }),
  rewritten({
    name: 'current_schema',
    summary: 'The schema that names are looked up in: main.',
    example: 'SELECT current_schema()',
    result: 'main',
  }),
  rewritten({
    name: 'struct_extract',
    aliases: ['get_field'],
    summary: 'A field of a struct by its name: `s.name`.',
    example: "SELECT struct_extract({'a': 1, 'b': 2}, 'b')",
    result: '2',
  }),
]

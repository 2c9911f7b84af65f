/** The parameters of a function: which types fit, and to which types the binder casts them. */
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { isInteger, isMoment, isNumeric, isTemporal, isText } from '../../kernels/type-classes.ts'
import type { FunctionDescription } from '../function-registry.ts'

/**
 * text: utf8. printable: anything, as utf8. integer, number, boolean, list, any: as they are, and what evaluates them reads every number type.
 * A number that is a decimal comes as float64, an exact number as it is; an exact integer is not rounded where it is read. moment: a date or a timestamp; temporal: or an interval; or a time of day.
 * NULL fits everywhere.
 */
export type Parameter =
  | 'text'
  | 'printable'
  | 'integer'
  | 'number'
  | 'exact number'
  | 'boolean'
  | 'list'
  | 'binary'
  | 'moment'
  | 'interval'
  | 'temporal'
  | 'temporal or time'
  | 'exact integer'
  | 'any'

export interface Parameters {
  readonly required: readonly Parameter[]
  readonly optional?: readonly Parameter[]
  /** Any number of further arguments. */
  readonly rest?: Parameter
}

export type ResultRule = DataType | ((types: readonly DataType[], constants: readonly (Scalar | undefined)[]) => DataType | undefined)
type Signature = Required<Pick<FunctionDescription, 'resultType' | 'parameterTypes'>>

/** `result` gets the types after casting. */
export function signature(parameters: Parameters, result: ResultRule): Signature {
  const parameterTypes = (types: readonly DataType[]) => types.map((type, i) => castType(parameterAt(parameters, i) ?? 'any', type))
  return {
    parameterTypes,
    resultType: (types, constants = []) => {
      if (!accepts(parameters, types)) return undefined
      return typeof result === 'function' ? result(parameterTypes(types), constants) : result
    },
  }
}

function accepts(parameters: Parameters, types: readonly DataType[]): boolean {
  const { required, optional = [], rest } = parameters
  if (types.length < required.length || (!rest && types.length > required.length + optional.length)) return false
  return types.every((type, i) => fits(parameterAt(parameters, i) ?? 'any', type))
}

function parameterAt({ required, optional = [], rest }: Parameters, index: number): Parameter | undefined {
  return [...required, ...optional][index] ?? rest
}

function fits(parameter: Parameter, type: DataType): boolean {
  if (type.kind === 'null') return true
  switch (parameter) {
    case 'text':
      return isText(type)
    case 'integer':
    case 'exact integer':
      return isInteger(type)
    case 'number':
    case 'exact number':
      return isNumeric(type)
    case 'boolean':
      return type.kind === 'boolean'
    case 'list':
      return type.kind === 'list'
    case 'binary':
    case 'interval':
      return type.kind === parameter
    case 'moment':
      return isMoment(type)
    case 'temporal':
      return isTemporal(type) && type.kind !== 'time'
    case 'temporal or time':
      return isTemporal(type)
    case 'printable':
    case 'any':
      return true
  }
}

function castType(parameter: Parameter, type: DataType): DataType {
  switch (parameter) {
    case 'text':
    case 'printable':
      return { kind: 'utf8' }
    case 'integer':
    case 'exact integer':
      return type.kind === 'null' ? { kind: 'int64' } : type
    case 'number':
      return type.kind === 'null' || type.kind === 'decimal' ? { kind: 'float64' } : type
    case 'exact number':
      return type.kind === 'null' ? { kind: 'float64' } : type
    case 'boolean':
      return { kind: 'boolean' }
    case 'list':
      return type.kind === 'null' ? { kind: 'list', item: { kind: 'null' } } : type
    case 'binary':
    case 'interval':
      return { kind: parameter }
    case 'moment':
    case 'temporal':
    case 'temporal or time':
      return type.kind === 'null' ? { kind: 'timestamp', unit: 'us' } : type
    case 'any':
      return type
  }
}

/** All built-in scalar functions, by topic; SHOW FUNCTIONS lists them in this order. */
import { cigarFunctions } from './alignment/cigar-functions.ts'
import { flagFunctions } from './alignment/flag-functions.ts'
import { qualityFunctions } from './alignment/quality-functions.ts'
import { sequenceFunctions } from './alignment/sequence-functions.ts'
import { extremeFunctions } from './conditions/extreme-functions.ts'
import { nullFunctions } from './conditions/null-functions.ts'
import { rewrittenFunctions } from './conditions/rewritten-functions.ts'
import { valueFunctions } from './conditions/value-functions.ts'
import type { ScalarFunction } from './function-registry.ts'
import { fastaFunctions } from './genomic/fasta-functions.ts'
import { intervalFunctions } from './genomic/interval-functions.ts'
import { regionFunctions } from './genomic/region-functions.ts'
import { variantFunctions } from './genomic/variant-functions.ts'
import { listAggregateFunctions } from './nested/list-aggregate-functions.ts'
import { listChangeFunctions } from './nested/list-change-functions.ts'
import { listFunctions } from './nested/list-functions.ts'
import { listMembershipFunctions } from './nested/list-membership-functions.ts'
import { listPlaceFunctions } from './nested/list-place-functions.ts'
import { listSetFunctions } from './nested/list-set-functions.ts'
import { seriesFunctions } from './nested/series-functions.ts'
import { structFunctions } from './nested/struct-functions.ts'
import { vectorFunctions } from './nested/vector-functions.ts'
import { angleFunctions } from './numbers/angle-functions.ts'
import { exponentFunctions } from './numbers/exponent-functions.ts'
import { hyperbolicFunctions } from './numbers/hyperbolic-functions.ts'
import { integerFunctions } from './numbers/integer-functions.ts'
import { numberFunctions } from './numbers/number-functions.ts'
import { roundingFunctions } from './numbers/rounding-functions.ts'
import { signFunctions } from './numbers/sign-functions.ts'
import { buildFunctions } from './text/build-functions.ts'
import { caseFunctions } from './text/case-functions.ts'
import { distanceFunctions } from './text/distance-functions.ts'
import { encodingFunctions } from './text/encoding-functions.ts'
import { formatTextFunctions } from './text/format-text-functions.ts'
import { joinFunctions } from './text/join-functions.ts'
import { lengthFunctions } from './text/length-functions.ts'
import { pathFunctions } from './text/path-functions.ts'
import { regexpFunctions } from './text/regexp-functions.ts'
import { searchFunctions } from './text/search-functions.ts'
import { sliceFunctions } from './text/slice-functions.ts'
import { trimFunctions } from './text/trim-functions.ts'
import { unicodeFunctions } from './text/unicode-functions.ts'
import { formatFunctions } from './time/format-functions.ts'
import { makeFunctions } from './time/make-functions.ts'
import { nowFunctions } from './time/now-functions.ts'
import { partFunctions } from './time/part-functions.ts'
import { stepFunctions } from './time/step-functions.ts'

export const scalarFunctions: readonly ScalarFunction[] = [
  ...lengthFunctions,
  ...caseFunctions,
  ...sliceFunctions,
  ...trimFunctions,
  ...searchFunctions,
  ...buildFunctions,
  ...joinFunctions,
  ...regexpFunctions,
  ...formatTextFunctions,
  ...encodingFunctions,
  ...distanceFunctions,
  ...unicodeFunctions,
  ...pathFunctions,
  ...signFunctions,
  ...roundingFunctions,
  ...exponentFunctions,
  ...angleFunctions,
  ...numberFunctions,
  ...integerFunctions,
  ...hyperbolicFunctions,
  ...partFunctions,
  ...stepFunctions,
  ...makeFunctions,
  ...formatFunctions,
  ...nowFunctions,
  ...nullFunctions,
  ...extremeFunctions,
  ...valueFunctions,
  ...rewrittenFunctions,
  ...listFunctions,
  ...listMembershipFunctions,
  ...listPlaceFunctions,
  ...listSetFunctions,
  ...listChangeFunctions,
  ...vectorFunctions,
  ...listAggregateFunctions,
  ...seriesFunctions,
  ...structFunctions,
  ...flagFunctions,
  ...cigarFunctions,
  ...sequenceFunctions,
  ...qualityFunctions,
  ...intervalFunctions,
  ...fastaFunctions,
  ...variantFunctions,
  ...regionFunctions,
]

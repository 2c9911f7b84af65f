/** Intervals from text: '1 year 2 months', '3 days 04:05:06.7', '-1 day', '2 hours ago', '1-2 year to month', 'P1Y2M3DT4H'. */
import type { IntervalValue } from '../columnar/interval-value.ts'

const SECOND = 1_000_000
const DAY = 86_400 * SECOND

/** What one of a unit is: months, days or microseconds. */
interface Unit {
  readonly months?: number
  readonly days?: number
  readonly microseconds?: number
}

const units: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...spelled({ months: 12_000 }, 'millennium millennia millenniums mil mils'),
  ...spelled({ months: 1200 }, 'century centuries c cent'),
  ...spelled({ months: 120 }, 'decade decades dec decs'),
  ...spelled({ months: 12 }, 'year years y yr yrs'),
  ...spelled({ months: 3 }, 'quarter quarters'),
  ...spelled({ months: 1 }, 'month months mon mons'),
  ...spelled({ days: 7 }, 'week weeks w'),
  ...spelled({ days: 1 }, 'day days d'),
  ...spelled({ microseconds: 3600 * SECOND }, 'hour hours h hr hrs'),
  ...spelled({ microseconds: 60 * SECOND }, 'minute minutes m min mins'),
  ...spelled({ microseconds: SECOND }, 'second seconds s sec secs'),
  ...spelled({ microseconds: 1000 }, 'millisecond milliseconds ms msec msecs'),
  ...spelled({ microseconds: 1 }, 'microsecond microseconds us usec usecs'),
])

function spelled(unit: Unit, names: string): readonly (readonly [string, Unit])[] {
  return names.split(' ').map(name => [name, unit] as const)
}

/** Sums in doubles; checked at the end. */
class Sum {
  months = 0
  days = 0
  microseconds = 0

  /** Fractions of months become days of 30 to the month, fractions of days become hours, as in PostgreSQL. */
  add(count: number, unit: Unit): void {
    if (unit.months !== undefined) {
      const months = count * unit.months
      this.months += Math.trunc(months)
      if (unit.months === 1) this.addDays(round(months - Math.trunc(months)) * 30)
    } else if (unit.days !== undefined) this.addDays(count * unit.days)
    else this.microseconds += Math.round(count * (unit.microseconds ?? 1))
  }

  private addDays(days: number): void {
    this.days += Math.trunc(days)
    this.microseconds += Math.round(round(days - Math.trunc(days)) * DAY)
  }
}

/** 0.1 and not 0.10000000000000009, which a difference of doubles leaves. */
function round(value: number): number {
  return Math.round(value * 1e12) / 1e12
}

export function parseInterval(text: string): IntervalValue | undefined {
  const words = text.trim().toLowerCase()
  const iso = /^(-?)p(?=\S)/.exec(words)
  const sum = iso ? isoSum(words.slice(iso[0].length), iso[1] === '-' ? -1 : 1) : plainSum(words)
  if (!sum) return undefined
  const { months, days, microseconds } = sum
  if (Math.abs(months) > 2 ** 31 - 1 || Math.abs(days) > 2 ** 31 - 1 || Math.abs(microseconds) > 2 ** 53) return undefined
  return { months: months + 0, days: days + 0, microseconds: BigInt(microseconds) }
}

const NUMBER = String.raw`([+-]?)\s*(\d+(?:\.\d*)?|\.\d+)`
const clock = /^([+-]?)(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?(?=\s|$)/
const yearMonth = /^([+-]?)(\d+)-(\d+)(?=\s|$)/
const counted = new RegExp(`^${NUMBER}\\s*([a-zµ]+)`)
const bareDays = new RegExp(`^${NUMBER}\\s+(?=[+-]?\\d+:)`)
const bareSeconds = new RegExp(`^${NUMBER}$`)

function plainSum(words: string): Sum | undefined {
  const sum = new Sum()
  const fields = words.replace(/\s+[a-z]+ to [a-z]+$/, '')
  const ago = /\s+ago$/.exec(fields)
  let rest = (ago ? fields.slice(0, ago.index) : fields).replace(/^@\s*/, '')
  if (rest === '') return undefined
  while (rest !== '') {
    const length = addField(sum, rest)
    if (length === 0) return undefined
    rest = rest.slice(length).replace(/^[\s,]+(and\s+)?/, '')
  }
  if (ago) {
    sum.months = -sum.months
    sum.days = -sum.days
    sum.microseconds = -sum.microseconds
  }
  return sum
}

/** The length of the field that the text begins with; 0: none. */
function addField(sum: Sum, rest: string): number {
  const time = clock.exec(rest)
  if (time) {
    const [whole, sign, hours, minutes, seconds = '0'] = time
    if (Number(minutes) > 59 || Number(seconds) >= 60) return 0
    const total = Number(hours) * 3600 * SECOND + Number(minutes) * 60 * SECOND + Math.round(Number(seconds) * SECOND)
    sum.microseconds += sign === '-' ? -total : total
    return whole.length
  }
  const years = yearMonth.exec(rest)
  if (years) {
    sum.months += (years[1] === '-' ? -1 : 1) * (Number(years[2]) * 12 + Number(years[3]))
    return years[0].length
  }
  const number = counted.exec(rest) ?? bareDays.exec(rest) ?? bareSeconds.exec(rest)
  const unit =
    number &&
    (number[3] !== undefined ? units.get(number[3]) : { [rest.includes(':') ? 'days' : 'microseconds']: rest.includes(':') ? 1 : SECOND })
  if (!number || !unit) return 0
  sum.add((number[1] === '-' ? -1 : 1) * Number(number[2]), unit)
  return number[0].length
}

/** After the P of ISO 8601. */
function isoSum(words: string, sign: 1 | -1): Sum | undefined {
  const parts =
    /^(?:(-?[\d.]+)y)?(?:(-?[\d.]+)m)?(?:(-?[\d.]+)w)?(?:(-?[\d.]+)d)?(?:t(?:(-?[\d.]+)h)?(?:(-?[\d.]+)m)?(?:(-?[\d.]+)s)?)?$/.exec(words)
  if (!parts) return undefined
  const sum = new Sum()
  for (const [i, name] of ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'].entries()) {
    const count = Number(parts[i + 1] ?? 0)
    const unit = units.get(name)
    if (Number.isNaN(count) || !unit) return undefined
    sum.add(sign * count, unit)
  }
  return sum
}

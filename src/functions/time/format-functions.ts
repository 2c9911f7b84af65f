/** Times as text and back, with the directives of strftime. */
import { civilOf, isoWeekday } from '../../columnar/calendar.ts'
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { checkTextLength } from '../support/result-size.ts'
import { rowFunction } from '../support/row-function.ts'
import { DAYS, formatTime, MONTHS } from './format-time.ts'
import { parseTime } from './parse-time.ts'
import { dayTimeOf } from './time-parts.ts'

const utf8 = { kind: 'utf8' } as const
const timestamp = { kind: 'timestamp', unit: 'us' } as const

export const formatFunctions: readonly ScalarFunction[] = [
  rowFunction({
    name: 'strftime',
    aliases: ['to_char', 'date_format'],
    summary:
      'A time as text: %Y year, %m month, %d day, %H hour, %M minute, %S second, %f microseconds, %a %A weekday, %b %B month, %j day of the year …',
    example: "SELECT strftime(DATE '2024-03-05', '%a, %-d %B %Y')",
    result: 'Tue, 5 March 2024',
    takes: ['moment', 'text'],
    gives: utf8,
    compute: (time: bigint, format: string) => {
      checkTextLength(format.length, 'strftime')
      return formatTime(dayTimeOf(time), format)
    },
  }),
  rowFunction({
    name: 'strptime',
    summary: 'The time that a text gives in a format of strftime.',
    example: "SELECT strptime('5 March 2024 17:30', '%d %B %Y %H:%M')",
    result: '2024-03-05 17:30:00',
    takes: ['text', 'text'],
    gives: timestamp,
    compute: (text: string, format: string) => {
      const time = parseTime(text, format)
      if (time !== undefined) return time
      throw new QueryError('EXECUTION', `'${text}' is no time of the format '${format}'; try_strptime gives NULL instead`)
    },
  }),
  rowFunction({
    name: 'try_strptime',
    summary: 'The time that a text gives in a format of strftime, or NULL.',
    example: "SELECT try_strptime('soon', '%Y-%m-%d') IS NULL",
    result: 'true',
    takes: ['text', 'text'],
    gives: timestamp,
    compute: (text: string, format: string) => parseTime(text, format) ?? null,
  }),
  rowFunction({
    name: 'dayname',
    summary: 'The English name of the weekday.',
    example: "SELECT dayname(DATE '2024-03-05')",
    result: 'Tuesday',
    safe: true,
    takes: ['moment'],
    gives: utf8,
    compute: (time: bigint) => DAYS[isoWeekday(dayTimeOf(time).days) % 7] ?? '',
  }),
  rowFunction({
    name: 'monthname',
    summary: 'The English name of the month.',
    example: "SELECT monthname(DATE '2024-03-05')",
    result: 'March',
    safe: true,
    takes: ['moment'],
    gives: utf8,
    compute: (time: bigint) => MONTHS[civilOf(dayTimeOf(time).days).month - 1] ?? '',
  }),
]

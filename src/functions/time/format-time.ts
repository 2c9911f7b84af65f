/** strftime: a time as text by a format. */
import { civilOf, daysOf, isoWeek, isoWeekday } from '../../columnar/calendar.ts'
import { dateText } from '../../columnar/scalar-text.ts'
import { QueryError } from '../../common/errors.ts'
import { type DayTime, SECOND } from './time-parts.ts'

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `%-d` leaves out the zero of `%d`. */
export function formatTime(time: DayTime, format: string): string {
  return format.replace(/%(-?)(.|$)/gsu, (written, minus: string, directive: string) => {
    const value = directiveText(time, directive)
    if (value === undefined) throw new QueryError('EXECUTION', `Function strftime knows no ${written}; write %% for a percent sign`)
    return minus === '' ? value : value.replace(/^0+(?=\d)/, '')
  })
}

function directiveText(time: DayTime, directive: string): string | undefined {
  const { days, microseconds } = time
  const { year, month, day } = civilOf(days)
  const hour = Math.floor(microseconds / (3600 * SECOND))
  const two = (value: number) => String(value).padStart(2, '0')
  const minute = Math.floor(microseconds / (60 * SECOND)) % 60
  const second = Math.floor(microseconds / SECOND) % 60
  const fraction = microseconds % SECOND
  switch (directive) {
    case 'Y':
      return String(year)
    case 'y':
      return two(((year % 100) + 100) % 100)
    case 'm':
      return two(month)
    case 'd':
      return two(day)
    case 'H':
      return two(hour)
    case 'I':
      return two(hour % 12 === 0 ? 12 : hour % 12)
    case 'p':
      return hour < 12 ? 'AM' : 'PM'
    case 'M':
      return two(minute)
    case 'S':
      return two(second)
    case 'f':
      return String(fraction).padStart(6, '0')
    case 'g':
      return String(Math.floor(fraction / 1000)).padStart(3, '0')
    case 'n':
      return String(fraction * 1000).padStart(9, '0')
    case 'a':
      return DAYS[isoWeekday(days) % 7]?.slice(0, 3)
    case 'A':
      return DAYS[isoWeekday(days) % 7]
    case 'b':
    case 'h':
      return MONTHS[month - 1]?.slice(0, 3)
    case 'B':
      return MONTHS[month - 1]
    case 'w':
      return String(isoWeekday(days) % 7)
    case 'u':
      return String(isoWeekday(days))
    case 'j':
      return String(days - newYear(days) + 1).padStart(3, '0')
    case 'U':
      return two(weekOfYear(days, 0))
    case 'W':
      return two(weekOfYear(days, 1))
    case 'V':
      return two(isoWeek(days).week)
    case 'G':
      return String(isoWeek(days).year)
    case 'z':
      return '+00'
    case 'Z':
      return ''
    case 'x':
      return dateText(days)
    case 'X':
      return `${two(hour)}:${two(minute)}:${two(second)}`
    case 'c':
      return `${dateText(days)} ${two(hour)}:${two(minute)}:${two(second)}`
    case '%':
      return '%'
    default:
      return undefined
  }
}

function newYear(days: number): number {
  return daysOf({ year: civilOf(days).year, month: 1, day: 1 })
}

/** Weeks begin with the weekday; the days before the first are week 0. */
function weekOfYear(days: number, weekday: 0 | 1): number {
  const dayOfYear = days - newYear(days)
  const fromStart = (isoWeekday(days) - weekday + 7) % 7
  return Math.floor((dayOfYear + 7 - fromStart) / 7)
}

/** Matches a LIKE pattern against UTF-8 bytes: segments are found left to right, each at its first place, so no backtracking between them. */
import { ANY_CHARACTER, type LikePattern, type LikeSegment } from './like-pattern.ts'

// `!` below: positions stay within start..end, and segments of a pattern are at least one.

export function likeMatches(pattern: LikePattern, bytes: Uint8Array, start: number, end: number): boolean {
  const { segments } = pattern
  const first = segments[0]!
  let at = matchSegment(first, bytes, start, end)
  if (at < 0) return false
  if (segments.length === 1) return at === end
  for (let i = 1; i < segments.length - 1; i++) {
    at = findSegment(segments[i]!, bytes, at, end)
    if (at < 0) return false
  }
  return endsWithSegment(segments[segments.length - 1]!, bytes, at, end)
}

/** The end of the segment at exactly this place, or -1. */
function matchSegment(segment: LikeSegment, bytes: Uint8Array, start: number, end: number): number {
  let at = start
  for (let i = 0; i < segment.length; i++) {
    if (at >= end) return -1
    const wanted = segment[i]!
    if (wanted === ANY_CHARACTER) at = nextCharacter(bytes, at, end)
    else if (bytes[at] !== wanted) return -1
    else at++
  }
  return at
}

/** The end of the first place where the segment matches, or -1. */
function findSegment(segment: LikeSegment, bytes: Uint8Array, start: number, end: number): number {
  if (segment.length === 0) return start
  const first = segment[0]!
  for (let at = start; at < end; at++) {
    if (first === ANY_CHARACTER ? isContinuation(bytes[at]!) : bytes[at] !== first) continue
    const found = matchSegment(segment, bytes, at, end)
    if (found >= 0) return found
  }
  return -1
}

/** Backwards from the end, so that its place is known. */
function endsWithSegment(segment: LikeSegment, bytes: Uint8Array, start: number, end: number): boolean {
  let at = end
  for (let i = segment.length - 1; i >= 0; i--) {
    at--
    if (at < start) return false
    const wanted = segment[i]!
    if (wanted !== ANY_CHARACTER) {
      if (bytes[at] !== wanted) return false
    } else while (at > start && isContinuation(bytes[at]!)) at--
  }
  return true
}

function nextCharacter(bytes: Uint8Array, at: number, end: number): number {
  let next = at + 1
  while (next < end && isContinuation(bytes[next]!)) next++
  return next
}

/** The second and further bytes of a UTF-8 character. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

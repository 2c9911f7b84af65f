// Words in memory, and more of it.

const PAGE_SHIFT: u32 = 16;

export function firstFree(): usize {
  return (__heap_base + 63) & ~63;
}

export function grow(bytes: usize): i32 {
  const pages = <i32>((<u64>bytes + 0xffff) >> PAGE_SHIFT);
  const missing = pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0 ? 1 : 0;
}

/** Word `place` of an array. */
// @ts-ignore: decorator
@inline
export function word(at: usize, place: i32): i32 {
  return load<i32>(at + (<usize>(<u32>place) << 2));
}

// @ts-ignore: decorator
@inline
export function setWord(at: usize, place: i32, value: i32): void {
  store<i32>(at + (<usize>(<u32>place) << 2), value);
}

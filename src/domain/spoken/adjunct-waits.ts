/** An embargo named by its end: "a 6 p.m. embargo", "a noon embargo tomorrow", "end-of-call embargo". */

import { callEndIn } from './call-end-words.ts'
import type { Clause } from './clauses.ts'
import { readMoments } from './moments.ts'
import type { Wait } from './waits.ts'
import { textAt } from './words.ts'
import type { ZoneHints } from './zone-words.ts'

/** Words that such a name may take. */
const LONGEST = 7

/** Reads the words right before the noun, with the day that may follow it. */
export function readAdjunct({ words, from, cue, to }: Clause, hints: ZoneHints): Wait | null {
  if (textAt(words, cue) !== 'embargo') return null
  let last = cue
  while (last > from && /^(?:news|press|[.-])$/u.test(textAt(words, last - 1))) last -= 1
  for (let at = Math.max(from, last - LONGEST); at < last; at += 1) {
    const named = words.slice(at, last)
    const text = named
      .map((word) => word.text)
      .join(' ')
      .replaceAll(' - ', ' ')
    if (text.startsWith('end of') && callEndIn(text, false)?.length === text.length)
      return { kind: 'call-end', end: cue + 1 }
    const alone = readMoments(named, 0, hints)
    if (alone?.end !== named.length || !alone.moments[0]?.clock) continue
    const run = readMoments([...named, ...words.slice(cue + 1, to)], 0, hints)
    return { kind: 'time', moments: (run ?? alone).moments, end: cue + 1 }
  }
  return null
}

/** A text as a reader may take it in beside what is written: for the guard, which looks for names in each. */

/** What turns everything after it around (U+202E), by itself or as an entity. */
const TURNING = ['\u202e', '\u2067'] as const
const TURNING_ENTITY = /&#(?:0*(?:8238|8295)|x0*(?:202e|2067));?/i
const ENCODED = /(?:%[0-9a-f]{2})+/gi
const QUOTED = /^[ \t]{0,3}>[> \t]*/gm

/** None of them is made where nothing in the text asks for it, as in nearly all texts. */
export function otherReadings(text: string): readonly string[] {
  const readings: string[] = []
  if (text.includes('%')) readings.push(text.replace(ENCODED, decoded))
  if (text.includes('](') || text.includes('][')) readings.push(withoutLinks(text))
  if (text.includes('>')) readings.push(text.replace(QUOTED, ''))
  if (isTurned(text)) readings.push([...text].reverse().join(''))
  return readings.filter((reading) => reading !== text)
}

function isTurned(text: string): boolean {
  return TURNING.some((mark) => text.includes(mark)) || (text.includes('&#') && TURNING_ENTITY.test(text))
}

/** Browsers, and our own pages, show an address with its escapes read. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}

/** Markdown's links and images as what is shown of them: "Van[der](https://…)sloot". Linear in the text. */
function withoutLinks(text: string): string {
  const shown: string[] = []
  let opened = -1
  for (let at = 0; at < text.length; at += 1) {
    const target = text.charAt(at) === ']' && opened !== -1 ? targetEnd(text, at + 1) : -1
    if (target === -1) {
      if (text.charAt(at) === '[') opened = shown.length
      shown.push(text.charAt(at))
      continue
    }
    shown[opened] = ''
    if (shown[opened - 1] === '!') shown[opened - 1] = ''
    opened = -1
    at = target
  }
  return shown.join('')
}

/** Where a link's target or label ends that begins here; -1 for none. */
function targetEnd(text: string, from: number): number {
  const opening = text.charAt(from)
  if (opening !== '(' && opening !== '[') return -1
  const closing = opening === '(' ? ')' : ']'
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === opening) depth += 1
    if (character === closing) depth -= 1
    if (depth === 0) return at
    // A label holds no other, and a target ends before the next link does.
    if (depth > 1 && opening === '[') return -1
    if (character === ']' && text.charAt(at + 1) === '(') return -1
  }
  return -1
}

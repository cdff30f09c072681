/** Sentences of a paragraph of speech. */

const BREAK = /[.?!…]["”’)\]]*\s+(?=["“‘'([]*[\p{Lu}\d])/gu
const TITLE = /\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|No)\.$/u
const SHORT = /(?:\b[ap]\.\s?m|\b\p{L}(?:\.\p{L}){0,6})\.$/iu
/** What opens a sentence more likely than it goes on after "5:00 a.m." or "U.S." */
const OPENER =
  /^["“‘'([]*(?:And|So|But|The|This|These|That|That['’]s|There|There['’]s|We|We['’]re|We['’]ll|I|I['’]m|I['’]ll|It|It['’]s|You|You['’]re|They|Thanks|Thank|With|By|As|For|If|Please|Again|Our|My|Then|Now|Just|Also|Okay|OK|All|Let|Let['’]s|Not|No|Yes|What|When|Once|Before|After|Any|Nothing|Sorry|Actually|Until|Do|Don['’]t|Everything|Hello|Hi|Good|First|Today['’]s|Embargo)\b/u
/** Of words without a stop; a sentence that is said is shorter. */
const LONGEST = 900

/** Splits a paragraph; "5:00 a.m. Eastern" and "U.S. officials" stay whole. */
export function sentencesOf(paragraph: string): readonly string[] {
  const sentences: string[] = []
  let from = 0
  for (const stop of paragraph.matchAll(BREAK)) {
    const end = stop.index + stop[0].length
    const before = paragraph.slice(Math.max(from, stop.index - 8), stop.index + 1)
    if (stop[0].trim() === '.' && goesOn(before, paragraph.slice(end, end + 12))) continue
    sentences.push(...cut(paragraph.slice(from, end).trim()))
    from = end
  }
  return [...sentences, ...cut(paragraph.slice(from).trim())]
}

/** Words without any stop: a machine's captions, or no speech at all. */
function cut(sentence: string): readonly string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > LONGEST) {
    const space = rest.lastIndexOf(' ', LONGEST)
    const end = space > 0 ? space : LONGEST
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

function goesOn(before: string, after: string): boolean {
  return TITLE.test(before) || (SHORT.test(before) && !OPENER.test(after))
}

/** Cutting a sentence into clauses, each with the one word that speaks of holding or letting go. */
import { textAt, type Word } from './words.ts'

/**
 * A clause from `from` to before `to`. `cue` is the index of its telling word. `embargo`: the word is
 * there; `lift`: "the contents lift at"; `hold`: "hold it until", cue right before "until"; `allow`: "you can
 * report".
 */
export type Clause = {
  readonly words: readonly Word[]
  readonly from: number
  readonly cue: number
  readonly to: number
  readonly sort: 'embargo' | 'lift' | 'hold' | 'allow'
}

/** Longer sentences are read no further: speech that long is no ground rule. */
const LONGEST = 150
const EMBARGO = /^(?:[ei]m?n?barg|unembargo|non-embargo)/u
/** Where one clause ends and the next begins, the surest first. */
const BREAKS: readonly RegExp[] = [
  /^[;—–]$/u,
  /^(?:but|while|whereas|although|though|however)$/u,
  /^and$/u,
  /^,$/u,
]

/** Wordings without the word; each ends right before what is waited for, or at the verb. */
const FORMS: readonly (readonly [Clause['sort'], RegExp])[] = [
  [
    'hold',
    /\b(?:hold|holding|held|sit on|sitting on|sit tight|stand by|hang on to|hang onto) (?:\S+ ){0,8}(?=(?:until|till|til|pending|for when)\b)/u,
  ],
  [
    'hold',
    /\b(?:not|don't|can't|cannot|nothing|none|never|shouldn't|isn't|aren't|mustn't|won't|nobody|no) (?:\S+ ){0,10}(?:reports|publishes|runs|writes|files|tweets|posts|uses|airs|prints|reported|report|reporting|reportable|publish|published|publishing|publication|release|released|use|used|usable|write|written|tweet|tweeted|tweeting|post|posted|posting|file|filed|filing|air|aired|broadcast|quote|quoted|run|public|print|printed|appear|appears|go (?:out|up|live|with)|goes (?:out|up|live|anywhere|public)) (?:\S+ ){0,14}(?=(?:until|till|til|before|ahead of|prior to|(?:earlier|sooner) than|while (?:we|you|this|the)|during (?:this|the|our))\b)/u,
  ],
  [
    'hold',
    /\b(?:not a (?:word|line|thing|syllable)|nothing|none of (?:it|this)|no (?:stories|story|reporting|publication|copy|tweets|posts)) (?:\S+ ){0,6}(?=(?:until|till|til|before|ahead of|prior to|(?:earlier|sooner) than)\b)/u,
  ],
  [
    'hold',
    /\bhold (?:it |this |all |everything )?for release(?=(?: [,:—–])? (?:until|till|at|on|\d|noon|midnight))/u,
  ],
  [
    'hold',
    /\b(?:hold|holding|sit on|sitting on|sit tight|keep) (?:\S+ ){0,8}(?=for (?:an?|another|half|one|two|three|four|five|six|\d{1,2}|the next)(?: \S+){0,2} (?:hours?|minutes?|mins?)\b)/u,
  ],
  [
    'hold',
    /\b(?:under wraps|under lock and key|under seal|in confidence|off limits|off - limits|sealed|confidential|in the drawer|to yourselves?|on ice|unpublished|unreported) (?:\S+ ){0,6}(?=(?:until|till|til)\b)/u,
  ],
  [
    'hold',
    /\b(?:stays?|staying|remains?|keep|kept|goes|go) (?:\S+ ){0,4}(?:(?:this|the) (?:room|line|call)|between (?:us|ourselves)|among (?:us|ourselves)|here|private|quiet|secret|nowhere|dark) (?:\S+ ){0,4}(?=(?:until|till|til)\b)/u,
  ],
  [
    'hold',
    /\b(?:calls?|briefing|contents?|conversation|session|everything)\b(?: \S+){0,8} (?:is|are) [:,—–] (?=(?:until|till)\b)/u,
  ],
  [
    'hold',
    /\b(?:story|stories|coverage|pieces?|posts?|tweets?|reports?|reporting|publish|run|air|live)\b(?: \S+){0,6} (?:no|not) (?=(?:earlier|sooner) than\b)/u,
  ],
  ['hold', /\b(?:wait|waiting|refrain|hold off|holding off) (?:\S+ ){0,10}(?=(?:until|till|til)\b)/u],
  [
    'allow',
    /\b(?:is|are|it's|that's|be|becomes|they're|is then|are then) (?:then |all |only |now )?(?:yours|fair game|open for (?:use|publication|reporting)|good to (?:go|use|report|publish))\b/u,
  ],
  [
    'allow',
    /\b(?:can|may|free to|free then to|welcome to|able to|cleared to|allowed to|fine to|ok to|okay to|will be|is|are|be|becomes|become) (?:only |then |all |start |begin |freely |immediately |just )?(?:report|reporting|reportable|publish|publishable|publishing|use|usable|used|reported|published|public|write|file|run|go (?:up|out|with|to print|ahead with)|print|post|air|broadcast|quote|tweet|go live|go with)\b/u,
  ],
  [
    'allow',
    /\b(?:use|report|publish|file|run|post) (?:it|this|everything|(?:all|any) of it) (?:only )?(?=(?:from|after|as of|starting|beginning)\b)/u,
  ],
  [
    'allow',
    /\b(?:story|stories|coverage|pieces?|posts?|tweets?) (?:can|may|should|could|is free to|are free to) (?:then |all |only )?(?:go|run|land|drop|appear|be (?:posted|published|filed|out))\b/u,
  ],
  [
    'allow',
    /\blet's (?:\S+ ){0,2}(?:go|publish|run|report|lift)(?: with (?:it|this))? (?=(?:at|on|noon|midnight|\d))/u,
  ],
  [
    'allow',
    /\bfor (?:release|publication|use|broadcast|posting) (?:only )?(?=(?:at|on|upon|after|from|following|when|once|by)\b)/u,
  ],
  [
    'lift',
    /\b(?:contents?|call|briefing|everything|conversation|information)\b(?: \S+){0,8} (?:lift|lifts|lifted|lifting)\b/u,
  ],
]

const STATES = /mbarg|MBARG|nbarg/
const STATES_WITHOUT =
  /ntil|till|efore|othing|[Nn]ot a|[Nn]one of|stories|eport|ublish|ublic|lift|hold|held|Hold|use|usable|writ|tweet|post|fil|air|broadcast|quot|run|live|go |goes|releas|yours|print|appear|wait|sit|wraps|limits|seal|confid/

/** Whether a sentence can hold a clause at all: a cheap look before its words are told apart. */
export function mayState(sentence: string, isHost: boolean): boolean {
  return STATES.test(sentence) || (isHost && STATES_WITHOUT.test(sentence))
}

/** The clauses of a sentence that speak of an embargo, in order; none for most sentences. */
export function clausesOf(sentence: readonly Word[], isHost: boolean): readonly Clause[] {
  const words = sentence.slice(0, LONGEST)
  const cues = words.flatMap((word, index) => (EMBARGO.test(word.text) ? [index] : []))
  if (cues.length === 0) return isHost ? withoutTheWord(words) : []
  const clauses: Clause[] = []
  let from = 0
  for (const [order, cue] of cues.entries()) {
    const next = cues[order + 1]
    const to = next === undefined ? words.length : breakBetween(words, cue, next)
    clauses.push({ words, from, cue, to, sort: 'embargo' })
    from = to
  }
  return clauses
}

/** The clause of a sentence that holds or lets go in other words. */
export function withoutTheWord(words: readonly Word[]): readonly Clause[] {
  const text = words.map((word) => word.text).join(' ')
  if (HOLDS_FIRST.test(text))
    return [{ words, from: 0, cue: firstStrong(words) - 1, to: words.length, sort: 'hold' }]
  for (const [sort, form] of FORMS) {
    const found = form.exec(text)
    if (!found) continue
    const cue =
      text
        .slice(0, found.index + found[0].length)
        .trimEnd()
        .split(' ').length - 1
    return [{ words, from: 0, cue, to: words.length, sort }]
  }
  return []
}

/** "Until the motion is read, none of this exists." */
const HOLDS_FIRST =
  /^(?:(?:so|and|but|again|please|now|just|,) ){0,3}(?:until|till|before) [^,]{1,200}, (?:please )?(?:don't|do not|none|nothing|nobody|no one|not a|you can't|you cannot|you may not|keep|hold|sit on|we'd ask you (?:not|to hold)|i'd ask you (?:not|to hold))\b/u

const firstStrong = (words: readonly Word[]) =>
  words.findIndex((word) => /^(?:until|till|before)$/u.test(word.text))

function breakBetween(words: readonly Word[], first: number, second: number): number {
  for (const form of BREAKS)
    for (let at = second - 1; at > first; at -= 1) if (form.test(textAt(words, at))) return at + 1
  return first + 1
}

/** The words of a clause as one text, words apart by single spaces. */
export function textOf(clause: Clause, from = clause.from, to = clause.to): string {
  return clause.words
    .slice(from, to)
    .map((word) => word.text)
    .join(' ')
}

/** What a sentence's embargo is on: the call, a paper handed out with it, or trade with somewhere. */
import { textAt, type Word } from './words.ts'

/** `call`: the contents of the call, alone or with papers; `paper`: papers alone; `trade`: no news embargo. */
export type Subject = 'call' | 'paper' | 'trade' | 'unsaid'

const CALL =
  /^(?:calls?|briefings?|contents?|conversation|session|discussion|everything|anything|gaggle|backgrounder|teleconference|information|info|news|interview|roundtable|q|remarks|comments|answers|portions?|parts?|section|sections|topper|all|entirety|whole|preview|announcement|announcements)(?:'s)?$/u
const PAPER =
  /^(?:factsheets?|sheets?|documents?|reports?|releases?|statements?|materials?|copy|copies|transcripts?|emails?|e-mails?|text|texts|pdfs?|papers?|declaration|strategy|letters?|photos?|slides?|deck|readout|proclamation|book|attachments?|handouts?|lists?|maps?|advisory|advisories|memo|memorandum|communique|communiqué|excerpts?|speech|summary|data|charts?|tables?|appendix|annex|video|audio|images?|numbers|figures?|statistics|press kit|kit|spreadsheets?|graphics?|embargoed)(?:'s)?$/u
const TRADE =
  /^(?:arms|oil|trade|weapons|weapon|crude|grain|economic|sanctions?|gas|naval|export|exports|import|imports|fuel|energy|commercial|travel|military|wheat|food|diamond|gold|steel|chip|semiconductor|air|cuban?|cubans|iranian?|iran|russian?|russia|north|chinese|china|syrian?|venezuelan?|libyan?|qatar|havana|tehran|u\.n|un|american|harbor)(?:'s)?$/u
/** What may stand right before "embargo" when it is the press's. */
const PLAIN_BEFORE =
  /^(?:the|this|that|an|any|no|our|your|its|same|strict|under|news|media|press|of|call|call's|briefing|briefing's|today's|contents|content|full|hard|firm|tight|complete|total|current|original|new|initial|overall|whole|entire|earlier|later|existing|lift|lifting|break|breaking|without|off|and|,|with|to|is|are|also|factsheet|sheet|document|report|release|statement|materials|material|transcript|email|a|my|still|on|morning|midnight|noon|hour|am|pm|a\.m|p\.m|\.|—|–|:|“|"|-|following|respect|for|so|that's|be|now|not|evening|afternoon|night|remains|said|these|those|which|or|will|would|we|i|you|they|must|should|can|may|might|do|not|did|going|please|but|about|strictly|standard|usual|agreed|no-|brief|short|shorter|long|longer|overnight|ordinary|normal|regular|customary|simple|single|double|split|voluntary|temporary|separate|different|actual|real|formal|informal|blanket|general|mutual|common|extended|additional|second|first|last|one|two|other|special|particular|minute|day|week)$/u
/** Phrases that mention the call without meaning its contents. */
const BESIDE =
  /\b(?:prior to|before|after|during|on|at the (?:end|conclusion|close|start|top|beginning) of|following|for joining|in advance of|ahead of|from|joining|for|since|about|in|with) (?:this |the |today's |our |that |tonight's )?(?:call|briefing|conversation|session|announcement|announcements)\b(?! (?:and|itself))|\b(?:at|after|first of|above) all\b|\ball right\b/gu
const CALLED =
  /\b(?:contents?|embargo(?:es)?|portions?|parts?|all|everything|information|sections?|said|any|part|entirety|remarks|nothing) (?:said |discussed |shared |provided )?(?:of|on|for|from|in|to|over) (?:this |the |today's |our |all |that |tonight's )*(?:call|briefing|conversation|session|contents?)/u

const WHAT_IS_SAID =
  /\b(?:what|whatever|anything|everything|all|words?) (?:that )?(?:is said|was said|(?:we|you|i|he|she|they|the \S+|our \S+)(?:'re|'ve|'ll)?(?: \S+){0,3} (?:say|says|said|tell|told|hear|heard|learn|learned|discuss|discussed|share|shared|talk|get from))\b/u

/** "The material we discuss", "the readout you are about to get": what is said, and no paper. */
const MATTER =
  /\b(?:materials?|readout|data|figures|numbers|details|text|statements?) (?:that )?(?:discussed|said|(?:we|you|i|they)(?:'re|'ll|'ve)?(?: (?:are|will|have|just|all|about|going|to|be))* (?:get|hear|heard|discuss|discussed|discussing|talk|go over|walk through|tell|say|give you))\b/u

/** Judges a clause by the words before "embargo" and right after it; `at` is the embargo's index. */
export function subjectOf(words: readonly Word[], from: number, at: number, to: number): Subject {
  if (isTrade(words, at)) return 'trade'
  const object = objectOf(words, at, to)
  if (object !== 'unsaid') return object
  const attributive = /ed$|'d$/u.test(textAt(words, at)) ? nounAfter(words, at + 1) : 'unsaid'
  if (attributive !== 'unsaid') return attributive
  const adjunct = wordKind(textAt(words, at - 1))
  const before = kindsIn(words.slice(startOf(words, from, at), at))
  if (before.call) return 'call'
  if (adjunct === 'paper' || before.paper) return 'paper'
  return 'unsaid'
}

/** "As I said in my email, not embargoed": where it was said before is not what it is said of. */
const SAID_BEFORE =
  /^(?:(?:and|so|again|,) )*as (?:i|we|you|\S+) (?:\S+ ){0,3}?(?:said|noted|mentioned|wrote|indicated|stated|advised|saw|seen) (?:in|on|with|from) (?:\S+ ){1,5}?, /u

/** "The statement went out, so the embargo is lifted": what follows "so" has a subject of its own. */
function startOf(words: readonly Word[], from: number, at: number): number {
  const isNamed = /^embargo$/u.test(textAt(words, at)) && /^(?:the|our|this)$/u.test(textAt(words, at - 1))
  if (isNamed && /^(?:so|therefore|meaning)$/u.test(textAt(words, at - 2))) return at - 1
  const text = words
    .slice(from, at)
    .map((word) => word.text)
    .join(' ')
  if (/^(?:until|till|once|when|after) /u.test(text)) {
    const stop = words.findLastIndex(
      (word, index) => index < at && index >= from && /^[,—–]$/u.test(word.text),
    )
    return stop === -1 ? from : stop + 1
  }
  return from + (SAID_BEFORE.exec(text)?.[0].trimEnd().split(' ').length ?? 0)
}

/** Whether words speak of papers and not of the call: what "it" may then mean. */
export function speaksOfPapers(words: readonly Word[]): boolean {
  const kinds = kindsIn(words)
  return kinds.paper && !kinds.call
}

/** Whether words name the call or its contents. */
export function speaksOfCall(words: readonly Word[]): boolean {
  return kindsIn(words).call
}

function isTrade(words: readonly Word[], at: number): boolean {
  const around = [textAt(words, at - 1), textAt(words, at - 2), textAt(words, at + 1)]
  if (around.some((text) => TRADE.test(text)) && !/ed$|'d$/u.test(textAt(words, at))) return true
  // "Embargoes work": of what kind is not said, and of the call it is not.
  if (/^embargoe?s$/u.test(textAt(words, at)) && /^(?:[,—–:]|that|and|but|)$/u.test(textAt(words, at - 1)))
    return true
  return (
    at > 0 &&
    /^embargo(?:es|s)?$/u.test(textAt(words, at)) &&
    /^\p{L}/u.test(textAt(words, at - 1)) &&
    !/^an?$/u.test(textAt(words, at - 2)) &&
    isUnknownNoun(textAt(words, at - 1))
  )
}

function isUnknownNoun(text: string): boolean {
  return (
    !PLAIN_BEFORE.test(text) &&
    wordKind(text) === 'unsaid' &&
    !/(?:ly|ing|day|ed|'s|s|'re|'ve|'ll|'d|'m)$/u.test(text)
  )
}

/** "Embargo on the factsheet", "embargo for this call", "embargo against Atlantis". */
function objectOf(words: readonly Word[], at: number, to: number): Subject {
  const isNoun = !/ed$|'d$/u.test(textAt(words, at))
  const preposition = textAt(words, at + 1)
  if (!isNoun || !/^(?:on|of|for|over|against|covering|to|from)$/u.test(preposition)) return 'unsaid'
  const object = words.slice(at + 2, Math.min(to, at + 14))
  const stop = object.findIndex(
    (word, index) =>
      /^(?:until|till|is|are|will|has|have|lifts?|expires?|ends?|[,.;—])$/u.test(word.text) &&
      !(word.text === ',' && textAt(object, index + 1) === 'and'),
  )
  const noun = stop === -1 ? object : object.slice(0, stop)
  if (WHAT_IS_SAID.test(noun.map((word) => word.text).join(' '))) return 'call'
  if (
    noun.some((word) => CALL.test(word.text) || (/^(?:this|it|that)$/u.test(word.text) && noun.length === 1))
  )
    return 'call'
  if (/^(?:on|of)$/u.test(preposition) && noun.some((word) => TRADE.test(word.text))) return 'trade'
  if (noun.some((word) => PAPER.test(word.text))) return 'paper'
  if (preposition === 'against') return 'trade'
  if (/^(?:this|that|these|those|our|today's|your|it|what)$/u.test(textAt(noun, 0))) return 'unsaid'
  const isWhen = noun.some((word) =>
    /\d|noon|midnight|clock|tomorrow|today|tonight|now|end|conclusion/u.test(word.text),
  )
  return isWhen || preposition === 'for' || preposition === 'to' || preposition === 'of' || noun.length === 0
    ? 'unsaid'
    : 'trade'
}

function nounAfter(words: readonly Word[], index: number): Subject {
  const near = words.slice(index, index + 3)
  const stop = near.findIndex(
    (word) =>
      !/^\p{L}+/u.test(word.text) ||
      /^(?:until|till|for|and|but|as|through|by|at|now|to|on|with|so|because|also|this|the|today|tomorrow|like|along|pending|under)$/u.test(
        word.text,
      ),
  )
  const nouns = stop === -1 ? near : near.slice(0, stop)
  if (nouns.some((word) => PAPER.test(word.text))) return 'paper'
  return nouns.some((word) => CALL.test(word.text)) ? 'call' : 'unsaid'
}

function wordKind(text: string): Subject {
  if (CALL.test(text)) return 'call'
  return PAPER.test(text) ? 'paper' : 'unsaid'
}

/** "To report", "for release", "may text": no paper. */
const MAKES_A_VERB =
  /^(?:to|for|can|may|not|don't|you|please|could|should|must|cannot|can't|we|i|they|will|or|one|never|\p{L}+'(?:ll|d|re|ve))$/u

function kindsIn(words: readonly Word[]): { readonly call: boolean; readonly paper: boolean } {
  const text = words.map((word) => word.text).join(' ')
  const paper = words.some((word, at) => PAPER.test(word.text) && !MAKES_A_VERB.test(textAt(words, at - 1)))
  if (!paper) return { paper, call: words.some((word) => CALL.test(word.text)) }
  const heads = CALLED.test(text) ? text : text.replaceAll(BESIDE, ' ')
  return {
    paper,
    call:
      heads.split(' ').some((word) => CALL.test(word)) ||
      WHAT_IS_SAID.test(text) ||
      MATTER.test(text) ||
      /\b(?:and|both|as is|as are) this\b/u.test(text),
  }
}

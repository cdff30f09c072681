/** Handles, addresses and links: where letters that are no word can still be somebody's name. */
import type { Span } from './span.ts'

const REACH = 80
const AT = '(?:@|&#64;|&#[xX]40;|&commat;|\\s?[([]at[)\\]]\\s?)'
const SIGN_BEFORE = new RegExp(`(?:${AT}|#)[\\w.~-]{0,40}$`, 'iu')
const LINK_BEFORE = /(?:https?:\/\/|www\.|[\w-]\.[a-z]{2,10}\/)[^\s"'<>]*$/iu
const SIGN_AFTER = new RegExp(`^[\\w.+~-]{0,40}${AT}[\\w-]`, 'iu')
/** What a page shows nothing of, or only as emphasis. */
const UNSEEN = /<[^<>]{0,200}>|[\u200b-\u200d\u2060\u00ad\\]/gu
const ACCOUNT = /[@#][\w.-]{3,80}|(?:https?:\/\/|www\.)[^\s"'<>()[\]]{3,300}/gu
/** One of these is in every account; most texts have none. */
const SIGNS = ['@', '#', '://', 'www.'] as const
const LOCAL_PART = /[\w.+-]/u
const LONGEST_LOCAL_PART = 64

/** Whether a stretch of a text is in a handle ("@jdoe"), in an address before its at sign, or in a link. */
export function isInAccount(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - REACH), start).replace(UNSEEN, '')
  if (SIGN_BEFORE.test(before) || LINK_BEFORE.test(before)) return true
  return SIGN_AFTER.test(text.slice(end, end + REACH).replace(UNSEEN, ''))
}

/** The handles, addresses and links of a text. */
export function accountsOf(text: string): readonly Span[] {
  if (!SIGNS.some((sign) => text.includes(sign))) return []
  return [...text.matchAll(ACCOUNT)].map(({ index, 0: found }) => ({
    start: found.startsWith('@') ? localPartStart(text, index) : index,
    end: index + found.replace(/[.,-]+$/u, '').length,
  }))
}

/** Where the address begins whose at sign this is; a handle has nothing before it. */
function localPartStart(text: string, at: number): number {
  let start = at
  while (at - start < LONGEST_LOCAL_PART && LOCAL_PART.test(text.charAt(start - 1))) start -= 1
  return start
}

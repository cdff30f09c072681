/** Digits and signs that stand for the letter they look like, as scanners and people write them: "Vandersl00t". */

/** One or two between letters, or a capital I between small ones. */
const DISGUISED = /\p{L}[013457|$ν]{1,2}\p{L}|\p{Ll}I\p{Ll}/u
const BETWEEN = /(?<=\p{L})[013457|$ν]{1,2}(?=\p{L})|(?<=\p{Ll})I(?=\p{Ll})/gu

const LETTERS: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '|': 'l', $: 's', ν: 'v', I: 'l' },
}

/** The text with letters in their place, each where it was; a 1 is an l or an i. None: nothing is disguised. */
export function undisguised(text: string): readonly string[] {
  if (!DISGUISED.test(text)) return []
  const readings = ['l', 'i'].map((one) =>
    text.replace(BETWEEN, (signs) => [...signs].map((sign) => LETTERS[sign] ?? one).join('')),
  )
  return [...new Set(readings)]
}

/** Letters that stand for others in a name: those that Unicode does not decompose, and those that look the same. */

/** Letters that are two, or another one, to whoever reads them. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', ᴁ: 'ae', œ: 'oe', ɶ: 'oe', ð: 'd', þ: 'th', ŋ: 'n', ꝏ: 'oo', ꜳ: 'aa', ς: 'σ' },
  ...{ ʣ: 'dz', ʦ: 'ts', ʪ: 'ls', ʫ: 'lz', ᵫ: 'ue', ꜵ: 'ao', ꜷ: 'au', ꜹ: 'av', ꜽ: 'ay' },
}

/**
 * By what they look like: Latin letters with a stroke, a hook or a tail, small capitals and variants; then Cyrillic
 * and Greek ones whose capitals or small letters look Latin, by their small letters (a name written whole in either
 * script folds the same way on both sides and still matches itself); then Armenian, Lisu and Coptic ones.
 */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'ᴀᶏⱥɑᶐꬰ а α ⲁ ꓮ',
  b: 'ƀƃɓʙᵬᶀꞗᴃƅ вь β ⲃ ꓐ',
  c: 'ƈȼɕᴄꞓꞔ сҫ ⲥ ꓚ',
  d: 'đƌȡɖɗᴅᵭᶁᶑꟈᴆꝺ ԁ ꓓꓒ',
  e: 'ɇᴇᶒⱸꬴɛꬲꬳ еєҽ ε ⲉ ꓰ',
  f: 'ƒᵮᶂꜰꞙꝼ ꓝ',
  g: 'ǥɠɡɢᶃꞡᵹʛ ԍ ց ꓖ',
  h: 'ħɦʜⱨꞕ нһ η հ ⲏ ꓧ',
  i: 'ıɨɪᶖɩᵼꞽ і ι ⲓ ꓲ',
  j: 'ȷɉɟʄʝᴊ ј յ ꓙ',
  k: 'ƙᴋᶄⱪꝁꝃꝅꞣĸ кқҝ κ ⲕ ꓗ',
  l: 'łƚȴɫɬɭʟᶅⱡꝉꞎꝇᴌǀ ӏ լ ꓡ',
  m: 'ɱᴍᵯᶆꬺ м μ ⲙ ꓟ',
  n: 'ƞȵɲɳɴᵰᶇꞑꞥꬻ ν ո ⲛ ꓠ',
  o: 'øᴏⱺꝋꝍɵᴑꬽ о ο օ ⲟ ꓳ',
  p: 'ƥᴘᵱᵽᶈꝑꝓꝕ р ρ ⲣ ꓑ',
  q: 'ɋʠꝗꝙꞯ ԛ զ',
  r: 'ɍɼɽɾʀᵲᵳᶉꞧꭉꞃꭇꭋ ꓣ',
  s: 'ȿʂᵴᶊꜱꞩꟊꞅ ѕ ꓢ',
  t: 'ŧƫƭȶʈᴛᵵⱦꞇ т τ ⲧ ꓔ',
  u: 'ᴜᶙꞹꭎꭒʉʊᵿ ս ꓴ',
  v: 'ʋᴠᶌⱱⱴꝟ ѵ ꓦ',
  w: 'ᴡⱳ ԝ ꓪ',
  x: 'ᶍꭖꭗꭘꭙꭓ хҳ χ ⲭ ꓫ',
  y: 'ƴɏʏỿꭚɣ уү υ ⲩ ꓬ',
  z: 'ƶȥɀʐʑᴢᵶᶎⱬꝣ ζ ⲍ ꓜ',
}

/** Cherokee letters, which look like capitals, beside them. */
const CHEROKEE = 'ꭺaᏼbᏟcꭰdꭼeᏻgꮋhꭵiꭻjꮶkꮮlꮇmꮲpꭱrꮪsꭲtꮩvꮃwꮓz'

const LETTERS = new Map([
  ...Object.entries(LOOK_ALIKE).flatMap(([letter, all]) =>
    [...all.replaceAll(' ', '')].map((one) => [one, letter] as const),
  ),
  ...[...CHEROKEE].flatMap((one, index, all) =>
    index % 2 === 0 ? [[one.toLowerCase(), all[index + 1] ?? ''] as const] : [],
  ),
  ...Object.entries(UNDECOMPOSED),
])

/** Letters in circles, squares and flags, white on black, that NFKD leaves alone; each begins with A. */
const SIGNS = [0x1f150, 0x1f170, 0x1f1e6] as const
const ALPHABET = 26

const LETTER = /[\p{L}\p{N}]/u

/**
 * Folds one character to plain small letters and digits: without case, accents and width (Unicode NFKD),
 * look-alikes as what they look like. Empty when it is neither letter nor digit.
 */
export function foldCharacter(character: string): string {
  let folded = ''
  for (const part of letterOfSign(character).normalize('NFKD')) {
    for (const lower of part.toLowerCase()) {
      if (LETTER.test(lower)) folded += LETTERS.get(lower) ?? lower
    }
  }
  return folded
}

function letterOfSign(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  const first = SIGNS.find((from) => codePoint >= from && codePoint < from + ALPHABET)
  return first === undefined ? character : String.fromCharCode(0x61 + codePoint - first)
}

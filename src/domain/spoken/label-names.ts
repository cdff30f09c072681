/** Who speaks, as far as the labels name people: "MS. ODUYA" is somebody, "SENIOR OFFICIAL" an office. */
import type { Transcript } from '../transcript/model.ts'

const HONORIFIC = /^(?:mr|mrs|ms|miss|mx|dr|gen|general|amb|ambassador|secretary|minister|sir|dame)\.?\s+/iu
const OFFICE =
  /\b(?:officials?|administration|moderator|operator|speaker|voice|host|staff|spokes\w{1,10}|participants?|department|office|aide|adviser|advisor|question|reporter|secretary|director|president|minister|ambassador|representative|unknown)\b/iu
/** A label that names more than this many people is no label. */
const MOST = 50

/** The names in speakers' labels, in the order they first speak, in the small letters of a name. */
export function speakersOf(transcript: Transcript): readonly string[] {
  const names = new Set<string>()
  for (const { role, speaker } of transcript.turns) {
    if (role !== 'speaker') continue
    const name = speaker.replace(HONORIFIC, '').trim()
    if (name.length < 2 || name === '—' || OFFICE.test(name) || /\d/u.test(name)) continue
    names.add(inNameCase(name))
    if (names.size === MOST) break
  }
  return [...names]
}

function inNameCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name
  return name.replace(/\p{L}+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
}

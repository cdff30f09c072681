/** What a host holds that is no news: questions until the end, a line, the doors. */

/** "Please hold your questions until the end", "we'll hold this line open": nothing is held back. */
const HOLDS_THE_LINE =
  /\b(?:hold|holding|held|keep|wait)(?: \S+){0,4} (?:questions?|applause|lines?|phones?|queue|place|spot|seats?|doors?|mics?|microphones?|hands?|mute|muted|vote|rally|talks|meetings?|rates?)\b/u

/** Whether it is questions or the line that are held. */
export function holdsTheLine(text: string): boolean {
  return HOLDS_THE_LINE.test(text)
}

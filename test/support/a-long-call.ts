/** A call of many hours, as it would be printed. */

const EXCHANGE = [
  'Q    Thank you. Two questions, if I may: when do the locks open, and who pays for the new gates?',
  'SENIOR HARBOR OFFICIAL:  The first is easy. They open at noon, on the second of the month, and close at six.\n\nThe second is not. (Laughter.) Eleven ports have said that they will share the cost; what each pays follows its tonnage of the year before, and that figure is not final until the ministers have met.',
  'MODERATOR:  Next question, please.',
].join('\n\n')

export const TURNS_PER_EXCHANGE = 3

/** About 0.45 KB an exchange. */
export function aLongCall(exchanges: number): string {
  return `Via Teleconference\n\n2:59 P.M. EDT\n\n${`${EXCHANGE}\n\n`.repeat(exchanges)}3:18 P.M. EDT\n`
}

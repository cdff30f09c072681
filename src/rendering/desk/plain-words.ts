/** Small words the desk's pages share: lists and numbers of people. */

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'conjunction' }).format(names)
}

/** `1,204 people are`, `One person is`, `Nobody is`. */
export function inMails(people: number): string {
  if (people === 0) return 'Nobody is subscribed, so nobody is'
  return people === 1 ? 'One person is' : `${people.toLocaleString('en-US')} people are`
}

/** `1,204 people`, `one person`, `nobody`. */
export function people(count: number): string {
  if (count === 0) return 'nobody'
  return count === 1 ? 'one person' : `${count.toLocaleString('en-US')} people`
}

/** A sentence's words inside another. */
export function within(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

/** `1,204`. */
export function number(count: number): string {
  return count.toLocaleString('en-US')
}

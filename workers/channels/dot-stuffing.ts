/** What SMTP asks of a message's lines: none is a dot alone, and the last one ends (RFC 5321 §4.5.2). */

/** A message in latin1, lines ending in CRLF, as it goes over the wire before its final dot. */
export function stuffed(message: string): string {
  const ended = message.endsWith('\r\n') ? message : `${message}\r\n`
  return ended.replace(/^\./gm, '..')
}

/** Reports as mail systems write them, about a mail with a given Message-ID; and how they are signed and posted. */
import { createHmac } from 'node:crypto'
import type { Answer, Service } from './service.ts'

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n`

/** As Postfix writes it, with the headers of the mail. `recipients`: action, status, address. */
export function postfixReport(
  messageId: string,
  ...recipients: readonly (readonly [action: string, status: string, address: string])[]
): string {
  const blocks = recipients.map(([action, status, address]) =>
    lines(
      `Final-Recipient: rfc822; ${address}`,
      `Original-Recipient: rfc822;${address}`,
      `Action: ${action}`,
      `Status: ${status}`,
      'Remote-MTA: dns; mx.paper.example',
      `Diagnostic-Code: smtp; 550 ${status} <${address}>: Recipient`,
      '    address rejected: User unknown',
    ),
  )
  return lines(
    'Return-Path: <>',
    'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: press@example.gov',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4Xq1.1795/relay.example"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4Xq1.1795/relay.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered. Message-ID: <not-this-one@relay.example>',
    '',
    '--4Xq1.1795/relay.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    'X-Postfix-Queue-ID: 4Xq1',
    'Arrival-Date: Mon, 23 Nov 2026 19:00:00 +0000 (UTC)',
    '',
    blocks.join('\r\n'),
    '--4Xq1.1795/relay.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'From: Press Office <press@example.gov>',
    'To: desk@paper.example',
    `Message-ID: ${messageId}`,
    'Subject: Released',
    '',
    '--4Xq1.1795/relay.example--',
  )
}

/** A complaint as feedback loops send it, with the mail itself. */
export function abuseReport(messageId: string, type = 'abuse'): string {
  return lines(
    'From: <feedback@provider.example>',
    'Subject: FW: Released',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="part1"',
    '',
    '--part1',
    'Content-Type: text/plain; charset="US-ASCII"',
    'Content-Transfer-Encoding: 7bit',
    '',
    'This is an email abuse report.',
    '',
    '--part1',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: SomeGenerator/1.0',
    'Version: 1',
    '',
    '--part1',
    'Content-Type: message/rfc822',
    'Content-Disposition: inline',
    '',
    'From: Press Office <press@example.gov>',
    'To: <redacted@provider.example>',
    'Message-ID:',
    ` ${messageId}`,
    'Subject: Released',
    '',
    'What was released.',
    '--part1--',
  )
}

/** The signature of a body made so many milliseconds ago. */
export function sign(secret: string, body: string, agoMs = 0): string {
  const seconds = Math.floor((Date.now() - agoMs) / 1000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}

export function postReport(
  service: Pick<Service, 'anyone' | 'environment'>,
  report: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return service.anyone.post('/v1/bounces', report, {
    'Content-Type': 'message/rfc822',
    'X-Signature': sign(service.environment.BOUNCE_SECRET ?? '', report),
    ...headers,
  })
}

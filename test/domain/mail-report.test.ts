/** Reports of bounces and complaints: what each says of the address, and which mail it is about. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { judgeStatus } from '../../src/domain/enhanced-status.ts'
import { consequenceOf, findingCode, readMailReport } from '../../src/domain/mail-report.ts'
import { isRefusalOfAddress } from '../../src/domain/suppression.ts'
import { abuseReport, postfixReport } from '../support/mail-reports.ts'

const ID = '<pXl0Vh3oKq-AAx_2M9s7Zt1uCw5yEb8dFg0hJi4kLmN@news.example>'
const read = (report: string) => readMailReport(Buffer.from(report, 'utf8'))
/** With CRLF, as mail travels. */
const mail = (text: string) => text.replace(/\n/g, '\r\n')

describe('a report that reads as a bounce', () => {
  test('from Postfix, with the headers of the mail, ends it when nobody is there', async () => {
    const report = await read(postfixReport(ID, ['failed', '5.1.1', 'desk@paper.example']))
    expect(report).toEqual({ messageId: ID, finding: { kind: 'dead-address', status: '5.1.1' } })
  })

  test('from Exchange, base64 and quoted-printable, folded and with comments', async () => {
    const headers = Buffer.from(mail(`Received: from a by b\nmessage-id: ${ID}\nSubject: Released\n`))
    const report = await read(
      mail(`From: postmaster@paper.example
To: press@example.gov
MIME-Version: 1.0
Content-Type: multipart/report; report-type="delivery-status";
 boundary="_000_exchange_"
In-Reply-To: <another@news.example>
Subject: Undeliverable: Released

--_000_exchange_
Content-Type: multipart/alternative; boundary="_001_exchange_"

--_001_exchange_
Content-Type: text/plain; charset="us-ascii"

Delivery has failed to these recipients or groups.

--_001_exchange_
Content-Type: text/html; charset="us-ascii"

<p>Delivery has failed.</p>

--_001_exchange_--

--_000_exchange_
Content-Type: message/delivery-status
Content-Transfer-Encoding: quoted-printable

Reporting-MTA: dns;mail.paper.example

Final-recipient: RFC822;desk=40paper.example
ACTION: Failed
status: 5.1.10 (no such
 recipient)
X-Display-Name: Desk

--_000_exchange_
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: base64

${headers.toString('base64')}

--_000_exchange_--
`),
    )
    expect(report).toEqual({ messageId: ID, finding: { kind: 'dead-address', status: '5.1.10' } })
  })

  test('with a non-ASCII address and headers in UTF-8 (RFC 6533)', async () => {
    const report = await read(
      mail(`From: postmaster@zeitung.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=global-delivery-status; boundary=grenze

--grenze
Content-Type: text/plain; charset=utf-8

Die Nachricht an jürgen@zeitung.example kam zurück.

--grenze
Content-Type: message/global-delivery-status

Reporting-MTA: dns; mx.zeitung.example

Final-Recipient: utf-8; jürgen@zeitung.example
Action: failed
Status: 5.1.1

--grenze
Content-Type: message/global-headers

To: jürgen@zeitung.example
Message-ID: ${ID}
Subject: Veröffentlicht

--grenze--
`),
    )
    expect(report).toEqual({ messageId: ID, finding: { kind: 'dead-address', status: '5.1.1' } })
  })

  test.each([
    ['a full mailbox', '5.2.2', 'refused', 'count'],
    ['a disabled mailbox', '5.2.1', 'refused', 'count'],
    ['no reason', '5.0.0', 'refused', 'count'],
    ['our message’s length', '5.2.3', 'undelivered', 'note'],
    ['a policy', '5.7.1', 'undelivered', 'note'],
    ['no route', '5.4.4', 'undelivered', 'note'],
    ['days of trying', '4.4.7', 'undelivered', 'note'],
    ['a name that does not exist', '5.1.2', 'dead-address', 'end'],
  ])('for %s, %s: %s', async (_why, status, kind, does) => {
    const report = await read(postfixReport(ID, ['failed', status, 'desk@paper.example']))
    expect(report?.finding).toEqual({ kind, status })
    expect(report && consequenceOf(report.finding).does).toBe(does)
    expect(report && findingCode(report.finding)).toBe(`bounced-${status}`)
  })

  test('that waits only: it may still arrive', async () => {
    const report = await read(postfixReport(ID, ['delayed', '4.4.1', 'desk@paper.example']))
    expect(report?.finding).toEqual({ kind: 'delayed', status: '4.4.1' })
    expect(report && findingCode(report.finding)).toBe('delayed-4.4.1')
  })
})

describe('a report about several recipients, to whom one address forwards', () => {
  test('is good news when one of them got it', async () => {
    const report = await read(
      postfixReport(ID, ['failed', '5.1.1', 'a@paper.example'], ['relayed', '2.0.0', 'b@paper.example']),
    )
    expect(report?.finding).toEqual({ kind: 'nothing' })
  })

  test('is as bad as the mildest of them', async () => {
    const report = await read(
      postfixReport(ID, ['failed', '5.1.1', 'a@paper.example'], ['failed', '5.2.2', 'b@paper.example']),
    )
    expect(report?.finding).toEqual({ kind: 'refused', status: '5.2.2' })
  })
})

describe('a report from a feedback loop', () => {
  test('that is of abuse is a complaint', async () => {
    const report = await read(abuseReport(ID))
    expect(report).toEqual({ messageId: ID, finding: { kind: 'complaint' } })
    expect(report && findingCode(report.finding)).toBe('complained')
  })

  test.each(['fraud', 'virus', 'not-spam', 'other', 'auth-failure'])('of %s is none', async (type) => {
    expect(await read(abuseReport(ID, type))).toEqual({ messageId: ID, finding: { kind: 'nothing' } })
  })
})

describe('which mail it is about', () => {
  const bare = (field: string, inReplyTo: string) =>
    postfixReport('', ['failed', '5.1.1', 'desk@paper.example'])
      .replace('X-Postfix-Queue-ID: 4Xq1', field)
      .replace('Auto-Submitted: auto-replied', inReplyTo)

  test('a field of the report says, where nothing came back', async () => {
    const report = await read(bare(`X-Original-Message-ID: ${ID}`, 'In-Reply-To: <other@news.example>'))
    expect(report?.messageId).toBe(ID)
  })

  test('the report answers to it, where no field says so', async () => {
    expect((await read(bare('X-Any: 1', `In-Reply-To: ${ID}`)))?.messageId).toBe(ID)
  })

  test('nothing says', async () => {
    expect((await read(bare('X-Any: 1', 'X-Other: 1')))?.messageId).toBeNull()
  })
})

describe('what is no report', () => {
  const bounce = postfixReport(ID, ['failed', '5.1.1', 'desk@paper.example'])
  test.each([
    ['an ordinary mail', mail(`From: a@paper.example\nSubject: Hello\nMessage-ID: ${ID}\n\nHow are you?\n`)],
    ['a mail that quotes one', mail(`Subject: Fw\nContent-Type: text/plain\n\n${bounce}`)],
    ['a mail that forwards one', mail('Content-Type: message/rfc822\n\n') + bounce],
    ['one that is mixed', bounce.replace('multipart/report', 'multipart/mixed')],
    ['a receipt of reading', bounce.replace('message/delivery-status', 'message/disposition-notification')],
    ['one without a status', bounce.replace(/^Status: .*\r\n/m, '')],
    ['one with a status of its own', bounce.replace('Status: 5.1.1', 'Status: dead')],
    ['one without an action', bounce.replace(/^Action: .*\r\n/m, '')],
    ['one without a recipient', bounce.slice(0, bounce.indexOf('Final-Recipient'))],
    ['one without its boundary', bounce.replaceAll('--4Xq1', '-4Xq1')],
    ['a complaint without a type', abuseReport(ID).replace(/^Feedback-Type: .*\r\n/m, '')],
    ['nothing', ''],
    ['one blank line', '\r\n'],
    ['parts in parts beyond measure', nested(400)],
  ])('%s', async (_what, text) => {
    expect(await read(text)).toBeNull()
  })

  it('is anything at all: no bytes are a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(bounce.length), async (bytes, at) => {
        const damaged = Buffer.concat([
          Buffer.from(bounce.slice(0, at)),
          bytes,
          Buffer.from(bounce.slice(at)),
        ])
        await expect(readMailReport(damaged)).resolves.toBeDefined()
        await expect(readMailReport(bytes)).resolves.toBeNull()
      }),
    )
  })

  it('or is many recipients, read only so far', async () => {
    const many = Array.from(
      { length: 2000 },
      (_, index) => ['failed', '5.1.1', `a${index}@p.example`] as const,
    )
    expect((await read(postfixReport(ID, ...many)))?.finding.kind).toBe('dead-address')
  })
})

/** Multiparts inside each other. */
function nested(depth: number): string {
  const heads = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/report; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  )
  return heads.join('')
}

describe('an enhanced status', () => {
  it('is dead, refuses or is none of the address’s concern; only permanent ones end or count', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(20), fc.nat(30), (major, subject, detail) => {
        const verdict = judgeStatus(`${major}.${subject}.${detail}`)
        if (major !== 5 || subject > 2) expect(verdict).toBe('other')
        if (verdict === 'dead') expect(subject).toBe(1)
      }),
    )
  })
})

describe('a server’s refusal at once counts', () => {
  test.each([
    ['smtp-550', true],
    ['smtp-550-5.1.1', true],
    ['smtp-552-5.2.2', true],
    ['smtp-550-5.7.1', false],
    ['smtp-554-5.3.4', false],
    ['smtp-data-554', false],
    ['smtp-data-550-5.1.1', false],
    ['smtp-450', false],
    ['gave-up', false],
    ['no-answer', false],
  ])('%s: %s', (code, counts) => {
    expect(isRefusalOfAddress(code)).toBe(counts)
  })
})

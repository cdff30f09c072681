/** What is heard of the terms said on a call, and where they differ from what is declared. */
import { describe, expect, it, test } from 'vitest'
import { findConflicts } from '../../src/domain/spoken/conflicts.ts'
import { readSpoken } from '../../src/domain/spoken/read-spoken.ts'
import type { Terms } from '../../src/domain/terms.ts'
import type { Transcript } from '../../src/domain/transcript/model.ts'

const heard = (transcript: Transcript) =>
  readSpoken(transcript, { callDate: '2026-03-14', timeZone: 'America/New_York' })

function said(...paragraphs: readonly string[]): Transcript {
  return {
    callDate: null,
    venue: null,
    start: null,
    end: null,
    turns: [
      { speaker: 'MODERATOR', role: 'moderator', paragraphs: [...paragraphs] },
      { speaker: 'Q', role: 'reporter', paragraphs: ['Is it off the record and embargoed until midnight?'] },
      {
        speaker: 'SENIOR OFFICIAL',
        role: 'speaker',
        paragraphs: ['The harbor embargo is lifted until noon.'],
      },
      { speaker: 'MODERATOR', role: 'moderator', paragraphs: ['Thanks.'] },
    ],
  }
}

describe('the basis', () => {
  test.each([
    ['This call is on background.', 'on-background'],
    ['We are on deep background.', 'deep-background'],
    ['Today is on the record.', 'on-the-record'],
    ['This is off the record.', 'off-the-record'],
    ['I open on the record; questions are on background.', 'mixed'],
    ['Welcome.', null],
  ])('%j is %s', (sentence, basis) => {
    expect(heard(said(sentence)).basis).toBe(basis)
  })
})

describe('the attribution', () => {
  test.each([
    ['It is attributable to a “senior harbor official.”', ['senior harbor official']],
    ['It is attributed to "harbor officials," please.', ['harbor officials']],
    ['Attributable to senior administration officials, and embargoed.', ['senior administration officials']],
    [
      'On background to a “harbor official.” Again: attributable to a “harbor aide.”',
      ['harbor official', 'harbor aide'],
    ],
    ['Welcome.', []],
  ])('%j is %j', (sentence, phrases) => {
    expect(heard(said(sentence)).attribution.map(({ phrase }) => phrase)).toEqual(phrases)
  })
})

describe('the embargo', () => {
  test.each([
    ['It is embargoed until the end of the call.', 'call-end'],
    ['It is embargoed until its conclusion.', 'call-end'],
    ['The contents are embargoed until the call concludes.', 'call-end'],
    ['It is embargoed until 5:00 a.m. Eastern tomorrow.', 'time'],
    ['It is under embargo until noon.', 'time'],
    ['It is embargoed until we notify you.', 'notice'],
    ['There is no embargo on this call.', 'none'],
    ['It is embargoed until the end of the week.', 'mixed'],
    ['What we hand out at the end of the call is embargoed until they release it.', 'event'],
    ['This call is embargoed.', 'mixed'],
    ['The call is embargoed until it ends. The sheet is embargoed until 9:00 a.m.', 'call-end'],
    ['You have the embargoed sheet.', 'unstated'],
    ['Welcome.', 'unstated'],
  ])('%j is %s', (sentence, kind) => {
    expect(heard(said(sentence)).terms.kind).toBe(kind)
  })

  it('is quoted by the sentence that settles it', () => {
    const terms = heard(said('Hello. It is embargoed until 5:00 a.m. Eastern tomorrow. Thanks.'))
    expect(terms.terms.quotes).toEqual([
      { text: 'It is embargoed until 5:00 a.m. Eastern tomorrow.', turn: 0, paragraph: 0 },
    ])
  })

  test.each([
    ['The embargo is now lifted.', true],
    ['The embargo on the contents of this call have now lifted.', true],
    ['The embargo has been lifted.', true],
    ['The embargo will be lifted at noon.', false],
    ['Once the embargo is lifted, write.', false],
    ['The embargo has not been lifted.', false],
  ])('%j announces the lift: %s', (sentence, lifted) => {
    expect(heard(said(sentence)).liftAnnounced !== null).toBe(lifted)
  })
})

describe('conflicts', () => {
  const declared = {
    basis: 'on-background',
    attribution: 'Senior Harbor Official',
    terms: { until: 'call-end' },
  } as const
  const conflictsOf = (transcript: Transcript, terms: Terms = declared.terms) =>
    findConflicts(transcript, heard(transcript), { ...declared, terms })

  test.each([
    ['Welcome.', []],
    ['On background, attributable to “senior harbor officials,” embargoed until the end of the call.', []],
    ['This is on the record.', ['basis-differs']],
    ['I open on the record; questions are on background.', ['basis-differs']],
    ['Attributable to a “harbor aide.”', ['attribution-differs']],
    ['It is embargoed until 5:00 a.m.', ['terms-differ']],
    ['There is no embargo.', ['terms-differ']],
    ['It is embargoed until the sheet is out.', ['terms-differ']],
    [
      'On the record. Attributable to a “harbor aide.” No embargo.',
      ['basis-differs', 'attribution-differs', 'terms-differ'],
    ],
  ])('%j: %j', (sentence, codes) => {
    expect(conflictsOf(said(sentence)).map(({ code }) => code)).toEqual(codes)
  })

  it('is one when an embargo was said and none is declared', () => {
    for (const sentence of ['It is embargoed until the end of the call.', 'This call is embargoed.'])
      expect(conflictsOf(said(sentence), { until: 'none' })).toMatchObject([
        { code: 'terms-differ', said: sentence, declared: 'no embargo' },
      ])
  })
})

/** Families of wordings: each a rule that staff state in many ways, as a dozen of them would. */
import { describe, expect, it, test } from 'vitest'
import { aTranscript, heard, opening } from '../support/a-transcript.ts'

const TOMORROW_NOON = '2026-03-17T12:00'

/** What is heard where a reporter asks and the moderator answers in the next turn. */
function asked(question: string, ...answer: readonly [string, ...string[]]) {
  return heard(
    aTranscript(
      ['M', 'Welcome. This is on background.'],
      ['S', 'Tides.'],
      ['Q', question],
      ['M', ...answer],
      ['S', 'Moon.'],
      ['M', 'Thanks.'],
    ),
  ).terms
}

describe('a question whether it is embargoed', () => {
  test.each([
    ['Is this embargoed?', 'Oh, yes. It is, and I should have said so. Until noon tomorrow, Eastern.'],
    ['Is there an embargo on this?', 'There is. Noon tomorrow.'],
    ['Are we under embargo?', 'You are, until noon tomorrow.'],
    ['Is any of this embargoed? There was no time in the invite.', 'Sorry. All of it. Noon tomorrow.'],
    ['When does the embargo lift?', 'At noon tomorrow.'],
    ['What time is the embargo?', 'Noon tomorrow, Eastern.'],
    ['Did you say there is an embargo?', 'I did not, and I should have. It’s until noon tomorrow.'],
    ['And the embargo?', 'Noon tomorrow.'],
    ['Is this under embargo?', 'Yes, sorry. So noon tomorrow, if you would.'],
    ['Can you repeat the embargo time?', 'Sure. It’s noon tomorrow.'],
  ])('%j — %j', (question, answer) => {
    expect(asked(question, answer)).toMatchObject({ kind: 'time', at: TOMORROW_NOON, conflict: false })
  })

  test.each([
    ['Is this embargoed?', 'Yes.'],
    ['Is this embargoed?', 'It is. I will come back to you with the time.'],
    ['Is there an embargo?', 'Yes, there is.'],
    ['So this is under embargo?', 'Correct.'],
    ['Is it embargoed until noon?', 'That’s right.'],
    ['Is this embargoed?', 'No, but please hold it for the minister.'],
    ['Is this embargoed?', 'Not until we hang up.'],
  ])('is never unstated, nor free: %j — %j', (question, answer) => {
    expect(['unstated', 'none']).not.toContain(asked(question, answer).kind)
  })

  test.each([
    ['Is this embargoed?', 'No.'],
    ['Hi. Is there an embargo on this call?', 'No, you can go ahead.'],
    ['Is there an embargo?', 'There is no embargo.'],
  ])('answered that there is none: %j — %j', (question, answer) => {
    expect(asked(question, answer)).toMatchObject({ kind: 'none', conflict: false })
  })

  test.each([
    ['The fact sheet is marked embargoed. Until when?', 'Until noon tomorrow.'],
    ['Is the report embargoed?', 'Yes.'],
    ['Does the arms embargo hold?', 'Yes.'],
    ['Is the embargo on Atlantis over?', 'Not until noon tomorrow.'],
  ])('of something else is none of the call: %j — %j', (question, answer) => {
    const said = heard(
      aTranscript(
        ['M', 'This call is embargoed until we hang up.'],
        ['S', 'Tides.'],
        ['Q', question],
        ['S', answer],
        ['M', 'Thanks.'],
      ),
    )
    expect(said.terms).toMatchObject({ kind: 'call-end', conflict: false })
  })
})

describe('an embargo named beside its time', () => {
  test.each([
    'Nothing from tonight may be used before noon tomorrow; that’s the embargo, and it covers the summary too.',
    'You can’t use any of this before noon tomorrow — that is our embargo.',
    'The embargo, in case it wasn’t clear, is noon tomorrow.',
    'Not a word of this before noon tomorrow; consider that the embargo.',
    'Hold everything until noon tomorrow, because we’re under embargo.',
    'There’s an embargo, and it’s noon tomorrow.',
    'We do have an embargo: nothing before noon tomorrow.',
    'An embargo applies. Noon tomorrow.',
    'The usual embargo applies: you may not publish before noon tomorrow, and the sheet goes with it.',
    'This is under embargo; the time is noon tomorrow.',
    'Please keep this under wraps until noon tomorrow.',
    'You’ll have to wait until noon tomorrow to publish any of this.',
    'It’s for release at noon tomorrow, and embargoed till then.',
    'We’d ask that no one report on this ahead of noon tomorrow.',
    'You may publish from noon tomorrow.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'time', at: TOMORROW_NOON, conflict: false })
  })
})

describe("the call's end, as people leave it", () => {
  test.each([
    'It is embargoed until we finish the call, and not a moment longer.',
    'When the line drops you’re free to use it.',
    'You can use it once we’ve walked out of this room.',
    'We’re embargoed till the call is through, at which point it’s all yours.',
    'It’s under embargo until we’re done here, then it’s yours.',
    'The embargo holds until the last of us has hung up.',
    'What you’ve heard on this call is yours when we’re done.',
    'It’s yours to use as soon as this briefing breaks up.',
    'Nothing may be used until we’ve said goodbye.',
    'Once the phone line closes you may file.',
    'The embargo runs until you leave the room.',
    'We are embargoed until we close out the call.',
    'It’s embargoed until this call comes to an end.',
    'Please don’t file till everybody is off the line.',
    'It is embargoed for as long as this call lasts.',
    'It is embargoed while we are on the call.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'call-end', conflict: false })
  })

  test.each([
    'It’s embargoed until we finish the negotiations.',
    'It’s embargoed until we close the deal.',
    'It’s embargoed until the talks are over.',
    'It is embargoed until the session of parliament ends.',
    'It is embargoed until the line opens to traffic.',
  ])('is not the end of something else: %j', (words) => {
    expect(opening(words).terms.kind).toBe('event')
  })
})

describe('an embargo that is on trade', () => {
  const spoken = (rules: string, ...said: readonly [string, ...string[]]) =>
    heard(
      aTranscript(
        ['M', rules],
        ['S', 'The Council extended the arms embargo on Karvenia.', ...said],
        ['Q', 'Thanks. When will the embargo be lifted?'],
        ['S', 'There is a review in six months.'],
        ['M', 'Thanks.'],
      ),
    ).terms

  test.each([
    'First, the embargo now covers drones.',
    'An embargo isn’t a wall.',
    'Only Congress can repeal the embargo.',
    'The embargo otherwise remains in force.',
    'We will keep the embargo until they vote.',
    'Smugglers broke the embargo for years.',
    'That embargo is lifted for the northern provinces.',
  ])('is none of the call: %j', (words) => {
    expect(spoken('We’re on background for this.', words).kind).toBe('unstated')
    expect(spoken('This call is not embargoed.', words)).toMatchObject({ kind: 'none', conflict: false })
    expect(spoken('This call is embargoed until we hang up.', words)).toMatchObject({
      kind: 'call-end',
      conflict: false,
    })
  })
})

describe('figures and papers with a time of their own', () => {
  test.each([
    'Please don’t quote those numbers before Friday, even if one of us says them.',
    'The fact sheet is different: it is embargoed until 6 a.m. on Friday.',
    'The report can’t be published until noon tomorrow.',
    'Don’t post the slides until noon tomorrow.',
  ])('leave the call alone: %j', (words) => {
    expect(opening(`This call is embargoed until we hang up. ${words}`).terms).toMatchObject({
      kind: 'call-end',
      conflict: false,
    })
  })
})

describe("staff's word, by mail or otherwise", () => {
  test.each([
    'It is embargoed until we notify you, by email, that the crew is aboard.',
    'Do not report any of it until you have that email from us.',
    'Nobody on this call is released till you hear from us.',
    'It’s embargoed until you get a note from our office.',
    'Hold this until the email lands in your inbox.',
    'The embargo lifts when we send the all-clear.',
    'Everything is embargoed until I’ve texted you.',
    'Please sit on this until you receive word from me.',
    'It stays embargoed until we’ve emailed everyone that they are safe.',
    'The embargo holds until you see an email saying so.',
    'It is embargoed until you’ve had our message.',
    'Embargoed until one of us calls you.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'notice', conflict: false })
  })

  it('said again in other words is no conflict', () => {
    const { terms } = opening(
      'It is embargoed until we notify you, by email, that the crew is aboard. You will get that email from us; until you do, hold everything. Please do not report it until you have that email from us.',
    )
    expect(terms).toMatchObject({ kind: 'notice', conflict: false })
  })
})

describe('parts with terms of their own', () => {
  test.each([
    'Part one is embargoed until the end of this briefing. Part two is embargoed until 8 a.m. tomorrow.',
    'The first half is embargoed until we hang up, and the second half until noon tomorrow.',
    'The opening remarks are embargoed until noon; the Q&A is embargoed until we are done.',
    'The remarks are embargoed until noon tomorrow and the questions until the end of the call.',
    'Part one is not embargoed. Part two is embargoed until 8 a.m. tomorrow.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'mixed', conflict: false })
  })

  it('summed up at the close are no conflict', () => {
    const said = heard(
      aTranscript(
        ['M', 'Part one is embargoed until we are done. Part two is embargoed until 8 a.m. tomorrow.'],
        ['S', 'Tides.'],
        ['M', 'So: the lake you can use once we’ve walked out of this room; the railway at 8:00 tomorrow.'],
      ),
    )
    expect(said.terms).toMatchObject({ kind: 'mixed', conflict: false })
  })
})

describe('terms that take the place of others', () => {
  test.each([
    'It’s embargoed until the meeting has been told, which is at 6:30 p.m. So 6:30 p.m., whether or not it has begun.',
    'It’s embargoed until she speaks. Make that 6:30 p.m., regardless of when she starts.',
    'It’s embargoed until the speech at 6:30 p.m. So 6:30 p.m., no matter what.',
    'It’s embargoed until 5 p.m. Sorry, it’s no longer five. The new time is 6:30 p.m.',
    'It’s embargoed until 5 p.m. Correction: the embargo is 6:30 p.m.',
    'It’s embargoed until the end of the call. Scratch that: it is embargoed until 6:30 p.m.',
    'It’s embargoed until 5 p.m. We are pushing the embargo back. It’s now 6:30 p.m.',
    'It’s embargoed until 8 p.m. We’re moving the embargo up. The new time is 6:30 p.m. today.',
    'It’s embargoed until 8 p.m. The embargo has been brought forward to 6:30 p.m.',
    'It’s embargoed until 8 p.m. Please disregard what I said. The embargo is 6:30 p.m.',
  ])('%j', (words) => {
    expect(opening(words).terms).toMatchObject({ kind: 'time', at: '2026-03-16T18:30', conflict: false })
  })
})

describe('the basis by what it is said of', () => {
  test.each([
    ['What the director says from this podium is on the record.', 'on-the-record'],
    ['What you hear from me is on the record.', 'on-the-record'],
    ['So that’s background.', 'on-background'],
    ['You may attribute what you hear to “harbor officials,” on background.', 'on-background'],
    ['The minister is on the record; his staff are on background.', 'mixed'],
    ['What the commissioner says is on the record. After that we’re on background.', 'mixed'],
    ['Our two guests are speaking on background.', 'on-background'],
    ['Everyone you hear is on deep background.', 'deep-background'],
    ['Nothing you hear is for use: it is all off the record.', 'off-the-record'],
    ['I’m on the record and you can use my name.', 'on-the-record'],
    ['The secretary will be on the record tomorrow.', null],
    ['As I said on the record last week, tides rise.', null],
  ])('%j is %s', (words, basis) => {
    expect(opening(words).basis).toBe(basis)
  })
})

describe('the phrase to attribute by', () => {
  test.each([
    'Our speakers can be cited as “harbor officials.”',
    'It is on background, however, to “harbor officials.”',
    'I’ll give you our “harbor officials,” on background.',
    'What you write may be sourced to “harbor officials” and to nobody closer.',
    'It’s attributable to “har- — “harbor officials.”',
    'In your copy they’re “harbor officials.”',
    'It’s on background, and attribution’s to “harbor officials.”',
    'Please call them “harbor officials.”',
    'We’d ask you use “harbor officials.”',
    'They should be described only as “harbor officials.”',
    'Kindly attribute to “harbor officials.”',
    'Attribution today is “harbor officials.”',
    'You can refer to our speakers as “harbor officials.”',
    'They may be quoted as “harbor officials.”',
    'Speakers may be identified as harbor officials.',
    'On background, “harbor officials,” please.',
    'Anything you use should be attributed to harbor officials, please.',
    'We are “harbor officials” in anything you write or quote.',
  ])('%j', (words) => {
    expect(opening(words).attribution.map(({ phrase }) => phrase)).toEqual(['harbor officials'])
  })

  it('is not one that staff forbid', () => {
    const said = opening('Attribute it to “a person familiar with it.” You can’t quote “a harbor aide.”')
    expect(said.attribution.map(({ phrase }) => phrase)).toEqual(['person familiar with it'])
  })
})

describe('whatever the call is called, and however it is held', () => {
  const subjects =
    'This call|Everything you hear|What we say|All of this|These remarks|This conversation and the fact sheet|It|The information we give you|Anything said here|Our discussion|Today’s briefing|This preview|The announcement|The Q&A|The material we discuss|The readout you are about to get|The statement and our answers|The decision|What follows|The findings'.split(
      '|',
    )
  const predicates =
    'is embargoed until|is under embargo until|will be held under embargo until|remains embargoed until|is under a strict embargo until|has a brief embargo until|is being provided under embargo until|is subject to an embargo until|stays under embargo until'.split(
      '|',
    )
  test.each([
    ['5 p.m. Eastern today', 'time'],
    ['seven tomorrow morning', 'time'],
    ['the end of the call', 'call-end'],
    ['we hang up', 'call-end'],
    ['the minister speaks', 'event'],
    ['we notify you', 'notice'],
  ])('until %s is %s', (wait, kind) => {
    const said = subjects.flatMap((subject) =>
      predicates.map((predicate) => `${subject} ${predicate} ${wait}.`),
    )
    const missed = said.filter((words) => {
      const { terms } = opening(`Good morning. ${words}`)
      return terms.kind !== kind || terms.conflict
    })
    expect(missed).toEqual([])
  })
})

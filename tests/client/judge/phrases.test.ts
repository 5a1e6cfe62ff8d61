import { describe, expect, it } from 'vitest'
import { MOST_NOTE_LETTERS } from '#domain/note.ts'
import { noPoints, ofThousandths } from '#domain/points.ts'
import type { Aspect } from '#domain/rubric.ts'
import { builtIn } from '../../../client/i18n/phrases.ts'
import { offered, ownPhrases, phraseGroupOf, piecesOf, tapped, usedPhrases } from '../../../client/judge/phrases.ts'
import { fitted } from '../../../client/judge/re-encode.ts'
import { type ARule, judgement, rubricOf, yesNo } from '../../support/rubrics.ts'

const aspectOf = (rule: ARule) => rubricOf([rule]).criteria[0]!.subCriteria[0]!.aspects[0]!

describe('a quick phrase', () => {
  it('goes in with one tap and out with another, and leaves the other words alone', () => {
    expect(tapped('', '未完成', '；')).toBe('未完成')
    expect(tapped('未完成', '见照片', '；')).toBe('未完成；见照片')
    expect(tapped('未完成；我写的；见照片', '见照片', '；')).toBe('未完成；我写的')
    expect(tapped('Over time', 'See photo', '; ')).toBe('Over time; See photo')
  })

  it('does not go in where the note would grow too long', () => {
    const full = '字'.repeat(MOST_NOTE_LETTERS - 2)
    expect(tapped(full, '未完成', '；')).toBe(full)
  })

  it('that was used before comes first: the most used, and among equals the latest', () => {
    const used = usedPhrases([
      { text: '未完成；线头外露', at: 1 },
      { text: '线头外露', at: 2 },
      { text: '待复核', at: 3 },
      { text: '这一句话太长了，长到不能再叫做一个短语，所以不列', at: 4 },
    ])
    expect(used).toEqual(['线头外露', '待复核', '未完成'])
  })

  it('comes from the aspect’s own words: faults, options, levels, notes', () => {
    const fault = { amount: ofThousandths(500), cap: null }
    const deduction = aspectOf({
      kind: 'deduction',
      start: noPoints,
      floor: null,
      faults: [
        { name: '未戴护目镜', ...fault },
        { name: '带电作业', ...fault },
      ],
      max: 0,
    })
    expect(ownPhrases(deduction)).toEqual(['未戴护目镜', '带电作业'])
    const levels: Aspect = {
      ...aspectOf(judgement(1)),
      kind: 'judgement',
      levels: ['凌乱或受损，未完成敷设', '横平竖直'],
    }
    expect(ownPhrases(levels)).toEqual(['凌乱或受损', '未完成敷设', '横平竖直'])
    expect(ownPhrases({ ...aspectOf(yesNo(1)), notes: ['色泽、刀工、装盘'] })).toEqual(['色泽', '刀工', '装盘'])
    expect(ownPhrases({ ...aspectOf(yesNo(1)), notes: ['An explanation that is far too long for a key'] })).toEqual([])
  })

  it('is offered once, in the order used, own, built in, and never holds two', () => {
    expect(offered(['b'], ['a', 'b', 'x；y'], ['c', 'a'])).toEqual(['b', 'a', 'c'])
    expect(phraseGroupOf(aspectOf(judgement(1)))).toBe('judged')
    expect(phraseGroupOf(aspectOf(yesNo(1)))).toBe('measured')
  })

  it('is there in both languages, each short, each one piece', () => {
    for (const group of ['measured', 'judged', 'deducted', 'always'] as const) {
      expect(builtIn.en[group]).toHaveLength(builtIn['zh-CN'][group].length)
      for (const phrase of [...builtIn.en[group], ...builtIn['zh-CN'][group]]) {
        expect(piecesOf(phrase)).toEqual([phrase])
        expect(phrase.length).toBeLessThanOrEqual(32)
      }
    }
  })
})

describe('a photo', () => {
  it('is made to fit with its proportions, and never larger', () => {
    expect(fitted(4000, 3000, 1600)).toEqual([1600, 1200])
    expect(fitted(3000, 4000, 1600)).toEqual([1200, 1600])
    expect(fitted(800, 600, 1600)).toEqual([800, 600])
    expect(fitted(10_000, 1, 1600)).toEqual([1600, 1])
  })
})

import { describe, expect, it } from 'vitest'
import { nameSize } from '../../../client/screen/name-size.ts'

describe("a name on the hall's board", () => {
  it.each([
    ['王澄', 'large'],
    ['司马光耀祖', 'large'],
    ['尼玛次仁多吉', 'middle'],
    ['Tessa Moyo', 'middle'],
    ['买买提吐尔逊·阿卜杜热合曼', 'two-lines'],
    ['Konstantina Papadopoulou', 'two-lines'],
    ['07-B', 'large'],
  ])('%s is set %s', (name, size) => expect(nameSize(name)).toBe(size))
})

import { For, type JSX } from 'solid-js'
import type { MarkValue } from '#domain/mark.ts'
import { formatPoints, noPoints, roundTo } from '#domain/points.ts'
import type { Aspect } from '#domain/rubric.ts'
import { seatValue } from '#domain/worth.ts'
import { aspectWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import { signed } from '../ui/limits.ts'
import { isLong } from './card-places.ts'
import type { Marking } from './createMarking.ts'
import { gradesOf, type ScaledAspect } from './scale.ts'
import { phrases } from './shown.ts'

type Of<Kind extends Aspect['kind']> = Extract<Aspect, { kind: Kind }>

/** One key that gives a whole mark with one tap. Tapping the chosen one again does nothing. */
export function Key(props: {
  marking: Marking
  aspect: Aspect
  value: MarkValue
  class?: string
  typed?: string
  children: JSX.Element
}) {
  const chosen = () => JSON.stringify(props.marking.givenOf(props.aspect)) === JSON.stringify(props.value)
  const earlier = () => chosen() && props.marking.isEarlier(props.aspect)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with a digit and a description is no native radio
    <button
      type="button"
      role="radio"
      class={props.class}
      aria-checked={chosen() && !earlier()}
      data-typing={props.typed !== undefined && props.marking.typedOn(props.aspect) === props.typed ? '' : undefined}
      data-earlier={earlier() ? t('myEarlier') : undefined}
      disabled={!props.marking.mayMark(props.aspect)}
      onClick={() =>
        chosen() && !earlier()
          ? props.marking.touch(props.aspect)
          : props.marking.give(props.aspect, props.value, 'finger')
      }
    >
      {props.children}
    </button>
  )
}

/** 0–3 (or as many levels as the scale has), each with its description. */
export function LevelKeys(props: { marking: Marking; aspect: Of<'judgement'> }) {
  return (
    <div
      class="judge-choices"
      role="radiogroup"
      aria-label={aspectWords(props.aspect.id)}
      data-long={isLong(props.aspect) ? '' : undefined}
    >
      <For each={props.aspect.levels}>
        {(words, level) => (
          <Key
            marking={props.marking}
            aspect={props.aspect}
            value={{ kind: 'judgement', level: level() }}
            typed={String(level())}
            class="judge-choice"
          >
            <span class="judge-d">{level()}</span>
            <span class="judge-t" data-latin={/\p{Script=Han}/u.test(words) ? undefined : ''}>
              <For each={phrases(words)}>
                {(phrase) => (
                  <>
                    <span class="keep">{phrase.trimEnd()}</span>
                    {/\s$/.test(phrase) ? ' ' : ''}
                  </>
                )}
              </For>
            </span>
            <Icon name="check" class="judge-tick" />
          </Key>
        )}
      </For>
    </div>
  )
}

export function YesNoKeys(props: { marking: Marking; aspect: Of<'pass-fail'> }) {
  return (
    <div class="judge-two" role="radiogroup" aria-label={aspectWords(props.aspect.id)}>
      <Key marking={props.marking} aspect={props.aspect} value={{ kind: 'pass-fail', passed: true }}>
        <span>{t('yes')}</span>
        <small>{formatPoints(props.aspect.max)}</small>
      </Key>
      <Key marking={props.marking} aspect={props.aspect} value={{ kind: 'pass-fail', passed: false }}>
        <span>{t('no')}</span>
        <small>{formatPoints(noPoints)}</small>
      </Key>
    </div>
  )
}

/** n of N, where N is small enough for a key each. */
export function CountKeys(props: { marking: Marking; aspect: Of<'count'> }) {
  return (
    <div
      class="judge-counts"
      role="radiogroup"
      aria-label={`${aspectWords(props.aspect.id)} ${t('upTo', { of: String(props.aspect.of) })}`}
    >
      <For each={Array.from({ length: props.aspect.of + 1 }, (_, n) => n)}>
        {(done) => (
          <Key marking={props.marking} aspect={props.aspect} value={{ kind: 'count', done }} typed={String(done)}>
            {done}
          </Key>
        )}
      </For>
    </div>
  )
}

/** More keys than this are too narrow for a glove across a tablet held upright. */
const ONE_ROW = 9
const inARow = (keys: number) => (keys <= ONE_ROW ? keys : Math.ceil(keys / 2))

/** A grade of few steps: a key each. */
export function GradeKeys(props: { marking: Marking; aspect: ScaledAspect }) {
  const grades = () => gradesOf(props.aspect) ?? []
  /** What a keypad has typed so far may still become several grades. */
  const begun = (grade: string) => {
    const text = props.marking.typedOn(props.aspect)
    return text !== null && grade.startsWith(text) ? text : grade
  }
  return (
    <div
      class="judge-counts judge-grades"
      role="radiogroup"
      aria-label={aspectWords(props.aspect.id)}
      style={{ '--keys': String(inARow(grades().length)) }}
    >
      <For each={grades()}>
        {(grade) => (
          <Key marking={props.marking} aspect={props.aspect} value={{ kind: 'scaled', grade }} typed={begun(grade)}>
            {signed(grade)}
          </Key>
        )}
      </For>
    </div>
  )
}

/** What an option gives; the scale is to two decimals (RULES §2). */
const worthOf = (aspect: Of<'choice'>, option: number) => roundTo(seatValue(aspect, { kind: 'choice', option }), 2)

export function ChoiceKeys(props: { marking: Marking; aspect: Of<'choice'> }) {
  return (
    <div class="judge-options" role="radiogroup" aria-label={aspectWords(props.aspect.id)}>
      <For each={props.aspect.options}>
        {(option, i) => (
          <Key
            marking={props.marking}
            aspect={props.aspect}
            value={{ kind: 'choice', option: i() }}
            typed={String(i() + 1)}
          >
            <b>{i() + 1}</b>
            <span>{option.label}</span>
            <small>{formatPoints(worthOf(props.aspect, i()))}</small>
          </Key>
        )}
      </For>
    </div>
  )
}

import { aspectWords } from '../i18n/attempts.ts'
import './closeness.css'
import './veto-and-time.css'
import './amended.css'
import { createEffect, createMemo, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import type { SeatEntry } from '#contract/seats.ts'
import { formatPoints } from '#domain/points.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { t as amended } from '../i18n/amended.ts'
import { t } from '../i18n/judge.ts'
import { CardNotice } from './CardNotice.tsx'
import { ChoiceKeys, CountKeys, GradeKeys, LevelKeys, YesNoKeys } from './ChoiceKeys.tsx'
import { type CardPlace, placeCards, shapeOf } from './card-places.ts'
import { type Closeness, createFit } from './createFit.ts'
import type { Marking } from './createMarking.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import { DeductionSteps } from './DeductionSteps.tsx'
import { NoteSign } from './NoteSign.tsx'
import { NumberPad, Reading } from './NumberPad.tsx'
import { usesPad } from './pad.ts'
import { ReadOnly, SaveState } from './SaveState.tsx'
import { SheetNote } from './SheetNote.tsx'
import { shown } from './shown.ts'
import { VetoKeys } from './VetoKeys.tsx'

/**
 * The cards of one sheet, in the order of its aspects. Where several figures are typed, one pad serves them all and
 * stays where it is; a single one has its pad on its own card, as drawn.
 */
export function MarkCards(props: { marking: Marking; notes: NoteDesk; entry: SeatEntry; subCriterion: SubCriterion }) {
  const [main, setMain] = createSignal<HTMLElement>()
  createEffect(
    on(props.marking.moves, () => {
      const id = props.marking.aspect()?.id
      const card = id === undefined ? undefined : main()?.querySelector(`[data-aspect="${CSS.escape(id)}"]`)
      card?.scrollIntoView({ block: 'nearest' })
    }),
  )
  const closeness = createFit(main)
  const aspects = () => props.subCriterion.aspects
  const isOwn = (aspect: Aspect) => props.marking.isAsked(aspect)
  const pads = createMemo(() => aspects().filter((aspect) => usesPad(aspect) && isOwn(aspect)))
  const isShared = () => pads().length > 1
  /** The figure that the shared pad is for: the current one, or the last that was. */
  const padFor = createMemo<Aspect | undefined>((before) => {
    const current = props.marking.aspect()
    return pads().find(({ id }) => id === current?.id) ?? before ?? pads()[0]
  })
  const plan = createMemo(() => {
    const at = pads().map((aspect) => aspects().indexOf(aspect))
    return placeCards(
      aspects().map((aspect) => shapeOf(aspect, isOwn(aspect), !isShared())),
      closeness() === 'snug' || closeness() === 'tight',
      isShared() ? { from: Math.min(...at), to: Math.max(...at) } : null,
    )
  })
  return (
    <main class="judge-main" ref={setMain} classList={classesOf[closeness()]}>
      <div class="judge-said">
        <SheetNote marking={props.marking} entry={props.entry} subCriterion={props.subCriterion} />
      </div>
      <div class="judge-cards">
        <For each={aspects()}>
          {(aspect, i) => (
            <>
              <MarkCard
                marking={props.marking}
                notes={props.notes}
                aspect={aspect}
                hasPad={!isShared()}
                place={plan().cards[i()]}
              />
              <Show when={isShared() && aspect.id === pads()[pads().length - 1]?.id && padFor()}>
                {(figure) => (
                  <SharedPad marking={props.marking} notes={props.notes} aspect={figure()} place={plan().pad} />
                )}
              </Show>
            </>
          )}
        </For>
      </div>
    </main>
  )
}

const classesOf: Readonly<Record<Closeness, Readonly<Record<string, boolean>>>> = {
  roomy: { close: false, near: false, tight: false },
  compact: { close: true, near: false, tight: false },
  snug: { close: true, near: true, tight: false },
  tight: { close: true, near: true, tight: true },
}

const areaOf = (place: CardPlace | null | undefined) =>
  place ? `${place.row} / ${place.column} / span ${place.rows} / span ${place.columns}` : 'auto'

const isPenalty = (aspect: Aspect) => aspect.kind === 'deduction' && aspect.max === 0

function CardHead(props: { marking: Marking; notes: NoteDesk; aspect: Aspect }) {
  return (
    <header>
      <span class="judge-id">{aspectWords(props.aspect.id)}</span>
      <h2>
        {props.aspect.name}{' '}
        <span class="judge-max">
          {isPenalty(props.aspect)
            ? t('kind.penalty')
            : t(`kind.${props.aspect.kind}`, { max: formatPoints(props.aspect.max) })}
        </span>
        <Show when={props.marking.givenOf(props.aspect)?.kind === 'not-attempted'}>
          {' '}
          <span class="judge-tag">{t('notAttempted')}</span>
        </Show>
        <Show when={props.marking.amendedOf(props.aspect)?.kind === 'corrected'}>
          {' '}
          <span class="judge-amended">{amended('corrected')}</span>
        </Show>
      </h2>
      <NoteSign standing={props.notes.standingOf(props.marking.entry()?.id, props.aspect.id)} />
      <span class="judge-cst">
        <SaveState marking={props.marking} aspect={props.aspect} />
      </span>
    </header>
  )
}

function MarkCard(props: {
  marking: Marking
  notes: NoteDesk
  aspect: Aspect
  hasPad: boolean
  place: CardPlace | undefined
}) {
  const isOpen = () => props.hasPad && props.marking.isAsked(props.aspect)
  const notice = (): 'attention' | 'spread' | undefined => {
    if (props.marking.cellOf(props.aspect)?.receipt) return 'attention'
    return props.marking.hasSpread(props.aspect) ? 'spread' : undefined
  }
  return (
    <section
      class="judge-card"
      style={{ '--area': areaOf(props.place) }}
      data-columns={props.place?.columns}
      data-notes={props.aspect.notes.length + (props.aspect.requirement ? 1 : 0)}
      data-aspect={props.aspect.id}
      tabindex={-1}
      data-kind={usesPad(props.aspect) ? 'pad' : props.aspect.kind}
      data-open={usesPad(props.aspect) && isOpen() ? '' : undefined}
      data-current={props.marking.aspect()?.id === props.aspect.id ? '' : undefined}
      data-notice={notice()}
      data-amended={props.marking.amendedOf(props.aspect)?.kind}
      aria-label={`${aspectWords(props.aspect.id)} ${props.aspect.name}`}
    >
      <Show when={notice()} fallback={<CardHead marking={props.marking} notes={props.notes} aspect={props.aspect} />}>
        {(kind) => <CardNotice kind={kind()} marking={props.marking} notes={props.notes} aspect={props.aspect} />}
      </Show>
      <For each={props.aspect.notes}>{(note) => <p class="judge-note">{note}</p>}</For>
      <Show when={props.aspect.requirement}>
        <p class="judge-note">
          {t('requirement')}：{props.aspect.requirement}
        </p>
      </Show>
      <Show
        when={props.marking.isAsked(props.aspect)}
        fallback={
          <p class="judge-agreed">
            <b>{shown(props.aspect, props.marking.givenOf(props.aspect))}</b>
            <ReadOnly when={!props.marking.seat.isOwn(props.aspect.id)} />
          </p>
        }
      >
        <Keys marking={props.marking} aspect={props.aspect} hasPad={props.hasPad} />
      </Show>
    </section>
  )
}

/** One pad for all figures of the sheet: it never moves, so the hand need not either. */
function SharedPad(props: { marking: Marking; notes: NoteDesk; aspect: Aspect; place: CardPlace | null }) {
  return (
    <section
      class="judge-card"
      style={{ '--area': areaOf(props.place) }}
      data-kind="pad"
      data-open=""
      data-shared=""
      aria-label={t('padFor', { id: aspectWords(props.aspect.id) })}
    >
      <CardHead marking={props.marking} notes={props.notes} aspect={props.aspect} />
      <Reading marking={props.marking} aspect={props.aspect} isShared={true} />
      <NumberPad marking={props.marking} aspect={props.aspect} />
    </section>
  )
}

function Keys(props: { marking: Marking; aspect: Aspect; hasPad: boolean }) {
  return (
    <Switch>
      <Match when={usesPad(props.aspect)}>
        <Reading marking={props.marking} aspect={props.aspect} />
        <Show when={props.hasPad}>
          <NumberPad marking={props.marking} aspect={props.aspect} />
        </Show>
      </Match>
      <Match when={props.aspect.kind === 'judgement' && props.aspect}>
        {(aspect) => <LevelKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'pass-fail' && props.aspect}>
        {(aspect) => <YesNoKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'count' && props.aspect}>
        {(aspect) => <CountKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'scaled' && props.aspect}>
        {(aspect) => <GradeKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'veto' && props.aspect}>
        {(aspect) => <VetoKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'choice' && props.aspect}>
        {(aspect) => <ChoiceKeys marking={props.marking} aspect={aspect()} />}
      </Match>
      <Match when={props.aspect.kind === 'deduction' && props.aspect}>
        {(aspect) => <DeductionSteps marking={props.marking} aspect={aspect()} />}
      </Match>
    </Switch>
  )
}

import { createMemo, createSignal, onMount } from 'solid-js'
import type { AmendmentPreview, StageAmendments } from '#contract/amendments.ts'
import { type Amendment, correctionFaults, type Gift } from '#domain/amend.ts'
import type { AspectId, StageId } from '#domain/ids.ts'
import { type Aspect, aspectsOf } from '#domain/rubric.ts'
import { api, ask, type Problem } from '../../api.ts'

/** Aspects that a search lists at once. */
const MOST_FOUND = 12

export type Way = Amendment['kind']

/**
 * The amending of one stage: which aspect, how, and what that would do. A preview stands only as long as nothing of the
 * amendment is changed: what is confirmed is what was seen.
 */
export function createAmending(stageId: StageId) {
  const param = { stageId }
  const { amendments } = api.api.stages[':stageId']
  const [view, setView] = createSignal<StageAmendments | null>(null)
  const [search, setSearch] = createSignal('')
  const [chosen, setChosen] = createSignal<Aspect | null>(null)
  const [way, setWay] = createSignal<Way>('annulled')
  const [give, setGive] = createSignal<Gift>('nothing')
  const [draft, setDraft] = createSignal<Aspect | null>(null)
  const [reason, setReason] = createSignal('')
  const [signer, setSigner] = createSignal('')
  const [preview, setPreview] = createSignal<AmendmentPreview | null>(null)
  const [isOutdated, setOutdated] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal<'preview' | 'confirm' | null>(null)
  const [done, setDone] = createSignal<AspectId | null>(null)

  const read = async () => {
    const found = await ask(amendments.$get({ param }))
    if (found.ok) setView(found.value as StageAmendments)
    else setProblem(found.error)
  }
  onMount(() => void read())

  const all = createMemo(() => {
    const held = view()
    return held ? aspectsOf(held.rubric) : []
  })
  const matching = createMemo(() => {
    const text = search().trim().toLowerCase()
    return all().filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(text))
  })
  const isAnnulled = (id: AspectId) => view()?.annulled.some(({ aspectId }) => aspectId === id) ?? false
  const amendment = (): Amendment | null => {
    const [of, to] = [chosen(), draft()]
    if (!of || !to) return null
    return way() === 'annulled'
      ? { kind: 'annulled', aspect: of.id, give: give() }
      : { kind: 'corrected', aspect: of.id, to }
  }
  /** What the form itself can tell is wrong with the correction. */
  const faults = () => {
    const [of, to] = [chosen(), draft()]
    if (!of || !to || way() !== 'corrected') return []
    return correctionFaults(of, to).filter(({ fault }) => fault !== 'nothing-changed' || !isAnnulled(of.id))
  }
  const anew = () => {
    setPreview(null)
    setOutdated(false)
    setProblem(null)
    setDone(null)
  }
  const choose = (of: Aspect | null) => {
    anew()
    setChosen(of)
    setDraft(of)
    setWay('annulled')
    setGive('nothing')
  }
  const look = async () => {
    const asked = amendment()
    if (!asked) return
    setBusy('preview')
    setProblem(null)
    const found = await ask(amendments.preview.$post({ param, json: { amendment: asked } }))
    setBusy(null)
    if (amendment() === null || JSON.stringify(amendment()) !== JSON.stringify(asked)) return
    if (found.ok) setPreview(found.value as AmendmentPreview)
    else setProblem(found.error)
  }
  const confirm = async () => {
    const [asked, seen] = [amendment(), preview()]
    if (!asked || !seen) return
    setBusy('confirm')
    setProblem(null)
    const { fingerprint } = seen
    const json = { amendment: asked, fingerprint, reason: reason(), signer: signer() }
    const found = await ask(amendments.$post({ param, json }))
    setBusy(null)
    if (found.ok) {
      setReason('')
      setSearch('')
      choose(null)
      setDone(asked.aspect)
      await read()
    } else if (found.error.kind === 'preview-outdated') {
      await read()
      await look()
      setOutdated(true)
    } else setProblem(found.error)
  }

  return {
    view,
    search,
    setSearch,
    found: () => matching().slice(0, MOST_FOUND),
    notListed: () => Math.max(0, matching().length - MOST_FOUND),
    chosen,
    choose,
    isAnnulled,
    way,
    setWay(next: Way) {
      anew()
      setWay(next)
    },
    give,
    setGive(next: Gift) {
      anew()
      setGive(next)
    },
    draft,
    change(next: Aspect) {
      anew()
      setDraft(next)
    },
    faults,
    reason,
    setReason,
    signer,
    setSigner,
    preview,
    isOutdated,
    problem,
    busy,
    done,
    look,
    confirm,
    mayLook: () => amendment() !== null && faults().length === 0 && busy() === null,
    mayConfirm: () =>
      preview() !== null && busy() === null && reason().trim().length >= 2 && signer().trim().length >= 2,
  }
}

export type Amending = ReturnType<typeof createAmending>

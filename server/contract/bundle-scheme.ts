import { z } from 'zod'
import type { AspectId, SeatId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import { onePart, type Scheme } from '#domain/scheme.ts'
import { idOf, Name, PointsText } from './bundle-json.ts'
import { freeRules, groupShape, outcomeShape, partShape } from './scheme-pieces.ts'

const PartJson = z.strictObject({ ...partShape(PointsText), name: Name })

const RuleJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agreed'), recorder: idOf<SeatId>() }),
  ...freeRules,
])

const GroupJson = z.strictObject({
  ...groupShape,
  name: Name,
  seats: z.array(idOf<SeatId>()).min(1).max(1000),
  aspects: z.array(idOf<AspectId>()).min(1).max(5000),
  rule: RuleJson,
})

/** A scheme as bundles write it: everything that is left out takes its default. */
export const SchemeOfBundle = z.strictObject({
  ...outcomeShape(PointsText),
  stage: z.string().max(64).default(''),
  parts: z.array(PartJson).min(1).max(50).optional(),
  groups: z.array(GroupJson).min(1).max(500),
  composition: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('added') }),
      z.strictObject({ kind: z.literal('weighted'), maximum: PointsText.default(ofThousandths(100_000)) }),
    ])
    .optional(),
  divisions: z.array(z.string().min(1).max(100)).max(100).default([]),
})

/** What depends on the rubric and on the number of parts comes last. */
export function schemeOf(
  { stage: _, parts, composition, ...scheme }: z.output<typeof SchemeOfBundle>,
  rubric: Rubric,
): Scheme {
  const own = parts ?? [onePart(rubric)]
  const usual = own.length > 1 ? { kind: 'weighted', maximum: ofThousandths(100_000) } : { kind: 'added' }
  return { ...scheme, parts: own, composition: composition ?? (usual as Scheme['composition']) }
}

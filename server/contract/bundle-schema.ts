import { z } from 'zod'
import { BundleText } from './bundle.ts'

/** The JSON Schema of a bundle's file, from the parser itself; what only fits together or does not is not in it. */
export const bundleSchema = () => ({
  title: 'Skillmark bundle (计分包)',
  ...z.toJSONSchema(BundleText, { io: 'input', unrepresentable: 'any' }),
})

import fc from 'fast-check'

/** Whether a mutant survives must not hang on luck. */
fc.configureGlobal({ seed: 20_261_201 })

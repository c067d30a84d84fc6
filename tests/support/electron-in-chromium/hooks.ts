import { registerHooks } from 'node:module'

const double = new URL('./index.ts', import.meta.url).href

// The bundled shell asks for Electron by name; on Node that name leads here.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
})

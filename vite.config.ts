import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const inHouse = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Tablets of 2020 read what is built here; library calls are kept to es2020 by client/tsconfig.json. */
export default defineConfig({
  root: inHouse('client'),
  publicDir: inHouse('client/static'),
  plugins: [solid()],
  build: {
    outDir: inHouse('dist'),
    emptyOutDir: true,
    target: ['chrome87', 'safari14.1'],
    // The content security policy lets no inline script or data: font through.
    assetsInlineLimit: 0,
    // What each page loads, for the bench of the bundles.
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true },
    },
  },
})

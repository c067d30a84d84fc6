/** Directions of imports inside and between the worlds; README, Architecture, says why. */
const forbid = (name, from, to, extra) => Object.assign({ name, severity: 'error', from, to }, extra)

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid(
      'no-orphans',
      {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '(^|/)[^/]+\\.config\\.ts$',
          '^tests/',
          '^(server|main)/(index|start|preload|backend)\\.ts$',
          '^main/local-pages/preload\\.ts$',
          '^server/db/checkpointer\\.ts$',
          '^renderer/public/',
        ],
      },
      {},
    ),
    forbid('shared-is-light', { path: '^shared/' }, { pathNot: ['^shared/', 'node_modules/zod'] }),
    forbid('server-imports-shared-only', { path: '^server/' }, { path: '^(renderer|main|tests)/' }),
    forbid('renderer-imports-shared-only', { path: '^renderer/' }, { path: '^(server|main|tests)/' }),
    forbid('main-imports-shared-only', { path: '^main/' }, { path: '^(server|renderer|tests)/' }),
    forbid(
      'stores-are-private',
      { path: '^server/([^/]+)/' },
      { path: '^server/[^/]+/[a-z-]*store\\.ts$', pathNot: '^server/$1/' },
    ),
    forbid('routes-are-leaves', { pathNot: '^server/app\\.ts$' }, { path: '^server/.*routes\\.ts$' }),
    forbid(
      'plumbing-knows-no-feature',
      { path: '^server/(http|db)/' },
      { path: '^server/(?!http/|db/)[^/]+/' },
    ),
    forbid(
      'http-stays-at-the-edge',
      { path: '^server/', pathNot: '^server/(http/|app\\.ts$|[^/]+/([a-z-]*routes|stream)\\.ts$)' },
      { path: 'node_modules/(@types/)?(koa|@koa)/' },
    ),
    forbid(
      'only-verifiers-make-proofs',
      {
        path: '^server/',
        pathNot: '^server/(passkeys|sessions|invitations|setup|recovery|fallback|hand-off)/',
      },
      { path: '^server/sessions/make-proof\\.ts$' },
    ),
    forbid(
      'components-are-pure',
      { path: '^renderer/components/' },
      { path: '^renderer/(stores|api|pages)/' },
    ),
    forbid(
      'stores-know-no-view',
      { path: '^renderer/(stores|api|lib)/' },
      { path: '^renderer/(pages|components)/' },
    ),
    forbid(
      'pages-are-apart',
      { path: '^renderer/pages/([^/]+)/' },
      { path: '^renderer/pages/([^/]+)/', pathNot: '^renderer/pages/$1/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tests/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}

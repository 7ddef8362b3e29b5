// Who may import whom; each rule is an error. The reasons stand in docs/ARCHITECTURE.md.
const slice = '^src/(platform|modules)/([^/]+)/';
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'packages-stand-alone',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(src|packages)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'platform-below-modules',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules|server|web|cli)/' },
    },
    {
      name: 'modules-are-islands',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'modules-do-not-see-apps',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/(server|cli)/' },
    },
    {
      name: 'root-uses-manifest-only',
      severity: 'error',
      from: { path: '^src/(server|cli)/' },
      to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/(module|seed)\\.ts$' },
    },
    {
      name: 'contract-is-pure',
      severity: 'error',
      from: { path: `${slice}contract(\\.ts|/)` },
      to: { path: '.', pathNot: ['/contract(\\.ts|/)', '^packages/', 'node_modules/(zod|@sojourn)/'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: `${slice}domain(\\.ts|/)`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '.',
        pathNot: [
          '/(contract|domain)(\\.ts|/)',
          '^packages/',
          'node_modules/(zod|@sojourn)/',
          '^(node:)?crypto$',
          // A list of names, and the clocks of zones; no more.
          '^src/platform/i18n/(language|zone)\\.ts$',
        ],
      },
    },
    {
      name: 'sql-lives-in-store',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '/store(\\.ts|/)',
          '/tables\\.gen\\.ts$',
          '^src/platform/db/',
          '\\.test\\.ts$',
          '/testing/',
        ],
      },
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    {
      name: 'pool-is-private',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/db/' },
      to: { path: '^src/platform/db/pool\\.ts$' },
    },
    {
      name: 'web-sees-contract-only',
      severity: 'error',
      from: { path: ['^src/web/', `${slice}web/`] },
      to: {
        path: '^src/(platform|modules|server|cli)/',
        pathNot: [
          '/web/',
          '/contract(\\.ts|/)',
          '/messages/',
          '^src/platform/(ui|i18n)/',
          '/domain(\\.ts|/)',
        ],
      },
    },
    {
      name: 'server-never-sees-web',
      severity: 'error',
      // A test may play both sides.
      from: {
        path: '^src/',
        pathNot: ['^src/web/', '/web/', '^src/platform/ui/', '^src/platform/i18n/web', '[.]test[.]ts$'],
      },
      to: { path: ['^src/web/', '/web/', '^src/platform/ui/', 'node_modules/(react|react-dom|@mantine)/'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      // Names of types only, which live in @types and load nothing; and the built file that a package's command starts.
      to: { couldNotResolve: true, pathNot: '^(geojson|topojson-specification|[.][.]/dist/cli[.]js)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
    exclude: { path: ['^packages/[^/]+/(bin|dist)/', '\\.css$', '\\?(worker|url)'] },
  },
};

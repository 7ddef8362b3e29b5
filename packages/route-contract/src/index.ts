export {
  type Call,
  CallError,
  type ClientOptions,
  createClient,
  type ProblemDocument,
  routeUrl,
} from './client.ts';
export { type OpenApiInfo, openApiDocument } from './openapi.ts';
export { decodeCursor, encodeCursor, pageOf, pageQuery } from './page.ts';
export {
  defineRoute,
  type Method,
  type Route,
  type RouteConfig,
  type RouteInput,
  type RouteOutput,
  type RouteRequest,
  type RouteSchema,
} from './route.ts';

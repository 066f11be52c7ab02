// @ts-check
// Starts what serves the site: the publisher in this process, which runs as it stands in lib/front, without a build,
// and the renderer in another (renderer.mjs).
import { register } from "tsx/esm/api";

register();
const { serve } = await import("./lib/front/serve.ts");
await serve();
